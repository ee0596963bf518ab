package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.runtime.text.Shortest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an expression stands for, in words for editors. It keeps nothing of the elaboration alive,
/// whose lines need much more memory than what is said about them.
public final class Meaning {
  /// Sizes that only the run will know end in the number of a variable, which says nothing.
  private static final Pattern NUMBERED = Pattern.compile("(?<=\\b(steps|events|rest))\\d+\\b");

  private static final int FIELDS = 8;

  private sealed interface Said {
    /// Numbers or truth values that the run computes.
    record Numbers(Type type) implements Said {}

    /// A number or truth value, or a shape, that is known.
    record Known(String type, String value, boolean isTensor) implements Said {}

    record Text(Optional<String> constant) implements Said {}

    record Fields(List<Field> fields) implements Said {}

    record Several(List<Meaning> values) implements Said {}

    record Callee(Signature signature, Optional<SystemDeclaration> system) implements Said {}

    record Made(String words, SystemDeclaration system, Optional<Signature> signature)
        implements Said {}

    record Library(String name) implements Said {}

    record Words(String words, Optional<Signature> signature) implements Said {}
  }

  private final Said said;

  private Meaning(Said said) {
    this.said = said;
  }

  Meaning(Value value) {
    this(said(value));
  }

  /// A field that can be read with a dot.
  public record Field(String name, Meaning meaning) {}

  private static Said said(Value value) {
    return switch (value) {
      case Value.Array(var var) -> new Said.Numbers(var.type());
      case Value.Int(var dim) -> new Said.Known("int", dim.toString(), false);
      case Value.Real(double real) -> new Said.Known("real", Shortest.of(real), false);
      case Value.Truth(boolean truth) -> new Said.Known("bool", Boolean.toString(truth), false);
      case Value.Ints(var values) ->
          new Said.Known(
              "int[" + values.size() + "]",
              values.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]")),
              true);
      case Value.Text text -> new Said.Text(text.constant());
      case Value.Range(_, _, boolean closed) ->
          new Said.Words(closed ? "an interval" : "a range of ints", Optional.empty());
      case Value.Record(var all) -> {
        List<Field> fields = new ArrayList<>();
        all.forEach((name, field) -> fields.add(new Field(name, new Meaning(field))));
        yield new Said.Fields(fields);
      }
      case Value.Tuple(var values) ->
          new Said.Several(values.stream().limit(FIELDS + 1).map(Meaning::new).toList());
      case Value.Function(SystemFactory factory) ->
          new Said.Callee(Signature.of(factory), Optional.of(factory.model().declaration()));
      case Value.Function(var callable) ->
          new Said.Callee(Signature.of(callable), Optional.empty());
      case Value.Instance(var system) -> {
        SystemDeclaration declaration = system.frame().orElse(system).model().declaration();
        yield new Said.Made(
            declaration.kind().word() + " " + system.name(),
            declaration,
            Optional.of(Signature.of(declaration, false)));
      }
      case Value.Part(Part part) ->
          new Said.Made(part.describe(), part.sample().model().declaration(), Optional.empty());
      case Value.Part(var view) -> new Said.Words(view.describe(), Optional.empty());
      case Value.MethodChoice(var tableau, _, _, _) ->
          new Said.Words(
              "method " + tableau.name(), Optional.of(Signature.of(new MethodCallable(tableau))));
      case Value.JumpChoice(var method) ->
          new Said.Words("method " + method.label(), Optional.empty());
      case Value.StochasticChoice(var method, _) ->
          new Said.Words(
              "method " + method.name(), Optional.of(Signature.of(new StochasticCallable(method))));
      case Value.Law(var distribution, _) ->
          new Said.Words("distribution " + distribution.label(), Optional.empty());
      case Value.Library(var name, _) -> new Said.Library(name);
      case Value.Invalid _ -> new Said.Words("", Optional.empty());
    };
  }

  /// The type as users write types, where they can: `real`, `[N, 3]`, `int[k]`, `{ t: [101], x:
  /// [101] }`, `system Lorenz`.
  public String type() {
    return type(0);
  }

  private String type(int depth) {
    return switch (said) {
      case Said.Numbers(Type type) -> written(type);
      case Said.Known(String type, _, _) -> type;
      case Said.Text _ -> "string";
      case Said.Fields(var fields) when depth > 0 -> "{ " + fields.size() + " fields }";
      case Said.Fields(var fields) ->
          fields.stream()
              .limit(FIELDS)
              .map(field -> field.name() + ": " + field.meaning().type(depth + 1))
              .collect(Collectors.joining(", ", "{ ", fields.size() > FIELDS ? ", … }" : " }"));
      case Said.Several(var values) ->
          values.stream()
              .limit(FIELDS)
              .map(each -> each.type(depth + 1))
              .collect(Collectors.joining(", ", "(", values.size() > FIELDS ? ", …)" : ")"));
      case Said.Callee(Signature signature, _) -> signature.toString();
      case Said.Made(String words, _, _) -> words;
      case Said.Library(String name) -> "module " + name;
      case Said.Words(String words, _) -> words;
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

  /// Whether it is a tensor of numbers, with a shape worth showing.
  public boolean isTensor() {
    return said instanceof Said.Numbers(Type type) && !type.isScalar()
        || said instanceof Said.Known(_, _, boolean isTensor) && isTensor;
  }

  /// Whether it is a record.
  public boolean isRecord() {
    return said instanceof Said.Fields;
  }

  /// The value, where it is known without a run: a number, a truth value, a shape.
  public Optional<String> known() {
    return switch (said) {
      case Said.Known(_, String value, _) -> Optional.of(value);
      case Said.Text(var constant) -> constant.map(text -> "\"" + text + "\"");
      case Said.Numbers _,
          Said.Fields _,
          Said.Several _,
          Said.Callee _,
          Said.Made _,
          Said.Library _,
          Said.Words _ ->
          Optional.empty();
    };
  }

  /// The fields of a record, and what can be read of tensors. Those of systems and modules follow
  /// from their declarations.
  public List<Field> fields() {
    if (said instanceof Said.Fields(var all)) {
      return List.copyOf(all);
    }
    List<Field> fields = new ArrayList<>();
    if (said instanceof Said.Numbers(Type type)) {
      if (type.rank() > 1) {
        Type transposed = type.withDims(type.dims().reversed());
        fields.add(new Field("T", new Meaning(new Said.Numbers(transposed))));
      }
      fields.add(new Field("shape", new Meaning(new Value.Ints(type.dims()))));
    }
    return fields;
  }

  /// The declaration behind an instance, a part, or a system that can be called.
  public Optional<SystemDeclaration> system() {
    return switch (said) {
      case Said.Callee(_, var system) -> system;
      case Said.Made(_, var system, _) -> Optional.of(system);
      case Said other -> Optional.empty();
    };
  }

  /// Whether it is a module, whose declarations are its fields.
  public Optional<String> module() {
    return said instanceof Said.Library(String name) ? Optional.of(name) : Optional.empty();
  }

  /// How it is called, if it can be.
  public Optional<Signature> signature() {
    return switch (said) {
      case Said.Callee(var signature, _) -> Optional.of(signature);
      case Said.Made(_, _, var signature) -> signature;
      case Said.Words(_, var signature) -> signature;
      case Said other -> Optional.empty();
    };
  }
}
