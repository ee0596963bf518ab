package dev.dyn.runtime.random;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.exec.Warmth;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Normals for the noise of stochastic equations, of which a simulation takes one for each entry
/// and step: cheaper than those of [Draws], four from each block of [Philox].
///
/// Draws `4k … 4k + 3` of a stream share block k (purpose 2) of the permutation with 7 rounds,
/// which Salmon et al. (2011) found to pass all tests of BigCrush. Of its four words of 32 bits one
/// gives a radius and the next an angle (Box and Muller 1958), twice. With radii from 32 bits no
/// normal is larger than 6.8; logarithm, sine and cosine are polynomials with relative errors below
/// 2e-10, both too small to show in any sum of draws that a computer can take.
///
/// The plain and the vector form are the same formula: the same bits.
public final class NoiseDraws {
  static final int CHUNK = 256;

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> REALS = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = REALS.length();

  private static final int ROUNDS = 7;
  private static final long PURPOSE = 2;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final long WEYL_0 = 0x9E3779B9L;
  private static final long WEYL_1 = 0xBB67AE85L;
  private static final long LOW = 0xFFFFFFFFL;

  /// The bits of 2^52: a whole number below that, put into its fraction, is 2^52 and the number.
  private static final long WHOLE = 0x4330000000000000L;

  private static final long ROOT_OF_HALF = 0x3FE6A09E667F3BCDL;

  /// Keeps exponents positive; it leaves again with the 32 bits of a word.
  private static final int BIAS = 64;

  private static final double TWO_LOG_TWO = -2 * 0.6931471805599453;

  // -2*log(1 + f)/f on 1/sqrt(2) - 1 <= f <= sqrt(2) - 1
  private static final double L0 = -2.000000000096024;
  private static final double L1 = 1.0000000061691077;
  private static final double L2 = -0.6666666169256104;
  private static final double L3 = 0.49999873171629633;
  private static final double L4 = -0.4000033927588508;
  private static final double L5 = 0.3334076730475459;
  private static final double L6 = -0.28567596790540506;
  private static final double L7 = 0.24821771331922843;
  private static final double L8 = -0.22085472079438018;
  private static final double L9 = 0.21796225155754365;
  private static final double L10 = -0.21273084751159907;
  private static final double L11 = 0.11691342670179275;

  // sin(pi*t/2)/t and cos(pi*t/2) in t^2 on -1/2 <= t <= 1/2
  private static final double S0 = 1.5707963267881;
  private static final double S1 = -0.6459640961467954;
  private static final double S2 = 0.07969258272563062;
  private static final double S3 = -0.004681266256726245;
  private static final double S4 = 0.00015820630355647733;
  private static final double C0 = 0.9999999999524894;
  private static final double C1 = -1.2337005406331623;
  private static final double C2 = 0.2536692036551135;
  private static final double C3 = -0.02086006950026408;
  private static final double C4 = 0.0009036280663802505;

  private static final ThreadLocal<Buffer> OF_THREAD = ThreadLocal.withInitial(Buffer::new);

  private static final Warmth WARMTH =
      new Warmth(
          Pace.WHEN_WARM,
          memory -> new Buffer().sample(memory, false),
          memory -> new Buffer().sample(memory, true));

  private NoiseDraws() {}

  /// Four draws of each stream: `y[yo + j*stride + i]` is draw `4*quad + j` of `streams[i]`, for `i
  /// < streams.length` and `j < 4`.
  public static void across(long[] streams, long quad, double[] y, int yo, int stride) {
    Buffer buffer = OF_THREAD.get();
    for (int done = 0; done < streams.length; done += CHUNK) {
      int n = Math.min(CHUNK, streams.length - done);
      Arrays.fill(buffer.counters, 0, n, quad);
      run(buffer, streams, done, n, y, yo + done, stride);
    }
  }

  /// Draws `first` to `first + n - 1` of one stream, for multiples of 4, to `y[yo …]`.
  public static void fill(long stream, long first, double[] y, int yo, int n) {
    Buffer buffer = OF_THREAD.get();
    for (int done = 0; done < n; done += 4 * CHUNK) {
      int quads = Math.min(CHUNK, (n - done) / 4);
      for (int i = 0; i < quads; i++) {
        buffer.keys[i] = stream;
        buffer.counters[i] = ((first + done) >> 2) + i;
      }
      run(buffer, buffer.keys, 0, quads, buffer.values, 0, CHUNK);
      for (int i = 0; i < quads; i++) {
        for (int j = 0; j < 4; j++) {
          y[yo + done + 4 * i + j] = buffer.values[j * CHUNK + i];
        }
      }
    }
  }

  private static void run(
      Buffer buffer, long[] keys, int ko, int n, double[] y, int yo, int stride) {
    if (WARMTH.isWarm()) {
      buffer.vectors(keys, ko, n, y, yo, stride);
      return;
    }
    long begin = System.nanoTime();
    buffer.numbers(keys, ko, 0, n, y, yo, stride);
    WARMTH.worked(System.nanoTime() - begin, () -> sample(keys, ko, n, buffer.counters));
  }

