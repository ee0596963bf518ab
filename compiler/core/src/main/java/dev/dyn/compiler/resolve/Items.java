package dev.dyn.compiler.resolve;

import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import java.util.List;

/// What the items of a system declare.
final class Items {
  private Items() {}

  static List<Name> declared(Item item) {
    return switch (item) {
      case Item.Quantity quantity -> List.of(quantity.name());
      case Item.Let let -> let.binding().names();
      case Item.Bind bind -> List.of(bind.name());
      case Item.FieldOver field -> List.of(field.name());
      case Item.Broken broken -> broken.names();
      case Item.Forward _,
          Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Jump _,
          Item.Event _,
          Item.Constraint _,
          Item.PerTensor _,
          Item.Loss _,
          Item.UseRule _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _ ->
          List.of();
    };
  }

  static boolean declaresNo(String name, SystemDeclaration system) {
    return system.items().stream()
            .flatMap(item -> declared(item).stream())
            .noneMatch(declared -> declared.text().equals(name))
        && system.structure().stream().noneMatch(p -> p.name().text().equals(name));
  }

  /// Whether an item runs today; the others have words of their own that are not resolved yet.
  static boolean isSupported(Item item) {
    return switch (item) {
      case Item.Quantity quantity ->
          switch (quantity.kind()) {
            case PARAM, INPUT, STATE, WEIGHT, OUTPUT, DRAW, NOISE -> true;
          };
      case Item.Let _,
          Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Jump _,
          Item.Event _,
          Item.Forward _,
          Item.Loss _,
          Item.UseRule _,
          Item.PerTensor _ ->
          true;
      case Item.Bind bind -> bind.kind() != BindKind.GRID;
      case Item.FieldOver _,
          Item.Constraint _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _,
          Item.Broken _ ->
          false;
    };
  }
}
