package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.array.ArrayKernel;
import dev.dyn.jvm.array.BlockSizes;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sums over pairs that compute one half only give the evaluator's bits, with any number of rows
/// and with entries that are equal, zeros of both signs, infinite or no numbers.
final class PairSumsTest {
  private static final int FEWEST_ROWS = 48;

  /// What is done with all pairs of entries of two vectors, `x` and `m`.
  private enum Law {
    SINE(true) {
      @Override
      Var term(Pairs p) {
        return p.b.call(ElementaryFunctions.SIN, p.difference());
      }
    },
    OTHER_DIRECTION(true) {
      @Override
      Var term(Pairs p) {
        return p.b.call(ElementaryFunctions.TAN, p.b.sub(p.rows(p.x), p.columns(p.x)));
      }
    },
    TWO_HARMONICS(true) {
      @Override
      Var term(Pairs p) {
        Var d = p.difference();
        Var second = p.b.call(ElementaryFunctions.SIN, p.b.mul(p.number(2), d));
        return p.b.fma(p.number(0.3), second, p.b.call(ElementaryFunctions.SIN, d));
      }
    },
    EVEN(true) {
      @Override
      Var term(Pairs p) {
        return p.b.call(ElementaryFunctions.COS, p.difference());
      }
    },
    ODD_BY_EVEN(true) {
      @Override
      Var term(Pairs p) {
        Var d = p.difference();
        Var bell = p.b.call(ElementaryFunctions.EXP, p.b.neg(p.b.mul(d, d)));
        return p.b.div(
            p.b.mul(d, bell), p.b.add(p.number(0.1), p.b.call(ElementaryFunctions.ABS, d)));
      }
    },
    WEIGHTED_BY_COLUMN(true) {
      @Override
      Var term(Pairs p) {
        return p.b.mul(p.columns(p.m), p.b.call(ElementaryFunctions.TANH, p.difference()));
      }
    },
    WEIGHTED_BY_ROW(true) {
      @Override
      Var term(Pairs p) {
        return p.b.div(p.b.call(ElementaryFunctions.ATAN, p.difference()), p.rows(p.m));
      }
    },
    WEIGHTED_BY_BOTH(true) {
      @Override
      Var term(Pairs p) {
        Var weight = p.b.mul(p.rows(p.m), p.columns(p.m));
        return p.b.mul(p.b.call(ElementaryFunctions.SINH, p.difference()), weight);
      }
    },
    GRAVITY(true) {
      @Override
      Var term(Pairs p) {
        Var dx = p.difference();
        Var dm = p.b.sub(p.columns(p.m), p.rows(p.m));
        Var square = p.b.add(p.b.fma(dx, dx, p.b.mul(dm, dm)), p.number(0.01));
        return p.b.div(
            p.b.mul(p.columns(p.m), dx), p.b.call(ElementaryFunctions.POW, square, p.number(1.5)));
      }
    },
    WITHOUT_ITSELF(true) {
      @Override
      Var term(Pairs p) {
        Var i = p.b.iota(p.pairs.getFirst());
        Var isSelf = p.b.call(Scalars.EQ, p.columns(i), p.rows(i));
        return p.b.select(isSelf, p.number(0), p.b.call(ElementaryFunctions.SIN, p.difference()));
      }
    },
    LAGGING(false) {
      @Override
      Var term(Pairs p) {
        return p.b.call(ElementaryFunctions.SIN, p.b.add(p.difference(), p.number(0.5)));
      }
    },
    SIGN_OF_ZERO_SHOWS(false) {
      @Override
      Var term(Pairs p) {
        return p.b.div(p.number(1), p.b.call(ElementaryFunctions.SIN, p.difference()));
      }
    },
    OTHER_VECTOR(false) {
      @Override
      Var term(Pairs p) {
        return p.b.call(ElementaryFunctions.SIN, p.b.sub(p.columns(p.x), p.rows(p.m)));
      }
    };

    private final boolean isHalved;

    Law(boolean isHalved) {
      this.isHalved = isHalved;
    }

    abstract Var term(Pairs p);
  }

  /// Two vectors and their entries at pairs, [i, j].
  private record Pairs(Builder b, Var x, Var m, List<Dim> pairs) {
    Var rows(Var v) {
      return b.broadcast(v, pairs, List.of(0));
    }

    Var columns(Var v) {
      return b.broadcast(v, pairs, List.of(1));
    }

    Var difference() {
      return b.sub(columns(x), rows(x));
    }

