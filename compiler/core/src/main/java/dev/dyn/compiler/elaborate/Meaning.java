package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.runtime.text.Shortest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an expression stands for, in words for editors.
public final class Meaning {
  /// Sizes that only the run will know end in the number of a variable, which says nothing.
  private static final Pattern NUMBERED = Pattern.compile("(?<=\\b(steps|events|rest))\\d+\\b");

  private static final int FIELDS = 8;

  private final Value value;

  Meaning(Value value) {
    this.value = value;
  }

  /// A field that can be read with a dot.
  public record Field(String name, Meaning meaning) {}

  /// The type as users write types, where they can: `real`, `[N, 3]`, `int[k]`, `{ t: [101], x:
  /// [101] }`, `system Lorenz`.
  public String type() {
    return type(value, 0);
  }

  private static String type(Value value, int depth) {
    return switch (value) {
      case Value.Array(var var) -> written(var.type());
      case Value.Int _ -> "int";
      case Value.Real _ -> "real";
      case Value.Ints(var values) -> "int[" + values.size() + "]";
      case Value.Truth _ -> "bool";
      case Value.Text _ -> "string";
      case Value.Range(_, _, boolean closed) -> closed ? "an interval" : "a range of ints";
      case Value.Record(var fields) when depth > 0 -> "{ " + fields.size() + " fields }";
      case Value.Record(var fields) ->
          fields.entrySet().stream()
              .limit(FIELDS)
              .map(field -> field.getKey() + ": " + type(field.getValue(), depth + 1))
              .collect(Collectors.joining(", ", "{ ", fields.size() > FIELDS ? ", … }" : " }"));
      case Value.Tuple(var values) ->
          values.stream()
              .limit(FIELDS)
              .map(each -> type(each, depth + 1))
              .collect(Collectors.joining(", ", "(", values.size() > FIELDS ? ", …)" : ")"));
      case Value.Function(var callable) -> Signature.of(callable).toString();
      case Value.Instance(var system) -> "system " + system.name();
      case Value.Part(var view) -> view.describe();
      case Value.MethodChoice(var tableau, _, _, _) -> "method " + tableau.name();
      case Value.JumpChoice(var method) -> "method " + method.label();
      case Value.StochasticChoice(var method, _) -> "method " + method.name();
      case Value.Law(var distribution, _) -> "distribution " + distribution.label();
      case Value.Library(var name, _) -> "module " + name;
      case Value.Invalid _ -> "";
    };
  }

  private static String written(Type type) {
    String shape =
        type.isScalar()
            ? ""
            : type.dims().stream().map(Meaning::size).collect(Collectors.joining(", ", "[", "]"));
    return switch (type.elem()) {
      case F64, F32 -> type.isScalar() ? "real" : shape;
      case I64 -> "int" + shape;
      case BOOL -> "bool" + shape;
    };
  }

  private static String size(Dim dim) {
    return dim.isKnown() ? dim.toString() : NUMBERED.matcher(dim.toString()).replaceAll("");
  }

  /// Whether it is a number or truth value, or a tensor of them: something with a shape.
  public boolean isNumeric() {
    return switch (value) {
      case Value.Array _, Value.Int _, Value.Real _, Value.Ints _, Value.Truth _ -> true;
      case Value.Text _,
          Value.Range _,
          Value.Record _,
          Value.Tuple _,
          Value.Function _,
          Value.Instance _,
          Value.Part _,
          Value.MethodChoice _,
          Value.JumpChoice _,
          Value.StochasticChoice _,
          Value.Law _,
          Value.Library _,
          Value.Invalid _ ->
          false;
    };
  }

  /// Whether it is a tensor of numbers, with a shape worth showing.
  public boolean isTensor() {
    return value instanceof Value.Array(var var) && !var.type().isScalar()
        || value instanceof Value.Ints;
  }

  /// Whether it is a record.
  public boolean isRecord() {
    return value instanceof Value.Record;
  }

  /// The value, where it is known without a run: a number, a truth value, a shape.
  public Optional<String> known() {
    return switch (value) {
      case Value.Int(var dim) -> Optional.of(dim.toString());
      case Value.Real(double real) -> Optional.of(Shortest.of(real));
      case Value.Truth(boolean truth) -> Optional.of(Boolean.toString(truth));
      case Value.Ints(var values) ->
          Optional.of(
              values.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]")));
      case Value.Text text -> text.constant().map(t -> "\"" + t + "\"");
      case Value.Array _,
          Value.Range _,
          Value.Record _,
          Value.Tuple _,
          Value.Function _,
          Value.Instance _,
          Value.Part _,
          Value.MethodChoice _,
          Value.JumpChoice _,
          Value.StochasticChoice _,
          Value.Law _,
          Value.Library _,
          Value.Invalid _ ->
          Optional.empty();
    };
  }

  /// The fields of a record, and what can be read of tensors. Those of systems and modules follow
  /// from their declarations.
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    if (value instanceof Value.Record(var all)) {
      all.forEach((name, field) -> fields.add(new Field(name, new Meaning(field))));
    }
    if (value instanceof Value.Array(var var)) {
      if (var.type().rank() > 1) {
        Type transposed = var.type().withDims(var.type().dims().reversed());
        Var turned = new Var(var.id(), var.name(), transposed);
        fields.add(new Field("T", new Meaning(new Value.Array(turned))));
      }
      fields.add(new Field("shape", new Meaning(new Value.Ints(var.type().dims()))));
    }
    return fields;
  }

  /// The declaration behind an instance, a part, or a system that can be called.
  public Optional<SystemDeclaration> system() {
    return switch (value) {
      case Value.Instance(var system) -> Optional.of(system.model().declaration());
      case Value.Function(SystemFactory factory) -> Optional.of(factory.model().declaration());
      case Value.Part(Part part) -> Optional.of(part.sample().model().declaration());
      case Value other -> Optional.empty();
    };
  }

  /// Whether it is a module, whose declarations are its fields.
  public Optional<String> module() {
    return value instanceof Value.Library(var name, _) ? Optional.of(name) : Optional.empty();
  }

  /// How it is called, if it can be.
  public Optional<Signature> signature() {
    return switch (value) {
      case Value.Function(var callable) -> Optional.of(Signature.of(callable));
      case Value.Instance(var system) ->
          Optional.of(Signature.of(system.model().declaration(), false));
      case Value.MethodChoice(var tableau, _, _, _) ->
          Optional.of(Signature.of(new MethodCallable(tableau)));
      case Value.StochasticChoice(var method, _) ->
          Optional.of(Signature.of(new StochasticCallable(method)));
      case Value other -> Optional.empty();
    };
  }
}
