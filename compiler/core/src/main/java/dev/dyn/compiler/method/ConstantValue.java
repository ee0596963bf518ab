package dev.dyn.compiler.method;

import dev.dyn.compiler.syntax.BinaryOperator;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.PrefixOperator;
import java.util.List;
import java.util.Map;

/// The value of a constant expression in a method file: a number, or a list of values.
///
/// Numbers, `+ - * /`, `^` with whole exponents, lists, and names defined above in the same file;
/// all arithmetic in double.
sealed interface ConstantValue {
  record Number(double value) implements ConstantValue {}

  record Items(List<ConstantValue> values) implements ConstantValue {}

  default double number() {
    return switch (this) {
      case Number(double value) -> value;
      case Items _ ->
          throw new IllegalArgumentException("a list stands where a number is expected");
    };
  }

  default List<ConstantValue> items() {
    return switch (this) {
      case Items(List<ConstantValue> values) -> values;
      case Number _ ->
          throw new IllegalArgumentException("a number stands where a list is expected");
    };
  }

  default List<Double> numbers() {
    return items().stream().map(ConstantValue::number).toList();
  }

  default List<List<Double>> rows() {
    return items().stream().map(ConstantValue::numbers).toList();
  }

  /// What `expression` says, with `known` for the names in it.
  ///
  /// @throws IllegalArgumentException if it is no constant of this small kind
  static ConstantValue of(Expression expression, Map<String, ConstantValue> known) {
    return switch (expression) {
      case Expression.Number number -> new Number(number.realValue());
      case Expression.Paren(var inner, _) -> of(inner, known);
      case Expression.TensorLiteral(var elements, _) ->
          new Items(elements.stream().map(element -> of(element, known)).toList());
      case Expression.NameRef(var name, _) when known.containsKey(name.text()) ->
          known.get(name.text());
      case Expression.Prefix(var operator, var operand, _) when operator == PrefixOperator.NEGATE ->
          new Number(-of(operand, known).number());
      case Expression.Binary(var operator, var left, var right, _, _) ->
          new Number(combine(operator, of(left, known).number(), of(right, known).number()));
      case Expression other ->
          throw new IllegalArgumentException("not a constant of a method: " + other.span());
    };
  }

  private static double combine(BinaryOperator operator, double x, double y) {
    return switch (operator) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case POWER -> power(x, y);
      case MATMUL, DIV, MOD, AND, OR ->
          throw new IllegalArgumentException("`" + operator.written() + "` in a method's constant");
    };
  }

  private static double power(double x, double exponent) {
    if (exponent != Math.rint(exponent) || exponent < 0 || exponent > 64) {
      throw new IllegalArgumentException(
          "an exponent in a method's constant is a small whole number");
    }
    double product = 1;
    for (int k = 0; k < exponent; k++) {
      product *= x;
    }
    return product;
  }
}
