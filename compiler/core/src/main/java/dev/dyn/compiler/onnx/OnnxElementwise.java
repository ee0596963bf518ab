package dev.dyn.compiler.onnx;

import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Functions of single numbers as nodes: most are operators of the standard, some are written with
/// others. Operands may be of smaller extents, as the standard's broadcasting has it.
final class OnnxElementwise {
  private static final Map<ScalarFn, String> OPERATORS = new HashMap<>();

  static {
    OPERATORS.put(Scalars.ADD, "Add");
    OPERATORS.put(Scalars.SUB, "Sub");
    OPERATORS.put(Scalars.MUL, "Mul");
    OPERATORS.put(Scalars.DIV, "Div");
    OPERATORS.put(Scalars.NEG, "Neg");
    OPERATORS.put(Scalars.MIN, "Min");
    OPERATORS.put(Scalars.MAX, "Max");
    OPERATORS.put(Scalars.LT, "Less");
    OPERATORS.put(Scalars.LE, "LessOrEqual");
    OPERATORS.put(Scalars.GT, "Greater");
    OPERATORS.put(Scalars.GE, "GreaterOrEqual");
    OPERATORS.put(Scalars.EQ, "Equal");
    OPERATORS.put(Scalars.AND, "And");
    OPERATORS.put(Scalars.OR, "Or");
    OPERATORS.put(Scalars.NOT, "Not");
    OPERATORS.put(ComposedFunctions.ABS, "Abs");
    OPERATORS.put(ComposedFunctions.SIGN, "Sign");
    OPERATORS.put(ComposedFunctions.RELU, "Relu");
    OPERATORS.put(ComposedFunctions.STOP_GRADIENT, "Identity");
    OPERATORS.put(ElementaryFunctions.ABS, "Abs");
    OPERATORS.put(ElementaryFunctions.SIGN, "Sign");
    OPERATORS.put(ElementaryFunctions.EXP, "Exp");
    OPERATORS.put(ElementaryFunctions.LOG, "Log");
    OPERATORS.put(ElementaryFunctions.SQRT, "Sqrt");
    OPERATORS.put(ElementaryFunctions.POW, "Pow");
    OPERATORS.put(ElementaryFunctions.FLOOR, "Floor");
    OPERATORS.put(ElementaryFunctions.CEIL, "Ceil");
    OPERATORS.put(ElementaryFunctions.ROUND, "Round");
    OPERATORS.put(ElementaryFunctions.SIN, "Sin");
    OPERATORS.put(ElementaryFunctions.COS, "Cos");
    OPERATORS.put(ElementaryFunctions.TAN, "Tan");
    OPERATORS.put(ElementaryFunctions.ASIN, "Asin");
    OPERATORS.put(ElementaryFunctions.ACOS, "Acos");
    OPERATORS.put(ElementaryFunctions.ATAN, "Atan");
    OPERATORS.put(ElementaryFunctions.SINH, "Sinh");
    OPERATORS.put(ElementaryFunctions.COSH, "Cosh");
    OPERATORS.put(ElementaryFunctions.TANH, "Tanh");
    OPERATORS.put(ElementaryFunctions.SIGMOID, "Sigmoid");
    OPERATORS.put(ElementaryFunctions.ERF, "Erf");
  }

  private final OnnxNodes nodes;

  OnnxElementwise(OnnxNodes nodes) {
    this.nodes = nodes;
  }

  /// Whether `fn` has nodes of its own, so that it need not be written with other functions first.
  static boolean isKnown(ScalarFn fn) {
    return OPERATORS.containsKey(fn);
  }

  /// The tensor that `fn` gives of `x`, whose entries are of kind `elem`.
  String call(ScalarFn fn, List<String> x, Elem elem) {
    String operator = OPERATORS.get(fn);
    return operator != null
        ? nodes.call(operator, x)
        : composed(fn, x, elem)
            .orElseThrow(() -> nodes.refusal("the function `" + fn.name() + "`"));
  }