  /// Keys and counters as a memory, for measuring.
  private static Memory sample(long[] keys, int ko, int n, long[] counters) {
    long[] both = new long[2 * CHUNK];
    System.arraycopy(keys, ko, both, 0, n);
    System.arraycopy(counters, 0, both, CHUNK, n);
    return new Memory(new double[4 * CHUNK], new float[0], both);
  }

  /// The working arrays of one thread, and the passes over them: bits, then radii and angles. A
  /// single loop with both is more than HotSpot inlines.
  static final class Buffer {
    final long[] keys = new long[CHUNK];
    final long[] counters = new long[CHUNK];
    private final long[] word0 = new long[CHUNK];
    private final long[] word1 = new long[CHUNK];
    private final long[] word2 = new long[CHUNK];
    private final long[] word3 = new long[CHUNK];
    private final double[] values = new double[4 * CHUNK];

    void sample(Memory memory, boolean withVectors) {
      System.arraycopy(memory.i64(), 0, keys, 0, CHUNK);
      System.arraycopy(memory.i64(), CHUNK, counters, 0, CHUNK);
      if (withVectors) {
        vectors(keys, 0, CHUNK, memory.f64(), 0, CHUNK);
      } else {
        numbers(keys, 0, 0, CHUNK, memory.f64(), 0, CHUNK);
      }
    }

    // ---- plain numbers

    void numbers(long[] keys, int ko, int from, int to, double[] y, int yo, int stride) {
      for (int i = from; i < to; i++) {
        words(keys[ko + i], i);
      }
      turns(word0, word1, from, to, y, yo, yo + stride);
      turns(word2, word3, from, to, y, yo + 2 * stride, yo + 3 * stride);
    }

    private void words(long key, int i) {
      long k0 = key & LOW;
      long k1 = key >>> 32;
      long c0 = counters[i] & LOW;
      long c1 = counters[i] >>> 32;
      long c2 = 0;
      long c3 = PURPOSE;
      for (int round = 0; round < ROUNDS; round++) {
        long p0 = MULTIPLIER_0 * c0;
        long p1 = MULTIPLIER_1 * c2;
        c0 = (p1 >>> 32) ^ c1 ^ k0;
        c1 = p1 & LOW;
        c2 = (p0 >>> 32) ^ c3 ^ k1;
        c3 = p0 & LOW;
        k0 = (k0 + WEYL_0) & LOW;
        k1 = (k1 + WEYL_1) & LOW;
      }
      word0[i] = c0;
      word1[i] = c1;
      word2[i] = c2;
      word3[i] = c3;
    }

    private static void turns(
        long[] radii, long[] angles, int from, int to, double[] y, int first, int second) {
      for (int i = from; i < to; i++) {
        double r = radius(radii[i]);
        long angle = angles[i];
        double t = Math.fma(whole(angle >>> 2), 0x1p-30, 0x1p-31 - 0.5);
        double z = t * t;
        double s = Math.fma(S4, z, S3);
        s = Math.fma(s, z, S2);
        s = Math.fma(s, z, S1);
        s = Math.fma(s, z, S0) * t;
        double c = Math.fma(C4, z, C3);
        c = Math.fma(c, z, C2);
        c = Math.fma(c, z, C1);
        c = Math.fma(c, z, C0);
        double signed = (angle & 2) != 0 ? -r : r;
        boolean isSwapped = (angle & 1) != 0;
        y[first + i] = (isSwapped ? s : c) * signed;
        y[second + i] = (isSwapped ? c : s) * signed;
      }
    }

    private static double whole(long word) {
      return Double.longBitsToDouble(word | WHOLE) - 0x1p52;
    }

    /// `sqrt(-2*log((word + 1/2)/2^32))`.
    private static double radius(long word) {
      double x = Double.longBitsToDouble(word | WHOLE) - (0x1p52 - 0.5);
      long bits = Double.doubleToRawLongBits(x);
      long exponent = (bits - (ROOT_OF_HALF - ((long) BIAS << 52))) >>> 52;
      double f = Double.longBitsToDouble(bits - (exponent << 52) + ((long) BIAS << 52)) - 1;
      double power = Double.longBitsToDouble(exponent | WHOLE) - (0x1p52 + BIAS + 32);
      double p = Math.fma(L11, f, L10);
      p = Math.fma(p, f, L9);
      p = Math.fma(p, f, L8);
      p = Math.fma(p, f, L7);
      p = Math.fma(p, f, L6);
      p = Math.fma(p, f, L5);
      p = Math.fma(p, f, L4);
      p = Math.fma(p, f, L3);
      p = Math.fma(p, f, L2);
      p = Math.fma(p, f, L1);
      p = Math.fma(p, f, L0);
      return Math.sqrt(Math.fma(p, f, power * TWO_LOG_TWO));
    }

    // ---- vectors

