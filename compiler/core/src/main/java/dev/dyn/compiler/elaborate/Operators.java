package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Numbers.Operand;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.Powers;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.BinaryOperator;
import dev.dyn.compiler.syntax.CompareOperator;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// The operators. What is known before the run is computed at once, so that it can fix sizes.
final class Operators {
  /// Powers of sizes that have only a name are multiplied out up to this exponent.
  private static final int MOST_FACTORS = 8;

  private final Elaborator elaborator;

  Operators(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  private Builder builder() {
    return elaborator.builder();
  }

  private Numbers numbers() {
    return elaborator.numbers();
  }

  Value binary(BinaryOperator operator, Operand left, Operand right, Span site) {
    if (left.value() instanceof Value.Int(Dim a) && right.value() instanceof Value.Int(Dim b)) {
      Optional<Dim> folded = folded(operator, a, b);
      if (folded.isPresent()) {
        return new Value.Int(folded.get());
      }
    }
    if (left.value() instanceof Value.Truth(boolean a)
        && right.value() instanceof Value.Truth(boolean b)) {
      switch (operator) {
        case AND -> {
          return new Value.Truth(a && b);
        }
        case OR -> {
          return new Value.Truth(a || b);
        }
        case POWER, MULTIPLY, DIVIDE, MATMUL, DIV, MOD, ADD, SUBTRACT -> {}
      }
    }
    boolean mayFail = operator == BinaryOperator.DIV || operator == BinaryOperator.MOD;
    List<Operand> operands = List.of(left, mayFail ? divisor(right) : right);
    return new Value.Array(
        switch (operator) {
          case ADD -> numbers().apply(Scalars.ADD, operands, site);
          case SUBTRACT -> numbers().apply(Scalars.SUB, operands, site);
          case MULTIPLY -> numbers().apply(Scalars.MUL, operands, site);
          case DIVIDE -> numbers().apply(Scalars.DIV, operands, site);
          case DIV -> numbers().apply(Scalars.IDIV, operands, site);
          case MOD -> numbers().apply(Scalars.MOD, operands, site);
          case AND -> numbers().apply(Scalars.AND, operands, site);
          case OR -> numbers().apply(Scalars.OR, operands, site);
          case POWER -> power(left, right, site);
          case MATMUL -> product(left, right, site);
        });
  }

  /// A divisor; no int is divided by zero in a branch that is not taken.
  private Operand divisor(Operand right) {
    return right.value() instanceof Value.Array(Var var) && var.type().elem() == Elem.I64
        ? new Operand(new Value.Array(elaborator.protect(var, 1)), right.span())
        : right;
  }

  /// No power but those of 0 and ±1 fits into 64 bits with so many factors, and these only ask
  /// whether their number is even.
  private static Dim power(Dim base, long exponent) {
    long times = exponent <= 64 ? exponent : 64 + exponent % 2;
    return LongStream.range(0, times).mapToObj(_ -> base).reduce(Dim.ONE, Dim::times);
  }

  private static Optional<Dim> folded(BinaryOperator operator, Dim a, Dim b) {
    boolean known = a.isKnown() && b.isKnown();
    return switch (operator) {
      case ADD -> Optional.of(a.plus(b));
      case SUBTRACT -> Optional.of(a.minus(b));
      case MULTIPLY -> Optional.of(a.times(b));
      case DIV -> {
        if (known) {
          yield b.value() == 0
              ? Optional.empty()
              : Optional.of(Dim.of(Math.floorDiv(a.value(), b.value())));
        }
        Optional<Dim> whole = b.isKnown() && b.value() != 0 ? a.over(b) : Optional.empty();
        yield whole.or(() -> Optional.of(Dim.named("(" + a + " div " + b + ")")));
      }
      case MOD ->
          known && b.value() != 0
              ? Optional.of(Dim.of(Math.floorMod(a.value(), b.value())))
              : known ? Optional.empty() : Optional.of(Dim.named("(" + a + " mod " + b + ")"));
      case POWER ->
          b.isKnown() && b.value() >= 0 && (known || b.value() <= MOST_FACTORS)
              ? Optional.of(power(a, b.value()))
              : Optional.empty();
      case DIVIDE, MATMUL, AND, OR -> Optional.empty();
    };
  }

  /// `x^n` with a whole `n` that is known multiplies repeatedly; everything else is a real power.
  private Var power(Operand base, Operand exponent, Span site) {
    Optional<Long> whole = wholeExponent(exponent.value());
    if (whole.isPresent() && Math.abs(whole.get()) <= Powers.LARGEST) {
      Var x = numbers().numeric(base.value(), base.span());
      if (whole.get() < 0) {
        x = numbers().real(x);
      }
      return Powers.integerPower(builder(), x, whole.get());
    }
    return numbers().apply(Functions.POW, List.of(base, exponent), site);
  }

  private Optional<Long> wholeExponent(Value exponent) {
    if (exponent instanceof Value.Int(Dim n) && n.isKnown()) {
      return Optional.of(n.value());
    }
    return Optional.empty();
  }

  /// The matrix product, as in NumPy: a vector on the left is a row, on the right a column; further
  /// axes are batches.
  private Var product(Operand left, Operand right, Span site) {
    Var a = numbers().numeric(left.value(), left.span());
    Var b = numbers().numeric(right.value(), right.span());
    if (a.type().isScalar() || b.type().isScalar()) {
      Operand scalar = a.type().isScalar() ? left : right;
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_A_TENSOR,
                  "`@` multiplies matrices and vectors.",
                  scalar.span(),
                  "this is a single number")
              .note("`*` multiplies by a number."));
    }
    if (a.type().elem() != b.type().elem() || !a.type().elem().isReal()) {
      a = numbers().real(a);
      b = numbers().real(b);
    }
    Dim inner = a.type().dims().getLast();
    int summedAxis = Math.max(0, b.type().rank() - 2);
    if (!inner.equals(b.type().dim(summedAxis))) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "The shapes `"
                      + Value.shape(a.type().dims())
                      + "` and `"
                      + Value.shape(b.type().dims())
                      + "` cannot be multiplied.",
                  site)
              .relate(left.span(), "the last dimension is `" + inner + "`")
              .relate(
                  right.span(),
                  (b.type().rank() == 1
                          ? "the dimension is `"
                          : "the dimension before the last is `")
                      + b.type().dim(summedAxis)
                      + "`")
              .note(
                  "In `A @ B` the last dimension of `A` is summed with the one before the last of"
                      + " `B`."));
    }
    return contracted(a, b, left, right, site);
  }

  private Var contracted(Var a, Var b, Operand left, Operand right, Span site) {
    if (b.type().rank() <= 2) {
      return builder().contract(a, b, 0, 1);
    }
    int batch = b.type().rank() - 2;
    List<Dim> outer = b.type().dims().subList(0, batch);
    if (a.type().rank() == 1) {
      Var row = builder().broadcastTrailing(a, concat(outer, a.type().dims()));
      return builder().contract(row, b, batch, 1);
    }
    List<Dim> mine = a.type().dims().subList(0, a.type().rank() - 2);
    List<Dim> common =
        Numbers.join(mine, outer)
            .orElseThrow(() ->
                elaborator.fail(
                    Diagnostic.of(
                            TypeCodes.SHAPE_MISMATCH,
                            "The outer dimensions of these matrices do not fit together.",
                            site)
                        .relate(left.span(), "these are `" + Value.shape(mine) + "`")
                        .relate(right.span(), "these are `" + Value.shape(outer) + "`")));
    Var l =
        numbers().stretch(a, concat(common, a.type().dims().subList(mine.size(), a.type().rank())));
    Var r = numbers().stretch(b, concat(common, b.type().dims().subList(batch, b.type().rank())));
    return builder().contract(l, r, common.size(), 1);
  }

  static List<Dim> concat(List<Dim> first, List<Dim> second) {
    List<Dim> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  Value negate(Operand operand, Span site) {
    if (operand.value() instanceof Value.Int(Dim n)) {
      return new Value.Int(Dim.ZERO.minus(n));
    }
    return operand.value() instanceof Value.Real(double real)
        ? new Value.Real(-real)
        : new Value.Array(numbers().apply(Scalars.NEG, List.of(operand), site));
  }

  Value not(Operand operand, Span site) {
    return operand.value() instanceof Value.Truth(boolean truth)
        ? new Value.Truth(!truth)
        : new Value.Array(numbers().apply(Scalars.NOT, List.of(operand), site));
  }

  Value compare(CompareOperator operator, Operand left, Operand right, Span site) {
    if (left.value() instanceof Value.Int(Dim a) && right.value() instanceof Value.Int(Dim b)) {
      if (a.isKnown() && b.isKnown()) {
        return new Value.Truth(holds(operator, Long.compare(a.value(), b.value())));
      }
      if (a.equals(b)) {
        return new Value.Truth(holds(operator, 0));
      }
    }
    requireComparable(left);
    requireComparable(right);
    ScalarFn fn =
        switch (operator) {
          case EQUAL -> Scalars.EQ;
          case NOT_EQUAL -> Scalars.NE;
          case LESS -> Scalars.LT;
          case LESS_EQUAL -> Scalars.LE;
          case GREATER -> Scalars.GT;
          case GREATER_EQUAL -> Scalars.GE;
        };
    return new Value.Array(numbers().apply(fn, List.of(left, right), site));
  }

  private void requireComparable(Operand operand) {
    if (!Numbers.isNumeric(operand.value())) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_NUMBER,
              "Only numbers and truth values can be compared.",
              operand.span(),
              "this is " + operand.value().describe()));
    }
  }

  private static boolean holds(CompareOperator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
    };
  }

  /// `if condition then a else b` where the condition is decided only in the run: both are
  /// computed, one is taken.
  Value choose(Operand condition, Operand then, Operand otherwise, Span site) {
    if (then.value() instanceof Value.Record(var left)
        && otherwise.value() instanceof Value.Record(var right)
        && left.keySet().equals(right.keySet())) {
      Map<String, Value> fields = new LinkedHashMap<>();
      left.forEach((name, value) ->
          fields.put(
              name,
              choose(
                  condition,
                  new Operand(value, then.span()),
                  new Operand(right.get(name), otherwise.span()),
                  site)));
      return new Value.Record(fields);
    }
    Var c = numbers().condition(condition.value(), condition.span());
    Var a = numbers().toVar(then.value(), then.span());
    Var b = numbers().toVar(otherwise.value(), otherwise.span());
    boolean truths = a.type().elem() == Elem.BOOL || b.type().elem() == Elem.BOOL;
    if (truths && a.type().elem() != b.type().elem()
        || Numbers.join(a.type().dims(), b.type().dims()).isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.BRANCHES_DIFFER,
                  "The two branches of this `if` do not fit together.",
                  site)
              .relate(then.span(), "this is " + Value.describe(a.type()))
              .relate(otherwise.span(), "this is " + Value.describe(b.type())));
    }
    return new Value.Array(
        numbers()
            .apply(
                Scalars.SELECT,
                List.of(
                    new Operand(new Value.Array(c), condition.span()),
                    new Operand(new Value.Array(a), then.span()),
                    new Operand(new Value.Array(b), otherwise.span())),
                site));
  }
}
