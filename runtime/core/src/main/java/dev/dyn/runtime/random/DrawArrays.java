package dev.dyn.runtime.random;

import static dev.dyn.runtime.random.QuarterTurn.C0;
import static dev.dyn.runtime.random.QuarterTurn.C1;
import static dev.dyn.runtime.random.QuarterTurn.C2;
import static dev.dyn.runtime.random.QuarterTurn.C3;
import static dev.dyn.runtime.random.QuarterTurn.C4;
import static dev.dyn.runtime.random.QuarterTurn.C5;
import static dev.dyn.runtime.random.QuarterTurn.C6;
import static dev.dyn.runtime.random.QuarterTurn.S0;
import static dev.dyn.runtime.random.QuarterTurn.S1;
import static dev.dyn.runtime.random.QuarterTurn.S2;
import static dev.dyn.runtime.random.QuarterTurn.S3;
import static dev.dyn.runtime.random.QuarterTurn.S4;
import static dev.dyn.runtime.random.QuarterTurn.S5;
import static dev.dyn.runtime.random.QuarterTurn.S6;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.dyn.runtime.math.ArrayElementary;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Arrays of uniforms and normals, bit for bit those of [Draws], several lanes at a time.
///
/// `fill...` takes consecutive indices of one stream; `across...` takes one index of many streams,
/// which is what an ensemble needs at each step. Work goes in chunks through [DrawBuffer], one pass
/// each for bits, logarithms and angles: a single loop with all three is more than HotSpot inlines.
public final class DrawArrays {
  private static final VectorSpecies<Double> REALS = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = Philox.LANES;
  private static final int WIDTH = REALS.length();
  private static final VectorShuffle<Double> ZIP_LOW = VectorShuffle.makeZip(REALS, 0);
  private static final VectorShuffle<Double> ZIP_HIGH = VectorShuffle.makeZip(REALS, 1);

  /// Below this many, whole chunks cost more than single draws.
  private static final int FEW = 4;

  /// So many draws of a process are made one by one: until HotSpot has compiled it, code with
  /// vectors is a hundred times slower, and to initialize a network takes no more than these.
  private static final int AT_FIRST = 1 << 15;

  /// Threads may overwrite each other's sums: which way is taken changes no bit.
  private static int made;

  private DrawArrays() {}

  /// The least number of draws that are made in whole chunks, of `n` that are wanted.
  private static int few(int n) {
    if (made >= AT_FIRST) {
      return FEW;
    }
    made += n;
    return Integer.MAX_VALUE;
  }

  /// `y[yo + i] = Draws.uniform(stream, firstIndex + i)` for `i < n`.
  public static void fillUniform(long stream, long firstIndex, double[] y, int yo, int n) {
    int done = 0;
    if (n > 0 && (firstIndex & 1) != 0) {
      y[yo] = Draws.uniform(stream, firstIndex);
      done = 1;
    }
    DrawBuffer buffer = DrawBuffer.ofThread();
    int few = few(n);
    while (n - done >= few) {
      int blocks = Math.min(DrawBuffer.CHUNK, (n - done) / 2);
      consecutiveBlocks(buffer, stream, (firstIndex + done) >> 1, blocks);
      uniforms(buffer, blocks);
      System.arraycopy(buffer.values, 0, y, yo + done, 2 * blocks);
      done += 2 * blocks;
    }
    for (; done < n; done++) {
      y[yo + done] = Draws.uniform(stream, firstIndex + done);
    }
  }

  /// `y[yo + i] = Draws.normal(stream, firstIndex + i)` for `i < n`.
  public static void fillNormal(long stream, long firstIndex, double[] y, int yo, int n) {
    int done = 0;
    if (n > 0 && (firstIndex & 1) != 0) {
      y[yo] = Draws.normal(stream, firstIndex);
      done = 1;
    }
    DrawBuffer buffer = DrawBuffer.ofThread();
    int few = few(n);
    while (n - done >= few) {
      int blocks = Math.min(DrawBuffer.CHUNK, (n - done) / 2);
      consecutiveBlocks(buffer, stream, (firstIndex + done) >> 1, blocks);
      normals(buffer, blocks);
      System.arraycopy(buffer.values, 0, y, yo + done, 2 * blocks);
      done += 2 * blocks;
    }
    for (; done < n; done++) {
      y[yo + done] = Draws.normal(stream, firstIndex + done);
    }
  }

