package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Numbers as variables of the IR: widening of ints to reals, broadcasting over trailing axes,
/// calls of scalar functions on tensors.
final class Numbers {
  private final Elaborator elaborator;

  Numbers(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  private Builder builder() {
    return elaborator.builder();
  }

  /// Whether `value` is a number or truth value, or a tensor of them.
  static boolean isNumeric(Value value) {
    return value instanceof Value.Array
        || value instanceof Value.Int
        || value instanceof Value.Real
        || value instanceof Value.Ints
        || value instanceof Value.Truth;
  }

  /// `value` as a variable.
  ///
  /// @throws Reported if it is no number
  Var toVar(Value value, Span site) {
    return switch (elaborator.valid(value)) {
      case Value.Array(Var var) -> var;
      case Value.Int(Dim dim) -> elaborator.size(dim);
      case Value.Real(double real) -> builder().real(real, elaborator.real());
      case Value.Ints(List<Dim> dims) -> ints(dims);
      case Value.Truth(boolean truth) -> builder().constant(Tensor.of(truth));
      case Value.Range range -> rangeTensor(range, site);
      case Value.Function(var callable) ->
          throw elaborator.fail(
              Diagnostic.of(
                      TypeCodes.FUNCTION_NOT_VALUE,
                      "A number is needed here, and this is a function.",
                      site)
                  .note("It is called as `" + callable.signature() + "`."));
      case Value other ->
          throw elaborator.fail(
              Diagnostic.of(
                  TypeCodes.NOT_A_NUMBER,
                  "A number is needed here.",
                  site,
                  "this is " + other.describe()));
    };
  }

  private Var ints(List<Dim> dims) {
    if (dims.stream().allMatch(Dim::isKnown)) {
      long[] values = dims.stream().mapToLong(Dim::value).toArray();
      return builder().constant(Tensor.vector(values));
    }
    List<Var> parts =
        dims.stream().map(d -> builder().reshape(elaborator.size(d), List.of(Dim.ONE))).toList();
    return builder().concat(parts, 0);
  }

  /// The ints of a half-open range as a tensor.
  private Var rangeTensor(Value.Range range, Span site) {
    if (range.isClosed()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_NUMBER, "A number is needed here.", site, "this is an interval"));
    }
    Dim from = elaborator.beforeRun().requireSize(range.from(), "start of the range", site);
    Dim to = elaborator.beforeRun().requireSize(range.to(), "end of the range", site);
    Dim size = to.minus(from);
    Var counted = builder().iota(size);
    return from.is(0)
        ? counted
        : builder()
            .add(counted, builder().broadcast(elaborator.size(from), List.of(size), List.of()));
  }

  /// `value` as a real variable of the precision that holds here (an f64 value keeps its precision
  /// inside f64 code only).
  Var toReal(Value value, Span site) {
    return real(numeric(value, site));
  }

  Var real(Var var) {
    return builder().convert(var, elaborator.real());
  }

  /// `value` as a variable that is no truth value.
  Var numeric(Value value, Span site) {
    Var var = toVar(value, site);
    if (var.type().elem() == Elem.BOOL) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_A_NUMBER,
                  "A number is needed here.",
                  site,
                  "this is " + Value.describe(var.type()))
              .note("`if c then 1 else 0` makes a number of a truth value."));
    }
    return var;
  }

  /// `value` as a single real number.
  Var realScalar(Value value, String what, Span site) {
    Var var = toReal(value, site);
    requireScalar(var, what, site);
    return var;
  }

  void requireScalar(Var var, String what, Span site) {
    if (!var.type().isScalar()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_SCALAR,
              "The " + what + " must be a single number.",
              site,
              "this is " + Value.describe(var.type())));
    }
  }

  /// `value` as a single f64 number: for times and tolerances.
  Var doubleScalar(Value value, String what, Span site) {
    Var var = builder().convert(numeric(value, site), Elem.F64);
    requireScalar(var, what, site);
    return var;
  }

  /// `value` as a condition.
  Var condition(Value value, Span site) {
    if (isNumeric(elaborator.valid(value))) {
      Var var = toVar(value, site);
      if (var.type().elem() == Elem.BOOL) {
        return var;
      }
    }
    throw elaborator.fail(
        Diagnostic.of(
                TypeCodes.NOT_A_CONDITION,
                "A condition is needed here.",
                site,
                "this is " + value.describe())
            .note("A condition is a comparison such as `x > 0`, or `true` or `false`."));
  }

  /// A value and where it was written: an operand in a message.
  record Operand(Value value, Span span) {}

  /// `fn` of the operands, broadcast to common extents.
  ///
  /// @throws Reported if kinds or shapes do not fit
  Var apply(ScalarFn fn, List<Operand> operands, Span site) {
    List<Var> vars =
        elaborator.each(
            operands,
            operand ->
                switch (fn.rule()) {
                  case REAL, TEST -> toReal(operand.value(), operand.span());
                  case NUMBER -> numeric(operand.value(), operand.span());
                  case INTEGER -> integer(operand.value(), operand.span());
                  case COMPARISON, TO_F64, TO_F32, TO_I64 -> toVar(operand.value(), operand.span());
                  case LOGIC -> condition(operand.value(), operand.span());
                  case CHOICE ->
                      operand == operands.getFirst()
                          ? condition(operand.value(), operand.span())
                          : toVar(operand.value(), operand.span());
                  case PATH ->
                      operand == operands.getFirst()
                          ? integer(operand.value(), operand.span())
                          : toReal(operand.value(), operand.span());
                });
    int first = fn.rule() == ScalarFn.Rule.CHOICE || fn.rule() == ScalarFn.Rule.PATH ? 1 : 0;
    unifyKinds(vars, first, operands);
    List<Span> spans = operands.stream().map(Operand::span).toList();
    List<Var> fitted = broadcast(vars, spans, site);
    return builder().call(fn, fitted.toArray(Var[]::new));
  }

  /// `value` as ints.
  Var integer(Value value, Span site) {
    Var var = toVar(value, site);
    if (var.type().elem() != Elem.I64) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.REAL_AS_INT,
              "An int is needed here.",
              site,
              "this is " + Value.describe(var.type())));
    }
    return var;
  }

  /// Widens ints among `vars` from `first` on where one is real; refuses truth values among
  /// numbers.
  private void unifyKinds(List<Var> vars, int first, List<Operand> operands) {
    List<Elem> kinds = vars.subList(first, vars.size()).stream().map(v -> v.type().elem()).toList();
    if (kinds.stream().distinct().count() <= 1) {
      return;
    }
    int truth = kinds.indexOf(Elem.BOOL);
    if (truth >= 0) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.TYPE_MISMATCH,
              "A truth value and a number do not go together.",
              operands.get(first + truth).span(),
              "this is " + Value.describe(vars.get(first + truth).type())));
    }
    Elem common = kinds.contains(Elem.F32) && !kinds.contains(Elem.F64) ? Elem.F32 : Elem.F64;
    for (int k = first; k < vars.size(); k++) {
      vars.set(k, builder().convert(vars.get(k), common));
    }
  }

  /// The variables repeated to common extents, over trailing axes as in NumPy.
  List<Var> broadcast(List<Var> vars, List<Span> spans, Span site) {
    List<Dim> common = new ArrayList<>();
    int widest = 0;
    for (int k = 0; k < vars.size(); k++) {
      List<Dim> dims = vars.get(k).type().dims();
      Optional<List<Dim>> joined = join(common, dims);
      if (joined.isEmpty()) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "The shapes `"
                        + Value.shape(vars.get(widest).type().dims())
                        + "` and `"
                        + Value.shape(dims)
                        + "` do not fit together.",
                    site)
                .relate(
                    spans.get(widest),
                    "this is `" + Value.shape(vars.get(widest).type().dims()) + "`")
                .relate(spans.get(k), "this is `" + Value.shape(dims) + "`")
                .note(
                    "Shapes fit if their last dimensions are equal, one by one; a dimension 1 is"
                        + " repeated."));
      }
      if (dims.size() >= vars.get(widest).type().rank()) {
        widest = k;
      }
      common = joined.get();
    }
    List<Dim> target = common;
    return vars.stream().map(var -> stretch(var, target)).toList();
  }

  /// The extents to which both shapes can be broadcast, if there are any.
  static Optional<List<Dim>> join(List<Dim> left, List<Dim> right) {
    int rank = Math.max(left.size(), right.size());
    List<Dim> joined = new ArrayList<>();
    for (int back = 1; back <= rank; back++) {
      Dim a = back <= left.size() ? left.get(left.size() - back) : Dim.ONE;
      Dim b = back <= right.size() ? right.get(right.size() - back) : Dim.ONE;
      if (a.equals(b) || b.is(1)) {
        joined.add(a);
      } else if (a.is(1)) {
        joined.add(b);
      } else {
        return Optional.empty();
      }
    }
    Collections.reverse(joined);
    return Optional.of(joined);
  }

  /// `var` repeated to `target`, which its shape can be broadcast to.
  Var stretch(Var var, List<Dim> target) {
    List<Dim> dims = var.type().dims();
    if (dims.equals(target)) {
      return var;
    }
    int lead = target.size() - dims.size();
    List<Dim> kept = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    for (int k = 0; k < dims.size(); k++) {
      if (dims.get(k).equals(target.get(lead + k))) {
        kept.add(dims.get(k));
        axes.add(lead + k);
      }
    }
    return builder().broadcast(builder().reshape(var, kept), target, axes);
  }

  Value value(Var var) {
    return new Value.Array(var);
  }
}