    void vectors(long[] keys, int ko, int n, double[] y, int yo, int stride) {
      int whole = n - n % WIDTH;
      wordVectors(keys, ko, whole);
      turnVectors(word0, word1, whole, y, yo, yo + stride);
      turnVectors(word2, word3, whole, y, yo + 2 * stride, yo + 3 * stride);
      numbers(keys, ko, whole, n, y, yo, stride);
    }

    private void wordVectors(long[] keys, int ko, int n) {
      LongVector multiplier0 = LongVector.broadcast(LONGS, MULTIPLIER_0);
      LongVector multiplier1 = LongVector.broadcast(LONGS, MULTIPLIER_1);
      for (int i = 0; i < n; i += WIDTH) {
        LongVector key = LongVector.fromArray(LONGS, keys, ko + i);
        LongVector k0 = key.and(LOW);
        LongVector k1 = key.lanewise(LSHR, 32);
        LongVector c0 = LongVector.fromArray(LONGS, counters, i);
        LongVector c1 = c0.lanewise(LSHR, 32);
        LongVector c2 = LongVector.zero(LONGS);
        LongVector c3 = LongVector.broadcast(LONGS, PURPOSE);
        // The upper halves of c0..c3 hold rubbish here: cleared where it would matter, no earlier.
        for (int round = 0; round < ROUNDS; round++) {
          LongVector p0 = c0.and(LOW).mul(multiplier0.and(LOW));
          LongVector p1 = c2.and(LOW).mul(multiplier1.and(LOW));
          c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0);
          c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1);
          c1 = p1;
          c3 = p0;
          k0 = k0.add(WEYL_0);
          k1 = k1.add(WEYL_1);
        }
        c0.and(LOW).intoArray(word0, i);
        c1.and(LOW).intoArray(word1, i);
        c2.and(LOW).intoArray(word2, i);
        c3.and(LOW).intoArray(word3, i);
      }
    }

    private static void turnVectors(
        long[] radii, long[] angles, int n, double[] y, int first, int second) {
      for (int i = 0; i < n; i += WIDTH) {
        DoubleVector x =
            LongVector.fromArray(LONGS, radii, i)
                .or(WHOLE)
                .reinterpretAsDoubles()
                .sub(0x1p52 - 0.5);
        LongVector bits = x.reinterpretAsLongs();
        LongVector exponent = bits.sub(ROOT_OF_HALF - ((long) BIAS << 52)).lanewise(LSHR, 52);
        DoubleVector f =
            bits.sub(exponent.lanewise(LSHL, 52))
                .add((long) BIAS << 52)
                .reinterpretAsDoubles()
                .sub(1);
        DoubleVector power = exponent.or(WHOLE).reinterpretAsDoubles().sub(0x1p52 + BIAS + 32);
        DoubleVector p = broadcast(REALS, L11).fma(f, broadcast(REALS, L10));
        p = p.fma(f, broadcast(REALS, L9));
        p = p.fma(f, broadcast(REALS, L8));
        p = p.fma(f, broadcast(REALS, L7));
        p = p.fma(f, broadcast(REALS, L6));
        p = p.fma(f, broadcast(REALS, L5));
        p = p.fma(f, broadcast(REALS, L4));
        p = p.fma(f, broadcast(REALS, L3));
        p = p.fma(f, broadcast(REALS, L2));
        p = p.fma(f, broadcast(REALS, L1));
        p = p.fma(f, broadcast(REALS, L0));
        DoubleVector r = p.fma(f, power.mul(TWO_LOG_TWO)).sqrt();
        LongVector angle = LongVector.fromArray(LONGS, angles, i);
        DoubleVector t =
            angle
                .lanewise(LSHR, 2)
                .or(WHOLE)
                .reinterpretAsDoubles()
                .sub(0x1p52)
                .fma(broadcast(REALS, 0x1p-30), broadcast(REALS, 0x1p-31 - 0.5));
        DoubleVector z = t.mul(t);
        DoubleVector s = broadcast(REALS, S4).fma(z, broadcast(REALS, S3));
        s = s.fma(z, broadcast(REALS, S2));
        s = s.fma(z, broadcast(REALS, S1));
        s = s.fma(z, broadcast(REALS, S0)).mul(t);
        DoubleVector c = broadcast(REALS, C4).fma(z, broadcast(REALS, C3));
        c = c.fma(z, broadcast(REALS, C2));
        c = c.fma(z, broadcast(REALS, C1));
        c = c.fma(z, broadcast(REALS, C0));
        DoubleVector signed =
            r.reinterpretAsLongs()
                .lanewise(XOR, angle.and(2).lanewise(LSHL, 62))
                .reinterpretAsDoubles();
        VectorMask<Double> isSwapped = angle.and(1).eq(1).cast(REALS);
        c.blend(s, isSwapped).mul(signed).intoArray(y, first + i);
        s.blend(c, isSwapped).mul(signed).intoArray(y, second + i);
      }
    }
  }
}