  /// `y[yo + i] = Draws.uniformFloat(stream, firstIndex + i)` for `i < n`.
  public static void fillUniform(long stream, long firstIndex, float[] y, int yo, int n) {
    int done = 0;
    if (n > 0 && (firstIndex & 1) != 0) {
      y[yo] = Draws.uniformFloat(stream, firstIndex);
      done = 1;
    }
    DrawBuffer buffer = DrawBuffer.ofThread();
    int few = few(n);
    while (n - done >= few) {
      int blocks = Math.min(DrawBuffer.CHUNK, (n - done) / 2);
      consecutiveBlocks(buffer, stream, (firstIndex + done) >> 1, blocks);
      for (int i = 0; i < blocks; i++) {
        y[yo + done + 2 * i] = (buffer.first[i] >>> 40) * 0x1p-24f;
        y[yo + done + 2 * i + 1] = (buffer.second[i] >>> 40) * 0x1p-24f;
      }
      done += 2 * blocks;
    }
    for (; done < n; done++) {
      y[yo + done] = Draws.uniformFloat(stream, firstIndex + done);
    }
  }

  /// `y[yo + i] = Draws.normalFloat(stream, firstIndex + i)` for `i < n`.
  public static void fillNormal(long stream, long firstIndex, float[] y, int yo, int n) {
    int done = 0;
    if (n > 0 && (firstIndex & 1) != 0) {
      y[yo] = Draws.normalFloat(stream, firstIndex);
      done = 1;
    }
    DrawBuffer buffer = DrawBuffer.ofThread();
    int few = few(n);
    while (n - done >= few) {
      int blocks = Math.min(DrawBuffer.CHUNK, (n - done) / 2);
      consecutiveBlocks(buffer, stream, (firstIndex + done) >> 1, blocks);
      normals(buffer, blocks);
      narrow(buffer.values, y, yo + done, 2 * blocks);
      done += 2 * blocks;
    }
    for (; done < n; done++) {
      y[yo + done] = Draws.normalFloat(stream, firstIndex + done);
    }
  }

  /// `y[yo + i] = Draws.uniform(streams[so + i], index)` for `i < n`.
  public static void acrossUniform(long[] streams, int so, long index, double[] y, int yo, int n) {
    DrawBuffer buffer = DrawBuffer.ofThread();
    int half = (int) (index & 1);
    for (int done = 0; done < n; ) {
      int blocks = Math.min(DrawBuffer.CHUNK, n - done);
      parallelBlocks(buffer, streams, so + done, index >> 1, blocks);
      uniforms(buffer, blocks);
      everyOther(buffer.values, half, y, yo + done, blocks);
      done += blocks;
    }
  }

  /// `y[yo + i] = Draws.normal(streams[so + i], index)` for `i < n`.
  ///
  /// Draws `2k` and `2k + 1` of a stream are made together: [#acrossNormals] gives both for little
  /// more than the price of one.
  public static void acrossNormal(long[] streams, int so, long index, double[] y, int yo, int n) {
    DrawBuffer buffer = DrawBuffer.ofThread();
    int half = (int) (index & 1);
    for (int done = 0; done < n; ) {
      int blocks = Math.min(DrawBuffer.CHUNK, n - done);
      parallelBlocks(buffer, streams, so + done, index >> 1, blocks);
      normals(buffer, blocks);
      everyOther(buffer.values, half, y, yo + done, blocks);
      done += blocks;
    }
  }

  /// Both draws of pair `pair`: `even[eo + i] = Draws.normal(streams[so + i], 2 pair)` and `odd[oo
  /// + i] = Draws.normal(streams[so + i], 2 pair + 1)` for `i < n`.
  public static void acrossNormals(
      long[] streams, int so, long pair, double[] even, int eo, double[] odd, int oo, int n) {
    DrawBuffer buffer = DrawBuffer.ofThread();
    for (int done = 0; done < n; ) {
      int blocks = Math.min(DrawBuffer.CHUNK, n - done);
      parallelBlocks(buffer, streams, so + done, pair, blocks);
      normals(buffer, blocks);
      everyOther(buffer.values, 0, even, eo + done, blocks);
      everyOther(buffer.values, 1, odd, oo + done, blocks);
      done += blocks;
    }
  }

  private static void consecutiveBlocks(DrawBuffer buffer, long stream, long block, int n) {
    Arrays.fill(buffer.keys, stream);
    for (int i = 0; i < DrawBuffer.CHUNK; i++) {
      buffer.counters[i] = block + i;
    }
    Philox.blocks(n, buffer.keys, buffer.counters, 0, buffer.first, buffer.second);
  }

  private static void parallelBlocks(DrawBuffer buffer, long[] streams, int so, long block, int n) {
    System.arraycopy(streams, so, buffer.keys, 0, n);
    Arrays.fill(buffer.counters, block);
    Philox.blocks(n, buffer.keys, buffer.counters, 0, buffer.first, buffer.second);
  }

