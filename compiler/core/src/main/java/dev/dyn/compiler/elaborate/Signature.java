package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.QuantityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How something is called: for editors.
public record Signature(String name, List<Slot> slots) {
  public Signature {
    slots = List.copyOf(slots);
  }

  /// A parameter.
  ///
  /// @param text as it is declared: `x: real = 1`
  /// @param fallback what it is where it is left out
  /// @param isOptional whether it may be left out
  /// @param byName whether it must be given by name
  /// @param doc what is said about it
  /// @param declaration the place of its name, if it was declared in a program
  public record Slot(
      String name,
      String text,
      Optional<String> fallback,
      boolean isOptional,
      boolean byName,
      Optional<String> doc,
      Optional<Span> declaration) {}

  /// The signature of a name that needs no declaration.
  public static Optional<Signature> ofBuiltin(String name) {
    return Builtins.scope().find(name).map(Meaning::new).flatMap(Meaning::signature);
  }

  static Signature of(Callable callable) {
    return switch (callable) {
      case Closure closure -> of(closure.name(), closure.parameters());
      case SystemFactory factory -> of(factory.model().declaration(), true);
      case Builtin builtin ->
          new Signature(
              builtin.name(), builtin.parameters().stream().map(Signature::slot).toList());
      case Callable other ->
          new Signature(
              other.name(), other.parameterNames().stream().map(Signature::slot).toList());
    };
  }

  /// The signature of a function as it is declared.
  public static Signature of(String name, List<Parameter> parameters) {
    return new Signature(name, parameters.stream().map(Signature::slot).toList());
  }

  /// The signature of a system: its structure, then by name parameters, inputs and states.
  ///
  /// @param withStructure not where an instance is called, whose structure is settled
  public static Signature of(Declaration.SystemDeclaration system, boolean withStructure) {
    List<Slot> slots = new ArrayList<>();
    if (withStructure) {
      system.structure().forEach(parameter -> slots.add(slot(parameter)));
    }
    for (QuantityKind kind : List.of(QuantityKind.PARAM, QuantityKind.INPUT, QuantityKind.STATE)) {
      for (Item item : system.items()) {
        if (item instanceof Item.Quantity quantity && quantity.kind() == kind) {
          slots.add(slot(quantity));
        }
      }
    }
    return new Signature(system.name().text(), slots);
  }

  private static Slot slot(Parameter parameter) {
    return new Slot(
        parameter.name().text(),
        oneLine(parameter.span()),
        parameter.fallback().map(value -> oneLine(value.span())),
        parameter.fallback().isPresent(),
        false,
        Optional.empty(),
        Optional.of(parameter.name().span()));
  }

  private static Slot slot(Item.Quantity quantity) {
    Name name = quantity.name();
    String type = quantity.type().map(t -> ": " + oneLine(t.span())).orElse("");
    String initial =
        switch (quantity.initial()) {
          case Initial.Absent _ -> "";
          case Initial.Value(var value) -> " = " + oneLine(value.span());
          case Initial.Drawn(var law) -> " ~ " + oneLine(law.span());
        };
    boolean isOptional =
        quantity.kind() == QuantityKind.STATE || !(quantity.initial() instanceof Initial.Absent);
    return new Slot(
        name.text(),
        name.text() + type + initial,
        quantity.initial().expression().map(value -> oneLine(value.span())),
        isOptional,
        true,
        quantity.doc(),
        Optional.of(name.span()));
  }

  private static Slot slot(String name) {
    boolean isOptional = name.endsWith("?");
    String plain = isOptional ? name.substring(0, name.length() - 1) : name;
    return new Slot(
        plain, plain, Optional.empty(), isOptional, false, Optional.empty(), Optional.empty());
  }

  private static String oneLine(Span span) {
    return span.text().replaceAll("\\s+", " ");
  }

  /// As it would be declared: `swish(x: real, beta: real = 1)`.
  @Override
  public String toString() {
    return name + slots.stream().map(Slot::text).collect(Collectors.joining(", ", "(", ")"));
  }
}
