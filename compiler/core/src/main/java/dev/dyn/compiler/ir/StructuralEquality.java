package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Whether two blocks are the same text: same operations, variables, names, types, sites and
/// constants to the bit.
///
/// The records' own `equals` is not enough: variables are equal by number alone, and constants by
/// identity.
public final class StructuralEquality {
  private StructuralEquality() {}

  public static boolean same(Block one, Block other) {
    return sameVars(one.parameters(), other.parameters())
        && sameVars(one.results(), other.results())
        && one.lets().size() == other.lets().size()
        && pairs(one.lets().size(), k -> same(one.lets().get(k), other.lets().get(k)));
  }

  private static boolean same(Let one, Let other) {
    return sameVars(one.targets(), other.targets())
        && one.site() == other.site()
        && sameVars(one.op().operands(), other.op().operands())
        && same(one.op(), other.op());
  }

  private static boolean same(Op one, Op other) {
    return switch (one) {
      case Constant(Tensor value) ->
          other instanceof Constant(Tensor second) && sameBits(value, second);
      case Region region ->
          other instanceof Region second
              && region.blocks().size() == second.blocks().size()
              && pairs(
                  region.blocks().size(), k -> same(region.blocks().get(k), second.blocks().get(k)))
              && region.withBlocks(second.blocks()).equals(second);
      case Iota _,
          Size _,
          Op.Elementwise _,
          Op.Reduce _,
          Reindex _,
          Op.Contract _,
          Op.ArrayCall _,
          Op.Draw _ ->
          one.equals(other);
    };
  }

  /// Whether kind, shape and bits agree; the bits of NaNs too.
  public static boolean sameBits(Tensor one, Tensor other) {
    if (one == other) {
      return true;
    }
    if (one.elem() != other.elem() || !one.shape().equals(other.shape())) {
      return false;
    }
    return switch (one) {
      case Tensor.F64(_, double[] values) ->
          Arrays.equals(bits(values), bits(((Tensor.F64) other).values()));
      case Tensor.F32(_, float[] values) ->
          Arrays.equals(bits(values), bits(((Tensor.F32) other).values()));
      case Tensor.I64(_, long[] values) -> Arrays.equals(values, ((Tensor.I64) other).values());
      case Tensor.Bool(_, long[] values) -> Arrays.equals(values, ((Tensor.Bool) other).values());
    };
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int k = 0; k < bits.length; k++) {
      bits[k] = Float.floatToRawIntBits(values[k]);
    }
    return bits;
  }

  private static boolean sameVars(List<Var> one, List<Var> other) {
    return one.size() == other.size()
        && pairs(
            one.size(),
            k ->
                one.get(k).id() == other.get(k).id()
                    && one.get(k).name().equals(other.get(k).name())
                    && one.get(k).type().equals(other.get(k).type()));
  }

  private static boolean pairs(int count, IntPredicate agrees) {
    return IntStream.range(0, count).allMatch(agrees);
  }
}