  private static void everyOther(double[] pairs, int half, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = pairs[2 * i + half];
    }
  }

  private static void narrow(double[] x, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) x[i];
    }
  }

  /// [Words#unit] of both words of each block into `values`, interleaved.
  private static void uniforms(DrawBuffer buffer, int blocks) {
    for (int i = 0; i < blocks; i += WIDTH) {
      DoubleVector u = units(LongVector.fromArray(LONGS, buffer.first, i));
      DoubleVector v = units(LongVector.fromArray(LONGS, buffer.second, i));
      u.rearrange(ZIP_LOW, v).intoArray(buffer.values, 2 * i);
      u.rearrange(ZIP_HIGH, v).intoArray(buffer.values, 2 * i + WIDTH);
    }
  }

  /// [Words#firstNormal] and [Words#secondNormal] of each block into `values`, interleaved.
  private static void normals(DrawBuffer buffer, int blocks) {
    positiveUnits(buffer, blocks);
    ArrayElementary.log(buffer.radius, 0, buffer.radius, 0, blocks);
    signedRadii(buffer, blocks);
    turn(buffer, blocks);
  }

  /// [Words#positiveUnit] of each first word into `radius`.
  private static void positiveUnits(DrawBuffer buffer, int blocks) {
    for (int i = 0; i < blocks; i += WIDTH) {
      DoubleVector u = units(LongVector.fromArray(LONGS, buffer.first, i));
      u.neg().add(1.0).intoArray(buffer.radius, i);
    }
  }

  /// From logarithms to radii, negative where bit 1 of the second word says so.
  private static void signedRadii(DrawBuffer buffer, int blocks) {
    for (int i = 0; i < blocks; i += WIDTH) {
      LongVector sign = LongVector.fromArray(LONGS, buffer.second, i).and(2).lanewise(LSHL, 62);
      DoubleVector.fromArray(REALS, buffer.radius, i)
          .mul(-2.0)
          .sqrt()
          .reinterpretAsLongs()
          .lanewise(XOR, sign)
          .reinterpretAsDoubles()
          .intoArray(buffer.radius, i);
    }
  }

  private static void turn(DrawBuffer buffer, int blocks) {
    for (int i = 0; i < blocks; i += WIDTH) {
      LongVector word = LongVector.fromArray(LONGS, buffer.second, i);
      VectorMask<Double> swapped = word.and(1).eq(1).cast(REALS);
      DoubleVector t = units(word).sub(0.5);
      DoubleVector z = t.mul(t);
      DoubleVector s = broadcast(REALS, S6).fma(z, broadcast(REALS, S5));
      s = s.fma(z, broadcast(REALS, S4));
      s = s.fma(z, broadcast(REALS, S3));
      s = s.fma(z, broadcast(REALS, S2));
      s = s.fma(z, broadcast(REALS, S1));
      s = s.fma(z, broadcast(REALS, S0)).mul(t);
      DoubleVector c = broadcast(REALS, C6).fma(z, broadcast(REALS, C5));
      c = c.fma(z, broadcast(REALS, C4));
      c = c.fma(z, broadcast(REALS, C3));
      c = c.fma(z, broadcast(REALS, C2));
      c = c.fma(z, broadcast(REALS, C1));
      c = c.fma(z, broadcast(REALS, C0));
      DoubleVector radius = DoubleVector.fromArray(REALS, buffer.radius, i);
      DoubleVector x = c.blend(s, swapped).mul(radius);
      DoubleVector y = s.blend(c, swapped).mul(radius);
      x.rearrange(ZIP_LOW, y).intoArray(buffer.values, 2 * i);
      x.rearrange(ZIP_HIGH, y).intoArray(buffer.values, 2 * i + WIDTH);
    }
  }

  /// [Words#unit] in lanes. The upper 32 bits become the fraction of a number in `[2^20, 2^21)`,
  /// the next 21 that of one in `[1/2, 1)`; taking `2^20 + 1/2` away and adding up is exact, and
  /// unlike a conversion of longs has an instruction everywhere.
  private static DoubleVector units(LongVector word) {
    DoubleVector upper = word.lanewise(LSHR, 32).or(0x4130000000000000L).reinterpretAsDoubles();
    DoubleVector lower =
        word.and(0xFFFFFFFFL).lanewise(LSHR, 11).or(0x3FE0000000000000L).reinterpretAsDoubles();
    return upper.sub(0x1p20 + 0.5).add(lower);
  }
}
