package dev.dyn.compiler.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one table from names to rows: for calls in programs, for reading printed IR, for the
/// reference page and the tests.
public final class Functions {
  /// What `^` calls where the exponent is no known whole number.
  public static final ScalarFn POW = ElementaryFunctions.POW;

  private static final List<ScalarFn> OPERATORS =
      List.of(
          Scalars.ADD,
          Scalars.SUB,
          Scalars.MUL,
          Scalars.DIV,
          Scalars.NEG,
          Scalars.FMA,
          Scalars.IDIV,
          Scalars.LABEL,
          Scalars.MOD,
          Scalars.MIN,
          Scalars.MAX,
          Scalars.LT,
          Scalars.LE,
          Scalars.GT,
          Scalars.GE,
          Scalars.EQ,
          Scalars.NE,
          Scalars.AND,
          Scalars.OR,
          Scalars.NOT,
          Scalars.SELECT,
          Scalars.GUARD,
          Scalars.MASKED_MUL,
          Scalars.TO_F64,
          Scalars.TO_F32,
          Scalars.TO_I64,
          Scalars.MIX,
          Scalars.BROWNIAN);

  private static final Map<String, ScalarFn> SCALARS = new LinkedHashMap<>();
  private static final Map<String, ArrayFn> ARRAYS = new LinkedHashMap<>();

  static {
    List<ScalarFn> rows = new ArrayList<>(OPERATORS);
    rows.addAll(LawChecks.all());
    rows.add(LossChecks.FINITE);
    rows.addAll(ElementaryFunctions.all());
    rows.addAll(ComposedFunctions.all());
    for (ScalarFn row : rows) {
      if (SCALARS.put(row.name(), row) != null) {
        throw new IllegalStateException("two rows are called " + row.name());
      }
    }
    ArrayFunctions.all().forEach(row -> ARRAYS.put(row.name(), row));
  }

  private Functions() {}

  /// The function of single numbers called `name`, those behind operators included.
  public static Optional<ScalarFn> scalar(String name) {
    return Optional.ofNullable(SCALARS.get(name));
  }

  /// The function of single numbers that programs may call by `name`: one with a documentation.
  public static Optional<ScalarFn> callable(String name) {
    return scalar(name).filter(row -> !row.documentation().text().isEmpty());
  }

  /// The function of whole arrays called `name`.
  public static Optional<ArrayFn> array(String name) {
    return Optional.ofNullable(ARRAYS.get(name));
  }

  /// All functions of single numbers.
  public static List<ScalarFn> scalars() {
    return List.copyOf(SCALARS.values());
  }

  /// All functions of whole arrays.
  public static List<ArrayFn> arrays() {
    return List.copyOf(ARRAYS.values());
  }
}
