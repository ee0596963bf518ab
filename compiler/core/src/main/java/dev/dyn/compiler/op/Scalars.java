package dev.dyn.compiler.op;

import static dev.dyn.compiler.op.ScalarFn.scalar;

import dev.dyn.compiler.op.ScalarFn.Rule;
import dev.dyn.runtime.arrays.Labels;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.random.BrownianPath;
import dev.dyn.runtime.random.Streams;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// The functions behind the operators of the language, and those that the compiler itself needs.
public final class Scalars {
  public static final ScalarFn ADD =
      number("add", 2).partials((b, x, y) -> List.of(b.fill(1, y.type()), b.fill(1, y.type())));
  public static final ScalarFn SUB =
      number("sub", 2).partials((b, x, y) -> List.of(b.fill(1, y.type()), b.fill(-1, y.type())));
  public static final ScalarFn MUL =
      number("mul", 2).partials((b, x, y) -> List.of(x.get(1), x.get(0)));
  public static final ScalarFn DIV =
      scalar("div", 2)
          .runs(Arithmetic.class, "div")
          .domain(0.5, 2)
          .partials((b, x, y) ->
              List.of(b.div(b.fill(1, y.type()), x.get(1)), b.neg(b.div(y, x.get(1)))));
  public static final ScalarFn NEG =
      number("neg", 1).partials((b, x, y) -> List.of(b.fill(-1, y.type())));

  /// `x*y + z`, rounded once.
  public static final ScalarFn FMA =
      scalar("fma", 3)
          .runs(Arithmetic.class, "fma")
          .partials((b, x, y) -> List.of(x.get(1), x.get(0), b.fill(1, y.type())));

  /// Integer quotient, rounded toward minus infinity; division by zero fails the run.
  public static final ScalarFn IDIV = number("idiv", 2).rule(Rule.INTEGER).domain(1, 9).flat();

  /// The second argument, a label; one that is none of as many classes as the first says fails the
  /// run.
  public static final ScalarFn LABEL =
      scalar("label", 2).rule(Rule.INTEGER).runs(Labels.class, "checked").flat();

  /// Remainder of the floored quotient: it has the sign of the divisor. The derivative with respect
  /// to the divisor is minus the quotient, a whole number.
  public static final ScalarFn MOD =
      number("mod", 2)
          .domain(0.5, 2)
          .partials((b, x, y) -> {
            var quotient = b.div(b.sub(y, x.get(0)), x.get(1));
            return List.of(b.fill(1, y.type()), b.call(ElementaryFunctions.ROUND, quotient));
          });

  public static final ScalarFn MIN =
      number("min", 2)
          .partials((b, x, y) -> {
            var first = b.call(Scalars.LE, x.get(0), x.get(1));
            var one = b.fill(1, y.type());
            var zero = b.fill(0, y.type());
            return List.of(b.select(first, one, zero), b.select(first, zero, one));
          })
          .document("The smaller of two numbers; NaN if one is NaN.", "min(2.0, 1.0)", "1.0");
  public static final ScalarFn MAX =
      number("max", 2)
          .partials((b, x, y) -> {
            var first = b.call(Scalars.GE, x.get(0), x.get(1));
            var one = b.fill(1, y.type());
            var zero = b.fill(0, y.type());
            return List.of(b.select(first, one, zero), b.select(first, zero, one));
          })
          .document("The larger of two numbers; NaN if one is NaN.", "max(2.0, 1.0)", "2.0");

  public static final ScalarFn LT = comparison("lt");
  public static final ScalarFn LE = comparison("le");
  public static final ScalarFn GT = comparison("gt");
  public static final ScalarFn GE = comparison("ge");
  public static final ScalarFn EQ = comparison("eq");
  public static final ScalarFn NE = comparison("ne");

  public static final ScalarFn AND =
      scalar("and", 2).rule(Rule.LOGIC).runs(Arithmetic.class, "and").flat();
  public static final ScalarFn OR =
      scalar("or", 2).rule(Rule.LOGIC).runs(Arithmetic.class, "or").flat();
  public static final ScalarFn NOT =
      scalar("not", 1).rule(Rule.LOGIC).runs(Arithmetic.class, "not").flat();

  /// The second argument where the first is true, else the third. Its derivative is handled by the
  /// differentiation itself.
  public static final ScalarFn SELECT =
      scalar("select", 3).rule(Rule.CHOICE).runs(Arithmetic.class, "select");

  /// The second argument where the first is true, else the third, which nobody sees: any number
  /// that makes nothing fail would do. So passes may leave the choice out where the second argument
  /// makes nothing fail either. For ints and truth values, which have no derivative.
  public static final ScalarFn GUARD =
      scalar("guard", 3).rule(Rule.CHOICE).runs(Arithmetic.class, "select").flat();

  /// `x*y`, but 0 where x is 0 whatever y is: for cotangents that a condition has cut off.
  public static final ScalarFn MASKED_MUL =
      scalar("maskedmul", 2)
          .runs(Arithmetic.class, "maskedMul")
          .partials((b, x, y) -> List.of(x.get(1), x.get(0)));

  public static final ScalarFn TO_F64 = conversionRow("tof64", Rule.TO_F64, "toF64");
  public static final ScalarFn TO_F32 = conversionRow("tof32", Rule.TO_F32, "toF32");
  public static final ScalarFn TO_I64 =
      scalar("toi64", 1).rule(Rule.TO_I64).runs(Arithmetic.class, "toI64").flat();

  /// A random stream derived from a stream and a number: see `dev.dyn.runtime.random`.
  public static final ScalarFn MIX =
      scalar("mix", 2).rule(Rule.INTEGER).runs(Streams.class, "mix").flat();

  /// A Brownian path, given by its stream and its span, at a time: see `BrownianPath`.
  public static final ScalarFn BROWNIAN =
      scalar("brownian", 4).rule(Rule.PATH).runs(BrownianPath.class, "at").domain(0.1, 0.9);

  private Scalars() {}

  private static ScalarFn number(String name, int arity) {
    return scalar(name, arity).rule(Rule.NUMBER).runs(Arithmetic.class, name);
  }

  private static ScalarFn comparison(String name) {
    return scalar(name, 2).rule(Rule.COMPARISON).runs(Arithmetic.class, name).flat();
  }

  /// The derivative of a conversion between precisions is the conversion of the derivative;
  /// differentiation knows that.
  private static ScalarFn conversionRow(String name, Rule rule, String method) {
    return scalar(name, 1).rule(rule).runs(Arithmetic.class, method);
  }

  public static ScalarFn conversion(Elem to) {
    return switch (to) {
      case F64 -> TO_F64;
      case F32 -> TO_F32;
      case I64, BOOL -> TO_I64;
    };
  }
}
