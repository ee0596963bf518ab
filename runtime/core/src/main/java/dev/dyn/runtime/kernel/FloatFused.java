package dev.dyn.runtime.kernel;

/// A product of 32-bit matrices with an [Epilogue].
///
/// Large products end each tile while it is in the first-level cache. Others are computed in parts
/// that fit there, and ended part by part.
final class FloatFused {
  /// Elements of C that stay in the first-level cache until they are ended.
  private static final int PART = 32_768 / Float.BYTES;

  /// Rows of parts are whole multiples of this, and so of tiles.
  private static final int STEP = 32;

  private static final float[] NOTHING = {};

  private Epilogue end = Epilogue.NONE;
  private float[] e = NOTHING;
  private int eo;
  private int eRow;
  private int co;

  FloatFused() {}

  /// See [Gemm]; on one thread.
  static void multiply(
      Epilogue end,
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] e,
      int eo,
      int eRow,
      float[] c,
      int co,
      int cRow) {
    if (FloatGemm.suitsBlocks(m, n, k, aCol)) {
      FloatFused fused = FloatGemm.fused();
      fused.begin(end, e, eo, eRow, co);
      if (FloatLarge.suits(m, n)) {
        FloatLarge.multiply(
            fused, true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
      } else {
        FloatGemm.blocked(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
      }
      fused.begin(Epilogue.NONE, NOTHING, 0, 0, 0);
      return;
    }
    int most = Math.max(STEP, PART / Math.max(1, n) / STEP * STEP);
    int rows = bCol == 1 && m > most ? most : m;
    for (int i = 0; i < m; i += rows) {
      int down = Math.min(rows, m - i);
      int ap = ao + i * aRow;
      int cp = co + i * cRow;
      FloatGemm.multiply(down, n, k, a, ap, aRow, aCol, b, bo, bRow, bCol, c, cp, cRow);
      FloatEpilogue.apply(end, down, n, e, eo + i * eRow, eRow, c, cp, cRow);
    }
  }

  /// Says what [#end] does from now on, for a C that begins at `co`.
  private void begin(Epilogue end, float[] e, int eo, int eRow, int co) {
    this.end = end;
    this.e = e;
    this.eo = eo;
    this.eRow = eRow;
    this.co = co;
  }

  /// Ends rows `from` to `to` of a tile at `cp`, whose chains are complete.
  void end(int from, int to, int columns, float[] c, int cp, int cRow) {
    if (end != Epilogue.NONE) {
      int i = (cp - co) / cRow + from;
      int j = (cp - co) % cRow;
      FloatEpilogue.apply(
          end, to - from, columns, e, eo + i * eRow + j, eRow, c, cp + from * cRow, cRow);
    }
  }
}