    Var number(double value) {
      return b.broadcast(b.real(value, x.type().elem()), pairs, List.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSumsHaveTheBitsOfTheEvaluator(Law law) {
    List<Integer> sizes = new ArrayList<>(IntStream.rangeClosed(FEWEST_ROWS, 66).boxed().toList());
    sizes.addAll(List.of(1, 2, 16, 33, FEWEST_ROWS - 1, 255, 256, 257, 530));
    for (int n : sizes) {
      for (Elem elem : List.of(Elem.F64, Elem.F32)) {
        Block block = block(law, n, elem);
        check(law + " " + elem + " " + n, block, n);
        assertEquals(law.isHalved && n >= FEWEST_ROWS, isHalved(block), law + " " + n);
      }
    }
  }

  private static Block block(Law law, int n, Elem elem) {
    Names names = new Names();
    Builder b = new Builder(names);
    Type vector = Type.scalar(elem).under(Dim.of(n));
    Var x = names.fresh("x", vector);
    Var m = names.fresh("m", vector);
    Pairs pairs = new Pairs(b, x, m, List.of(Dim.of(n), Dim.of(n)));
    Var sum = b.reduce(ReduceFn.SUM, law.term(pairs), List.of(1));
    return b.block(List.of(x, m), List.of(b.mul(m, sum)));
  }

  private static void check(String name, Block block, int n) {
    for (Pace pace : Pace.values()) {
      Kernel kernel = new JvmCompiler(0, pace).compile(block, Target.single());
      for (int seed = 0; seed < 3; seed++) {
        Elem elem = block.parameters().getFirst().type().elem();
        Random random = new Random(1000L * n + seed);
        boolean isOrdinary = seed == 0;
        List<Tensor> arguments =
            block.parameters().stream().map(_ -> entries(n, elem, random, isOrdinary)).toList();
        Agreement.check(name + " " + pace + " " + seed, block, kernel, _ -> arguments);
      }
    }
  }

  private static Tensor entries(int n, Elem elem, Random random, boolean isOrdinary) {
    double[] special = {
      0.0,
      -0.0,
      1.0,
      1.0,
      -1.0,
      1e300,
      -1e30,
      1e-310,
      Double.MIN_VALUE,
      3.5,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    // No numbers and infinities would soon be in every sum, so half of the trials are without.
    int kinds = random.nextBoolean() ? special.length : special.length - 3;
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      boolean isSpecial = !isOrdinary && random.nextInt(4) == 0;
      values[k] = isSpecial ? special[random.nextInt(kinds)] : 3 * random.nextGaussian();
    }
    Tensor wide = new Tensor.F64(new Shape(n), values);
    if (elem == Elem.F64) {
      return wide;
    }
    float[] narrow = new float[n];
    for (int k = 0; k < n; k++) {
      narrow[k] = (float) values[k];
    }
    return new Tensor.F32(new Shape(n), narrow);
  }

  @ParameterizedTest
  @EnumSource
  void batchesAndSeveralSumsAreHalvedToo(Elem elem) {
    if (!elem.isReal()) {
      return;
    }
    Names names = new Names();
    Builder b = new Builder(names);
    int n = 50;
    List<Dim> vector = List.of(Dim.of(3), Dim.of(n));
    List<Dim> pairs = List.of(Dim.of(3), Dim.of(n), Dim.of(n));
    Var x = names.fresh("x", Type.scalar(elem).withDims(vector));
    Var d = b.sub(b.broadcast(x, pairs, List.of(0, 2)), b.broadcast(x, pairs, List.of(0, 1)));
    Var sines = b.reduce(ReduceFn.SUM, b.call(ElementaryFunctions.SIN, d), List.of(2));
    Var cosines = b.reduce(ReduceFn.SUM, b.call(ElementaryFunctions.COS, d), List.of(2));
    Block block = b.block(List.of(x), List.of(sines, cosines));
    Random random = new Random(7);
    Tensor flat = entries(3 * n, elem, random, true);
    Tensor given =
        switch (flat) {
          case Tensor.F64(_, var v) -> new Tensor.F64(new Shape(3, n), v);
          case Tensor.F32(_, var v) -> new Tensor.F32(new Shape(3, n), v);
          case Tensor.I64 _, Tensor.Bool _ -> throw new AssertionError("reals were asked for");
        };
    for (Pace pace : Pace.values()) {
      Kernel kernel = new JvmCompiler(0, pace).compile(block, Target.single());
      Agreement.check("batch " + elem + " " + pace, block, kernel, _ -> List.of(given));
    }
    assertEquals(true, isHalved(block));
  }

  /// Whether the generated class keeps mirrors.
  private static boolean isHalved(Block block) {
    byte[] bytes =
        ArrayKernel.compile(
                block,
                0,
                (_, _) -> {
                  throw new AssertionError("the block has no scans");
                },
                Pace.AT_ONCE,
                BlockSizes.USUAL)
            .bytes();
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("kernel/Mirrors");
  }
}
