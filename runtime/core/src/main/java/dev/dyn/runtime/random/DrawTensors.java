package dev.dyn.runtime.random;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Whole tensors of draws, the same for every engine.
///
/// A 32-bit entry is the 64-bit draw with widened parameters, rounded; only a uniform one has its
/// own formula, from 24 bits and with one `float` fma, so that it stays below its upper bound when
/// that bound is 1.
public final class DrawTensors {
  private DrawTensors() {}

  /// Entries of law `law` (the names of the language). `streams` is `[batch…]`, the parameters and
  /// the result `[batch…, dims…]`; entry k inside the batch is the draw number k of its stream.
  ///
  /// @throws RunFailure for a distribution of whole numbers with parameters that it cannot have
  public static Tensor draw(
      String law, Tensor streams, List<Tensor> parameters, Shape dims, Elem elem) {
    int each = dims.size();
    int count = streams.size() * each;
    Shape shape = joined(streams.shape(), dims);
    Entry entry = new Entry(law, parameters);
    try {
      return switch (elem) {
        case F64 -> {
          double[] values = new double[count];
          for (int k = 0; k < count; k++) {
            values[k] = entry.real(streams.intAt(k / each), k % each, k);
          }
          yield new Tensor.F64(shape, values);
        }
        case F32 -> {
          float[] values = new float[count];
          for (int k = 0; k < count; k++) {
            values[k] = entry.single(streams.intAt(k / each), k % each, k);
          }
          yield new Tensor.F32(shape, values);
        }
        case I64 -> new Tensor.I64(shape, entry.whole(streams, each, count));
        case BOOL -> new Tensor.Bool(shape, entry.whole(streams, each, count));
      };
    } catch (IllegalArgumentException e) {
      throw new RunFailure("DYN7012", -1, e.getMessage(), List.of());
    }
  }

  private static Shape joined(Shape outer, Shape inner) {
    int[] all = Arrays.copyOf(outer.extents(), outer.rank() + inner.rank());
    System.arraycopy(inner.extents(), 0, all, outer.rank(), inner.rank());
    return new Shape(all);
  }

  private record Entry(String law, List<Tensor> parameters) {
    private double at(int parameter, int k) {
      return parameters.get(parameter).realAt(k);
    }

    double real(long stream, long index, int k) {
      return switch (law) {
        case "uniform" -> Draws.uniform(stream, index, at(0, k), at(1, k));
        case "normal" -> Draws.normal(stream, index, at(0, k), at(1, k));
        case "lognormal" -> Draws.lognormal(stream, index, at(0, k), at(1, k));
        case "cauchy" -> Draws.cauchy(stream, index, at(0, k), at(1, k));
        case "exponential" -> Draws.exponential(stream, index, at(0, k));
        case "gamma" -> Draws.gamma(stream, index, at(0, k), at(1, k));
        case "beta" -> Draws.beta(stream, index, at(0, k), at(1, k));
        case "student_t" -> Draws.studentT(stream, index, at(0, k));
        default -> whole(stream, index, k);
      };
    }

    float single(long stream, long index, int k) {
      if (law.equals("uniform")) {
        float low = (float) at(0, k);
        return Math.fma((float) at(1, k) - low, Draws.uniformFloat(stream, index), low);
      }
      return (float) real(stream, index, k);
    }

    long whole(long stream, long index, int k) {
      return switch (law) {
        case "poisson" -> Draws.poisson(stream, index, at(0, k));
        case "bernoulli" -> Draws.bernoulli(stream, index, at(0, k)) ? 1 : 0;
        case "uniform_int" -> Draws.uniformInt(stream, index, parameters.getFirst().intAt(k));
        default -> throw new IllegalStateException("no distribution is called " + law);
      };
    }

    long[] whole(Tensor streams, int each, int count) {
      long[] values = new long[count];
      for (int k = 0; k < count; k++) {
        values[k] = whole(streams.intAt(k / each), k % each, k);
      }
      return values;
    }
  }
}
