package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import java.util.Arrays;

/// [Gemm] for 64-bit reals on one thread: which loops for which shape.
///
/// - One column, or few rows against a transposed B: [DoubleChains], scalar.
/// - Two to four columns, five to eight, or few rows: [DoubleNarrow], [DoubleEightColumns],
///   [DoubleFewRows].
/// - A, B and C with rows as long as each other, a small power of two: [DoubleSquare].
/// - Fewer rows than a tile: [#row] by row.
/// - Small, B not transposed: tiles straight from A and B. Tiles at the far edges are moved inward
///   and compute some elements twice, to the same bits.
/// - Five to eight columns from a transposed A: [DoubleFewColumns].
/// - Few columns from a transposed A: as the transposed product, tile by tile.
/// - Large, with vectors of 512 bits: [DoubleLarge].
/// - Otherwise blocks, as in Goto and van de Geijn 2008: B is packed into panels as wide as a tile,
///   A into strips, or into panels too if its rows are not contiguous. Tiles at the edges go
///   through a scratch tile.
final class DoubleGemm {
  /// Steps of `k` in a block: a panel of B, `DEPTH` by `COLUMNS`, shares the first-level cache with
  /// a few rows of A.
  private static final int DEPTH = DoubleStrip.LENGTH;

  /// Rows of A in a block, and columns of B: both fit the second-level cache.
  private static final int HEIGHT = 128;

  private static final int BREADTH = 16 * COLUMNS;

  /// Rows of C from which it is worth to finish a block of C before the next: then `4 * DEPTH`
  /// steps of B are packed together, as many columns as [#LARGEST] allows. What A is packed for
  /// less often is more than what it costs that B comes from the third-level cache, panel by panel.
  private static final int TALL = 512;

  /// Elements of B that are packed together, at most.
  private static final int LARGEST = 1 << 20;

  /// The largest B, in elements, that tiles read in place: it stays in the first-level cache.
  private static final int SMALL = 32_768 / Double.BYTES;

  /// Columns of C from which copying a strip of A is less than what it saves.
  private static final int STRIPS_PAY = 2 * COLUMNS;

  /// Multiplications up to which nothing but the plain loops is worth its preparation.
  private static final int TINY = 64;

  /// A chain of nothing: where tiles start.
  private static final double[] ZEROS = new double[COLUMNS];

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  /// A thread's packed panels and scratch tile.
  private static final class Buffers {
    final double[] a = new double[HEIGHT * DoubleStrip.LENGTH];
    final double[] tile = new double[ROWS * COLUMNS];
    final DoubleFused fused = new DoubleFused();
    private double[] b = new double[0];

    /// For a packed B of this many elements.
    double[] b(int length) {
      if (b.length < length) {
        b = new double[length];
      }
      return b;
    }
  }

  private DoubleGemm() {}

