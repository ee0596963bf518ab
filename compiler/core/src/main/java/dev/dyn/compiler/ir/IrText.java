package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How names, sizes, types and numbers are spelled in printed IR. [IrTokens] reads the same.
final class IrText {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern PLAIN_VAR = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.']*");

  private IrText() {}

  static String word(String name) {
    return PLAIN.matcher(name).matches() ? name : quoted(name);
  }

  static String var(Var var) {
    String name = PLAIN_VAR.matcher(var.name()).matches() ? var.name() : quoted(var.name());
    return "%" + name + "." + var.id();
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String definition(Var var) {
    return var(var) + ": " + type(var.type());
  }

  static String type(Type type) {
    return type.elem().label() + (type.isScalar() ? "" : dims(type.dims()));
  }

  static String dims(List<Dim> dims) {
    return dims.stream().map(IrText::dim).collect(Collectors.joining(", ", "[", "]"));
  }

  static String dim(Dim dim) {
    if (dim.terms().isEmpty()) {
      return "0";
    }
    return dim.terms().entrySet().stream()
        .map(IrText::term)
        .collect(Collectors.joining(" + "))
        .replace("+ -", "- ");
  }

  private static String term(Map.Entry<List<String>, Long> term) {
    String names = term.getKey().stream().map(IrText::word).collect(Collectors.joining("*"));
    if (names.isEmpty()) {
      return Long.toString(term.getValue());
    }
    return term.getValue() == 1 ? names : term.getValue() + "*" + names;
  }

  /// Entry `index` so that it reads back to the same bits.
  static String entry(Tensor tensor, int index) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> real(values[index]);
      case Tensor.F32(_, float[] values) -> single(values[index]);
      case Tensor.I64(_, long[] values) -> Long.toString(values[index]);
      case Tensor.Bool(_, long[] values) -> values[index] != 0 ? "true" : "false";
    };
  }

  private static String real(double value) {
    if (Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    long bits = Double.doubleToRawLongBits(value);
    return bits == Double.doubleToLongBits(Double.NaN) ? "nan" : "nan" + Long.toHexString(bits);
  }

  private static String single(float value) {
    if (Float.isFinite(value)) {
      return Float.toString(value);
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    int bits = Float.floatToRawIntBits(value);
    return bits == Float.floatToIntBits(Float.NaN) ? "nan" : "nan" + Integer.toHexString(bits);
  }
}
