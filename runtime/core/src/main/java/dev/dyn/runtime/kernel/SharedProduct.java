package dev.dyn.runtime.kernel;

/// A product of matrices that is computed in chunks of rows or columns, see [Helpers]. Can be
/// filled in again and again. A, B and C are as in [Gemm], of 32 or of 64 bits.
final class SharedProduct {
  static final int MOST_CHUNKS = 8;

  /// Multiplications of a chunk, at least.
  private static final long SMALLEST = 2L << 20;

  /// Chunks are whole multiples of this: whole tiles at any width, and so many that what every
  /// chunk packs again is little beside its product.
  private static final int TILES = 128;

  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};

  private boolean isSingle;
  private int m;
  private int n;
  private int k;
  private int ao;
  private int aRow;
  private int aCol;
  private int bo;
  private int bRow;
  private int bCol;
  private int co;
  private int cRow;
  private float[] fa = NO_FLOATS;
  private float[] fb = NO_FLOATS;
  private float[] fc = NO_FLOATS;
  private double[] da = NO_DOUBLES;
  private double[] db = NO_DOUBLES;
  private double[] dc = NO_DOUBLES;

  /// Rows or columns of a chunk.
  private int each;

  private float[] floatsAside = NO_FLOATS;
  private double[] doublesAside = NO_DOUBLES;

  SharedProduct() {}

  /// Sets the sizes and strides.
  void sizes(
      int m,
      int n,
      int k,
      int ao,
      int aRow,
      int aCol,
      int bo,
      int bRow,
      int bCol,
      int co,
      int cRow) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.ao = ao;
    this.aRow = aRow;
    this.aCol = aCol;
    this.bo = bo;
    this.bRow = bRow;
    this.bCol = bCol;
    this.co = co;
    this.cRow = cRow;
    int most = (int) Math.min(MOST_CHUNKS, Math.max(1, (long) m * n * k / SMALLEST));
    each = (length() + most * TILES - 1) / (most * TILES) * TILES;
  }

  /// Sets the matrices.
  void matrices(float[] a, float[] b, float[] c) {
    isSingle = true;
    fa = a;
    fb = b;
    fc = c;
  }

  /// Sets the matrices.
  void matrices(double[] a, double[] b, double[] c) {
    isSingle = false;
    da = a;
    db = b;
    dc = c;
  }

  /// Takes over all but the memory aside.
  void become(SharedProduct other) {
    isSingle = other.isSingle;
    fa = other.fa;
    fb = other.fb;
    fc = other.fc;
    da = other.da;
    db = other.db;
    dc = other.dc;
    sizes(
        other.m,
        other.n,
        other.k,
        other.ao,
        other.aRow,
        other.aCol,
        other.bo,
        other.bRow,
        other.bCol,
        other.co,
        other.cRow);
  }

  /// Lets the matrices go.
  void forget() {
    matrices(NO_FLOATS, NO_FLOATS, NO_FLOATS);
    matrices(NO_DOUBLES, NO_DOUBLES, NO_DOUBLES);
  }

  int chunks() {
    return (length() + each - 1) / each;
  }

  /// Every chunk packs the operand that is not cut: that is the smaller one.
  private boolean isByColumns() {
    return n >= m;
  }

  private int length() {
    return isByColumns() ? n : m;
  }

  private int from(int chunk) {
    return chunk * each;
  }

  private int size(int chunk) {
    return Math.min(each, length() - from(chunk));
  }

  private int rows(int chunk) {
    return isByColumns() ? m : size(chunk);
  }

  private int columns(int chunk) {
    return isByColumns() ? size(chunk) : n;
  }

  private int atA(int chunk) {
    return isByColumns() ? ao : ao + from(chunk) * aRow;
  }

  private int atB(int chunk) {
    return isByColumns() ? bo + from(chunk) * bCol : bo;
  }

  private int atC(int chunk) {
    return co + from(chunk) * (isByColumns() ? 1 : cRow);
  }

  /// Computes a chunk of C.
  void compute(int chunk) {
    if (isSingle) {
      computeTo(chunk, fc, atC(chunk), cRow);
    } else {
      computeTo(chunk, dc, atC(chunk), cRow);
    }
  }

  /// Computes a chunk of C into memory of its own.
  void computeAside(int chunk) {
    int columns = columns(chunk);
    int length = rows(chunk) * columns;
    if (isSingle) {
      if (floatsAside.length < length) {
        floatsAside = new float[length];
      }
      computeTo(chunk, floatsAside, 0, columns);
    } else {
      if (doublesAside.length < length) {
        doublesAside = new double[length];
      }
      computeTo(chunk, doublesAside, 0, columns);
    }
  }

  private void computeTo(int chunk, float[] c, int to, int row) {
    FloatGemm.multiply(
        rows(chunk),
        columns(chunk),
        k,
        fa,
        atA(chunk),
        aRow,
        aCol,
        fb,
        atB(chunk),
        bRow,
        bCol,
        c,
        to,
        row);
  }

  private void computeTo(int chunk, double[] c, int to, int row) {
    DoubleGemm.multiply(
        rows(chunk),
        columns(chunk),
        k,
        da,
        atA(chunk),
        aRow,
        aCol,
        db,
        atB(chunk),
        bRow,
        bCol,
        c,
        to,
        row);
  }

  /// Copies what [#computeAside] computed to C.
  void copyBack(int chunk) {
    int columns = columns(chunk);
    for (int i = 0; i < rows(chunk); i++) {
      int to = atC(chunk) + i * cRow;
      if (isSingle) {
        System.arraycopy(floatsAside, i * columns, fc, to, columns);
      } else {
        System.arraycopy(doublesAside, i * columns, dc, to, columns);
      }
    }
  }
}