  private Optional<String> composed(ScalarFn fn, List<String> x, Elem elem) {
    if (fn == Scalars.NE) {
      return Optional.of(nodes.call("Not", nodes.call("Equal", x)));
    }
    if (fn == Scalars.SELECT || fn == Scalars.GUARD) {
      return Optional.of(choice(x.get(0), x.get(1), x.get(2), elem));
    }
    if (fn == Scalars.FMA) {
      return Optional.of(nodes.call("Add", nodes.call("Mul", x.get(0), x.get(1)), x.get(2)));
    }
    if (fn == Scalars.TO_F32) {
      return Optional.of(nodes.cast(x.getFirst(), Elem.F32));
    }
    if (fn == Scalars.TO_F64) {
      return Optional.of(nodes.cast(x.getFirst(), Elem.F64));
    }
    if (fn == Scalars.TO_I64) {
      return Optional.of(nodes.cast(x.getFirst(), Elem.I64));
    }
    if (fn == Scalars.LABEL) {
      return Optional.of(x.get(1));
    }
    if (fn == Scalars.MOD) {
      return Optional.of(remainder(x.get(0), x.get(1), elem));
    }
    if (fn == Scalars.IDIV) {
      String whole = nodes.call("Sub", x.get(0), remainder(x.get(0), x.get(1), elem));
      return Optional.of(nodes.call("Div", whole, x.get(1)));
    }
    return elem.isReal() ? ofReals(fn, x, elem) : Optional.empty();
  }

  private Optional<String> ofReals(ScalarFn fn, List<String> x, Elem elem) {
    String first = x.getFirst();
    String one = nodes.number(1, elem);
    if (fn == ElementaryFunctions.EXPM1) {
      return Optional.of(expm1(first, one, elem));
    }
    if (fn == ElementaryFunctions.LOG1P) {
      return Optional.of(log1p(first, one));
    }
    if (fn == ElementaryFunctions.LOG2) {
      return Optional.of(scaled(nodes.call("Log", first), 1 / Math.log(2), elem));
    }
    if (fn == ElementaryFunctions.LOG10) {
      return Optional.of(scaled(nodes.call("Log", first), 1 / Math.log(10), elem));
    }
    if (fn == ElementaryFunctions.CBRT) {
      String third = nodes.number(1.0 / 3, elem);
      String root = nodes.call("Pow", nodes.call("Abs", first), third);
      return Optional.of(nodes.call("Mul", nodes.call("Sign", first), root));
    }
    if (fn == ElementaryFunctions.HYPOT) {
      String squares =
          nodes.call("Add", nodes.call("Mul", first, first), nodes.call("Mul", x.get(1), x.get(1)));
      return Optional.of(nodes.call("Sqrt", squares));
    }
    if (fn == ElementaryFunctions.ERFC) {
      return Optional.of(nodes.call("Sub", one, nodes.call("Erf", first)));
    }
    return Optional.empty();
  }

  /// `Where` has no form for truth values.
  private String choice(String condition, String then, String otherwise, Elem elem) {
    if (elem != Elem.BOOL) {
      return nodes.call("Where", condition, then, otherwise);
    }
    String taken = nodes.call("And", condition, then);
    return nodes.call("Or", taken, nodes.call("And", nodes.call("Not", condition), otherwise));
  }

  /// With the sign of the divisor.
  private String remainder(String x, String y, Elem elem) {
    if (!elem.isReal()) {
      return nodes.call("Mod", x, y);
    }
    String whole = nodes.call("Floor", nodes.call("Div", x, y));
    return nodes.call("Sub", x, nodes.call("Mul", whole, y));
  }

  private String scaled(String x, double factor, Elem elem) {
    return nodes.call("Mul", x, nodes.number(factor, elem));
  }

  /// Near 0 nothing may cancel: `exp(x) - 1 = 2t/(1 - t)` with `t = tanh(x/2)`.
  private String expm1(String x, String one, Elem elem) {
    String t = nodes.call("Tanh", scaled(x, 0.5, elem));
    String near = nodes.call("Div", scaled(t, 2, elem), nodes.call("Sub", one, t));
    String far = nodes.call("Sub", nodes.call("Exp", x), one);
    String isNear = nodes.call("Less", nodes.call("Abs", x), one);
    return nodes.call("Where", isNear, near, far);
  }

  /// With `u = 1 + x` as rounded, `log(u)*x/(u - 1)` makes good for the rounding (Kahan; Goldberg
  /// 1991, theorem 4).
  private String log1p(String x, String one) {
    String u = nodes.call("Add", one, x);
    String rest = nodes.call("Sub", u, one);
    String isTiny = nodes.call("Equal", u, one);
    String safe = nodes.call("Where", isTiny, one, rest);
    String value = nodes.call("Mul", nodes.call("Log", u), nodes.call("Div", x, safe));
    return nodes.call("Where", isTiny, x, value);
  }
}
