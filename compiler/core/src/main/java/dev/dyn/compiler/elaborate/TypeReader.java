package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.TypeExpression;
import dev.dyn.compiler.syntax.TypeExpression.Dimension;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Types as written in a program. A name in a shape that means nothing yet is a dimension variable:
/// it gets its meaning from the first value that is fitted to it.
final class TypeReader {
  private static final Set<String> KNOWN = Set.of("real", "int", "bool", "string");

  /// What other languages call our types.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("float", "real"),
          Map.entry("double", "real"),
          Map.entry("number", "real"),
          Map.entry("float64", "real"),
          Map.entry("real", "real"),
          Map.entry("integer", "int"),
          Map.entry("int", "int"),
          Map.entry("long", "int"),
          Map.entry("int64", "int"),
          Map.entry("boolean", "bool"),
          Map.entry("bool", "bool"),
          Map.entry("str", "string"),
          Map.entry("string", "string"),
          Map.entry("text", "string"));

  private final Elaborator elaborator;
  private final Scope scope;

  TypeReader(Elaborator elaborator, Scope scope) {
    this.elaborator = elaborator;
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  /// Whether `type` is `real` or `int` without a shape.
  static boolean isScalarNumber(TypeExpression type) {
    return type.shape().isEmpty()
        && type.name().isPresent()
        && (type.name().get().text().equals("real") || type.name().get().text().equals("int"));
  }

  /// The kind of entries.
  Elem elem(TypeExpression type) {
    if (type.name().isEmpty()) {
      return elaborator.real();
    }
    Name name = type.name().get();
    return switch (name.text()) {
      case "real" -> elaborator.real();
      case "int" -> Elem.I64;
      case "bool" -> Elem.BOOL;
      default -> throw elaborator.fail(unknown(name));
    };
  }

  private static Diagnostic unknown(Name name) {
    Diagnostic problem =
        Diagnostic.of(
                NameCodes.UNKNOWN_TYPE, "There is no type `" + name.text() + "`.", name.span())
            .note(
                "The types are `real`, `int`, `bool`, `string`, and tensors such as `[n, m]` or"
                    + " `int[n]`.");
    return problem.suggestName(
        Optional.ofNullable(ELSEWHERE.get(name.text().toLowerCase(Locale.ROOT))));
  }

  static boolean isText(TypeExpression type) {
    return type.name().map(n -> n.text().equals("string")).orElse(false);
  }

  /// Reports a type that does not exist, and tells whether it does.
  boolean requireKnown(TypeExpression type) {
    Optional<Name> name = type.name().filter(n -> !KNOWN.contains(n.text()));
    name.ifPresent(n -> elaborator.report(unknown(n)));
    return name.isEmpty();
  }

  /// The type of something that has no value yet; unknown names in its shape become sizes of that
  /// name.
  Type declared(TypeExpression type) {
    List<Dim> dims = new ArrayList<>();
    for (Dimension dimension : type.dimensions()) {
      if (dimension instanceof Dimension.Size(Expression size, Span span)) {
        if (size.unwrapped() instanceof Expression.NameRef(Name name, _)
            && scope.find(name.text()).isEmpty()) {
          scope.define(name.text(), new Value.Int(Dim.named(name.text())));
        }
        dims.add(size(size, span));
      }
    }
    return new Type(elem(type), dims);
  }

  private Dim size(Expression expression, Span span) {
    Dim dim =
        elaborator
            .beforeRun()
            .requireSize(elaborator.elaborate(expression, scope), "size of a dimension", span);
    if (dim.isKnown() && dim.value() < 0) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NEGATIVE_DIMENSION,
              "A dimension cannot be negative.",
              span,
              "this is " + dim.value()));
    }
    return dim;
  }

  /// `value` as a value of type `type`: ints are widened, dimension variables bound.
  ///
  /// @param what names the value in messages: "argument `x`"
  /// @throws Reported if it does not fit
  Value fit(Value value, TypeExpression type, Span site, String what) {
    if (type.name().isPresent() && type.name().get().text().equals("string")) {
      if (!(value instanceof Value.Text)) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.NOT_TEXT,
                "The " + what + " must be a text.",
                site,
                "this is " + value.describe()));
      }
      return value;
    }
    Elem elem = elem(type);
    if (value instanceof Value.Int && elem == Elem.I64 && type.dimensions().isEmpty()) {
      return value;
    }
    if (value instanceof Value.Truth && elem == Elem.BOOL && type.dimensions().isEmpty()) {
      return value;
    }
    Var entries = fitEntries(value, type, site, what);
    return new Value.Array(fitShape(entries, type, site, what));
  }

  /// `value` with entries of the kind that `type` names, whatever its shape.
  ///
  /// @throws Reported if its entries are of another kind
  Var fitEntries(Value value, TypeExpression type, Span site, String what) {
    if (!Numbers.isNumeric(value)) {
      throw mismatch(value.describe(), type, site, what);
    }
    Elem elem = elem(type);
    Var var = elaborator.numbers().toVar(value, site);
    Elem found = var.type().elem();
    boolean widens = found == Elem.I64 && elem.isReal() || found.isReal() && elem.isReal();
    if (found != elem && !widens) {
      throw mismatch(Value.describe(var.type()), type, site, what);
    }
    return elaborator.builder().convert(var, elem);
  }

  private Reported mismatch(String found, TypeExpression type, Span site, String what) {
    return elaborator.fail(
        Diagnostic.of(
                TypeCodes.TYPE_MISMATCH,
                "The " + what + " must be of type `" + type.span().text() + "`.",
                site,
                "this is " + found)
            .relate(type.span(), "the type is declared here"));
  }

  private Var fitShape(Var var, TypeExpression type, Span site, String what) {
    List<Dimension> wanted = type.dimensions();
    List<Dim> found = var.type().dims();
    boolean open = !wanted.isEmpty() && wanted.getFirst() instanceof Dimension.Rest;
    int fixed = open ? wanted.size() - 1 : wanted.size();
    if (open ? found.size() < fixed : found.size() != fixed) {
      throw shapeMismatch(found, type, site, what, Optional.empty());
    }
    int skip = found.size() - fixed;
    for (int k = 0; k < fixed; k++) {
      Dimension dimension = wanted.get(k + (open ? 1 : 0));
      Dim actual = found.get(skip + k);
      if (!(dimension instanceof Dimension.Size(Expression size, Span span))) {
        continue;
      }
      if (size.unwrapped() instanceof Expression.NameRef(Name name, _)
          && scope.find(name.text()).isEmpty()) {
        scope.define(name.text(), new Value.Int(actual));
        continue;
      }
      Dim expected = size(size, span);
      if (!expected.equals(actual)) {
        String meaning =
            size.span().text().equals(expected.toString())
                ? ""
                : "`" + size.span().text() + "` is " + expected + " here";
        throw shapeMismatch(found, type, site, what, Optional.of(meaning));
      }
    }
    return var;
  }

  private Reported shapeMismatch(
      List<Dim> found, TypeExpression type, Span site, String what, Optional<String> meaning) {
    Diagnostic problem =
        Diagnostic.of(
                TypeCodes.SHAPE_MISMATCH,
                "The " + what + " has the wrong shape.",
                site,
                found.isEmpty()
                    ? "this is a single number"
                    : "this is `" + Value.shape(found) + "`")
            .relate(type.span(), "the shape is declared here");
    return elaborator.fail(
        meaning.filter(text -> !text.isEmpty()).map(problem::note).orElse(problem));
  }
}