  static void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co,
      int cRow) {
    if ((long) m * n * k <= TINY) {
      DoubleChains.plain(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else if (DoubleSquare.suits(m, n, aRow, aCol, bRow, bCol, cRow)) {
      DoubleSquare.multiply(m, n, k, a, ao, b, bo, c, co);
    } else if (n == 1 && aRow == 1 && cRow == 1 && aCol != 1) {
      row(m, k, b, bo, bRow, a, ao, aCol, c, co);
    } else if (n == 1) {
      DoubleChains.timesVector(m, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
    } else if (DoubleNarrow.suits(m, n, k, aCol)) {
      DoubleNarrow.multiply(m, n, k, a, ao, aRow, b, bo, bRow, bCol, c, co, cRow);
    } else if (DoubleEightColumns.suits(m, n, k, aCol)) {
      DoubleEightColumns.multiply(m, n, k, a, ao, aRow, b, bo, bRow, bCol, c, co, cRow);
    } else if (DoubleFewRows.suits(m, n, bCol)) {
      DoubleFewRows.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
    } else if (DoubleFewRows.suitsTransposed(m, n, aRow)) {
      DoubleFewRows.transposed(m, n, k, a, ao, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else if (DoubleFewColumns.suits(m, n, aRow, bCol)) {
      DoubleFewColumns.multiply(m, n, k, a, ao, aCol, b, bo, bRow, c, co, cRow);
    } else if (m < ROWS && bCol == 1) {
      for (int i = 0; i < m; i++) {
        row(n, k, a, ao + i * aRow, aCol, b, bo, bRow, c, co + i * cRow);
      }
    } else if (m < ROWS) {
      for (int i = 0; i < m; i++) {
        int row = ao + i * aRow;
        DoubleChains.timesVector(n, k, b, bo, bCol, bRow, a, row, aCol, c, co + i * cRow, 1);
      }
    } else if (aCol == 1 && bCol == 1 && (n <= WIDTH || (long) k * n <= SMALL)) {
      small(m, n, k, a, ao, aRow, b, bo, bRow, c, co, cRow);
    } else if (aRow == 1 && bCol == 1 && n >= COLUMNS && (long) k * n <= SMALL) {
      turned(m, n, k, a, ao, aCol, b, bo, bRow, c, co, cRow);
    } else if (aRow == 1 && bCol == 1 && n >= ROWS && n <= WIDTH && m >= COLUMNS) {
      double[] tile = BUFFERS.get().tile;
      DoubleTurnedTile.exchanged(m, n, k, a, ao, aCol, b, bo, bRow, c, co, cRow, tile);
    } else if (DoubleLarge.suits(m, n)) {
      DoubleFused fused = fused();
      DoubleLarge.multiply(fused, true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else {
      blocked(true, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }
  }

  /// Whether a product goes block by block, so that what follows it is best done with its tiles:
  /// see [#blocked].
  static boolean suitsBlocks(int m, int n, int k, int aCol) {
    return m >= 2 * ROWS && n > WIDTH && aCol == 1 && (long) k * n > SMALL;
  }

  /// What [#blocked] or [DoubleLarge] does with the tiles of this thread's next product.
  static DoubleFused fused() {
    return BUFFERS.get().fused;
  }

  /// The product added to C, see [Gemm].
  static void accumulate(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co,
      int cRow) {
    if (DoubleLarge.suits(m, n)) {
      DoubleFused fused = fused();
      DoubleLarge.multiply(
          fused, false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else {
      blocked(false, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }
  }

  /// One row of C from one row of A, `a[ao + p * aCol]`, and all of B.
  private static void row(
      int n,
      int k,
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    int wide = 8 * WIDTH;
    if (n >= wide) {
      for (int j = 0; j < n; j += wide) {
        int from = Math.min(j, n - wide);
        DoubleTiles.row(k, a, ao, aCol, b, bo + from, bRow, c, co + from);
      }
      return;
    }
    for (int j = 0; j < n; j += WIDTH) {
      int lanes = Math.min(WIDTH, n - j);
      DoubleTiles.rowEnd(k, a, ao, aCol, b, bo + j, bRow, c, co + j, lanes);
    }
  }

  private static void small(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
    int rest = m % ROWS;
    boolean single = rest > 0 && rest <= ROWS / 4;
    int tiled = single ? m - rest : m;
    int j = 0;
    if (n >= STRIPS_PAY && k <= DoubleStrip.LENGTH) {
      j = n;
      smallStrips(tiled, n, k, a, ao, aRow, b, bo, bRow, c, co, cRow);
    }
    while (n - j > WIDTH && n >= COLUMNS) {
      int from = Math.min(j, n - COLUMNS);
      for (int i = 0; i < tiled; i += ROWS) {
        int at = Math.min(i, tiled - ROWS);
        int ap = ao + at * aRow;
        DoubleTiles.direct(k, a, ap, aRow, b, bo + from, bRow, c, co + at * cRow + from, cRow);
      }
      j += COLUMNS;
    }
    while (j < n && n >= WIDTH) {
      int from = Math.min(j, n - WIDTH);
      for (int i = 0; i < tiled; i += ROWS) {
        int at = Math.min(i, tiled - ROWS);
        int ap = ao + at * aRow;
        int cp = co + at * cRow + from;
        DoubleTiles.single(k, a, ap, aRow, b, bo + from, bRow, ZEROS, 0, 0, c, cp, cRow);
      }
      j += WIDTH;
    }
    if (n < WIDTH) {
      for (int i = 0; i < tiled; i += ROWS) {
        int at = Math.min(i, tiled - ROWS);
        DoubleTiles.narrow(k, a, ao + at * aRow, aRow, b, bo, bRow, c, co + at * cRow, cRow, n);
      }
    }
    for (int i = tiled; i < m; i++) {
      row(n, k, a, ao + i * aRow, 1, b, bo, bRow, c, co + i * cRow);
    }
  }

  private static void smallStrips(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
    double[] strip = BUFFERS.get().a;
    for (int i = 0; i < m; i += ROWS) {
      int at = Math.min(i, m - ROWS);
      DoublePacking.strips(ROWS, k, a, ao + at * aRow, aRow, strip, 0);
      for (int j = 0; j < n; j += COLUMNS) {
        int from = Math.min(j, n - COLUMNS);
        int cp = co + at * cRow + from;
        DoubleStrip.direct(k, strip, 0, b, bo + from, bRow, c, cp, cRow);
      }
    }
  }

  /// Tiles straight from a transposed A: from B and from what was multiplied by it, as for the
  /// derivative by the weights of a network.
  private static void turned(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
    for (int j = 0; j < n; j += COLUMNS) {
      int from = Math.min(j, n - COLUMNS);
      for (int i = 0; i < m; i += ROWS) {
        int at = Math.min(i, m - ROWS);
        DoubleTurnedTile.tile(
            k, a, ao + at, aCol, b, bo + from, bRow, c, co + at * cRow + from, cRow);
      }
    }
  }

  /// Chains begin at +0.0 if `fresh`, else at what stands in C.
  static void blocked(
      boolean fresh,
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co,
      int cRow) {
    Buffers buffers = BUFFERS.get();
    int parts = Math.max(1, (k + DEPTH - 1) / DEPTH);
    int depth = (k + parts - 1) / parts;
    int deep = m >= TALL ? 4 * depth : depth;
    int breadth = BREADTH;
    if (m >= TALL) {
      breadth = Math.max(BREADTH, LARGEST / Math.max(1, deep) / COLUMNS * COLUMNS);
    }
    for (int j = 0; j < n; j += breadth) {
      int columns = Math.min(breadth, n - j);
      for (int p = 0; p < k; p += deep) {
        int end = Math.min(k, p + deep);
        double[] packedB = buffers.b((end - p) * DoublePacking.wholePanels(columns));
        int panel = 0;
        for (int q = p; q < end; q += depth) {
          int steps = Math.min(depth, end - q);
          int from = bo + q * bRow + j * bCol;
          DoublePacking.panels(steps, columns, b, from, bRow, bCol, packedB, panel);
          panel += steps * DoublePacking.wholePanels(columns);
        }
        for (int i = 0; i < m; i += HEIGHT) {
          int rows = Math.min(HEIGHT, m - i);
          int cp = co + i * cRow + j;
          int bp = 0;
          for (int q = p; q < end; q += depth) {
            int steps = Math.min(depth, end - q);
            boolean first = fresh && q == 0;
            boolean last = q + steps == k;
            int ap = ao + i * aRow + q * aCol;
            if (aCol == 1 && rows >= ROWS) {
              DoublePacking.strips(rows, steps, a, ap, aRow, buffers.a, 0);
              strips(first, last, rows, columns, steps, buffers, bp, c, cp, cRow);
            } else {
              int tiled = DoubleColumn.tiled(columns, aRow);
              packA(rows, steps, a, ap, aRow, aCol, buffers.a);
              packed(first, rows, tiled, steps, buffers, bp, c, cp, cRow);
              DoubleColumn.add(
                  first, tiled, columns, rows, steps, a, ap, aCol, packedB, bp, c, cp, cRow);
              if (last) {
                buffers.fused.end(0, rows, columns, c, cp, cRow);
              }
            }
            bp += steps * DoublePacking.wholePanels(columns);
          }
        }
      }
    }
  }

  /// Tiles of one block with A in strips.
  private static void strips(
      boolean first,
      boolean last,
      int rows,
      int columns,
      int depth,
      Buffers buffers,
      int from,
      double[] c,
      int co,
      int cRow) {
    double[] a = buffers.a;
    double[] b = buffers.b;
    for (int j = 0; j < columns; j += COLUMNS) {
      int bo = from + j * depth;
      int across = Math.min(COLUMNS, columns - j);
      for (int i = 0; i < rows; i += ROWS) {
        int at = Math.min(i, rows - ROWS);
        int ap = at * DoubleStrip.LENGTH;
        int cp = co + at * cRow + j;
        if (at < i || across < COLUMNS) {
          double[] tile = buffers.tile;
          load(first, ROWS, across, c, cp, cRow, tile);
          if (across <= WIDTH) {
            DoubleTiles.single(
                depth,
                a,
                ap,
                DoubleStrip.LENGTH,
                b,
                bo,
                COLUMNS,
                tile,
                0,
                COLUMNS,
                tile,
                0,
                COLUMNS);
          } else {
            DoubleStrip.packed(depth, a, ap, b, bo, tile, 0, COLUMNS, tile, 0, COLUMNS);
          }
          store(i - at, ROWS, across, tile, c, cp, cRow);
        } else if (first) {
          DoubleStrip.packed(depth, a, ap, b, bo, ZEROS, 0, 0, c, cp, cRow);
        } else {
          DoubleStrip.packed(depth, a, ap, b, bo, c, cp, cRow, c, cp, cRow);
        }
        if (last) {
          buffers.fused.end(i - at, ROWS, across, c, cp, cRow);
        }
      }
    }
  }

  /// Tiles of one block with A packed.
  private static void packed(
      boolean first,
      int rows,
      int columns,
      int depth,
      Buffers buffers,
      int from,
      double[] c,
      int co,
      int cRow) {
    double[] a = buffers.a;
    double[] b = buffers.b;
    for (int j = 0; j < columns; j += COLUMNS) {
      int bo = from + j * depth;
      int across = Math.min(COLUMNS, columns - j);
      for (int i = 0; i < rows; i += ROWS) {
        int down = Math.min(ROWS, rows - i);
        int ap = i * depth;
        int cp = co + i * cRow + j;
        if (down < ROWS || across < COLUMNS) {
          double[] tile = buffers.tile;
          load(first, down, across, c, cp, cRow, tile);
          DoubleTiles.packed(depth, a, ap, b, bo, tile, 0, COLUMNS, tile, 0, COLUMNS);
          store(0, down, across, tile, c, cp, cRow);
        } else if (first) {
          DoubleTiles.packed(depth, a, ap, b, bo, ZEROS, 0, 0, c, cp, cRow);
        } else {
          DoubleTiles.packed(depth, a, ap, b, bo, c, cp, cRow, c, cp, cRow);
        }
      }
    }
  }

  /// The chains so far of part of a tile; what lies beyond `rows` and `columns` is not used.
  static void load(
      boolean first, int rows, int columns, double[] c, int co, int cRow, double[] tile) {
    if (first) {
      Arrays.fill(tile, 0.0);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, co + r * cRow, tile, r * COLUMNS, columns);
    }
  }

  static void store(
      int fromRow, int toRow, int columns, double[] tile, double[] c, int co, int cRow) {
    for (int r = fromRow; r < toRow; r++) {
      System.arraycopy(tile, r * COLUMNS, c, co + r * cRow, columns);
    }
  }

  /// Panels of `ROWS` rows each, a step of `k` contiguous; the last one filled up with zeros.
  private static void packA(
      int rows, int depth, double[] a, int ao, int aRow, int aCol, double[] to) {
    if (aRow == 1) {
      DoublePacking.high(depth, rows, a, ao, aCol, to, 0);
      return;
    }
    for (int i = 0; i < rows; i += ROWS) {
      int down = Math.min(ROWS, rows - i);
      int panel = i * depth;
      if (down < ROWS) {
        Arrays.fill(to, panel, panel + depth * ROWS, 0.0);
      }
      DoublePacking.columns(down, depth, a, ao + i * aRow, aRow, aCol, to, panel, ROWS);
    }
  }
}
