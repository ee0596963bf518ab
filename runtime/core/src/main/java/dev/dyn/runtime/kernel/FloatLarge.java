package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

/// Large products of [FloatGemm] where there are 32 registers of 512 bits: blocks as in Goto and
/// van de Geijn 2008, with tiles of fourteen rows. Each element is the same chain as by any other
/// tile, so the bits do not depend on who computes them.
final class FloatLarge {
  private static final boolean HAS_REGISTERS = LANES.vectorBitSize() == 512;

  /// What a first-level cache holds: a panel of A and one of B while their tile is computed, so
  /// that the one of B is still there for the next panel of A.
  private static final int FIRST_LEVEL = 48 << 10;

  /// Steps of `k` in a block.
  private static final int DEPTH =
      FIRST_LEVEL / ((FloatLargeTile.ROWS + COLUMNS) * Float.BYTES) / 64 * 64;

  /// Whether tiles follow each other along the rows of C, so that the lines of C that they change
  /// are neighbours. Then the panels of B pass by again and again, and that pays unless they are
  /// much wider than those of A.
  private static final boolean ALONG_ROWS = COLUMNS < 2 * FloatLargeTile.ROWS;

  /// Rows of A in a block, otherwise: as many as leave most of a second-level cache to the panels
  /// of B and to C, as every panel of B comes from further away once a block.
  private static final int HEIGHT = (ALONG_ROWS ? 8 : 32) * FloatLargeTile.ROWS;

  /// Columns of B in a block.
  private static final int BREADTH = 64 * COLUMNS;

  /// Rows and columns from which the panels of A pay for being turned.
  private static final int FEWEST_ROWS = 4 * FloatLargeTile.ROWS;

  private static final int FEWEST_COLUMNS = 8 * COLUMNS;

  private static final float[] ZEROS = new float[COLUMNS];

  private static final ThreadLocal<FloatLarge> BLOCKS = ThreadLocal.withInitial(FloatLarge::new);

  private float[] a = new float[0];
  private float[] b = new float[0];
  private final float[] scratch = new float[FloatLargeTile.ROWS * COLUMNS];

  private FloatLarge() {}

  /// Whether a product of this size is for [#multiply].
  static boolean suits(int m, int n) {
    return HAS_REGISTERS && m >= FEWEST_ROWS && n >= FEWEST_COLUMNS;
  }

  /// Chains begin at +0.0 if `fresh`, else at what stands in C. What `fused` does with tiles, it
  /// does when their chains are complete.
  static void multiply(
      FloatFused fused,
      boolean fresh,
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
      float[] c,
      int co,
      int cRow) {
    FloatLarge blocks = BLOCKS.get();
    int depth = even(k, DEPTH, 1);
    int height = even(m, HEIGHT, FloatLargeTile.ROWS);
    int breadth = even(n, BREADTH, COLUMNS);
    blocks.make(depth, height, breadth);
    for (int j = 0; j < n; j += breadth) {
      int columns = Math.min(breadth, n - j);
      for (int p = 0; p < k; p += depth) {
        int steps = Math.min(depth, k - p);
        FloatPacking.panels(steps, columns, b, bo + p * bRow + j * bCol, bRow, bCol, blocks.b, 0);
        for (int i = 0; i < m; i += height) {
          int rows = Math.min(height, m - i);
          int ap = ao + i * aRow + p * aCol;
          int cp = co + i * cRow + j;
          boolean last = p + steps == k;
          int tiled = FloatColumn.tiled(columns, aRow);
          FloatLargePacking.pack(rows, steps, a, ap, aRow, aCol, blocks.a);
          blocks.tiles(fused, fresh && p == 0, last, rows, tiled, steps, c, cp, cRow);
          FloatColumn.add(
              fresh && p == 0, tiled, columns, rows, steps, a, ap, aCol, blocks.b, 0, c, cp, cRow);
          if (last) {
            fused.end(0, rows, columns - tiled, c, cp + tiled, cRow);
          }
        }
      }
    }
  }

  /// `length` in the fewest parts of at most `most`, which are equal but for the last and whole
  /// multiples of `unit`, as `most` is.
  private static int even(int length, int most, int unit) {
    int parts = Math.max(1, (length + most - 1) / most);
    int each = Math.max(1, (length + parts - 1) / parts);
    return (each + unit - 1) / unit * unit;
  }

  /// Memory for blocks of this size; the last panel of A can be filled up.
  private void make(int depth, int height, int breadth) {
    if (a.length < depth * height) {
      a = new float[depth * height];
    }
    if (b.length < depth * breadth) {
      b = new float[depth * breadth];
    }
  }

  private void tiles(
      FloatFused fused,
      boolean first,
      boolean last,
      int rows,
      int columns,
      int depth,
      float[] c,
      int co,
      int cRow) {
    int high = FloatLargePacking.high(rows);
    if (ALONG_ROWS) {
      for (int i = 0; i < rows; i += FloatLargePacking.height(i, high)) {
        int height = FloatLargePacking.height(i, high);
        for (int j = 0; j < columns; j += COLUMNS) {
          tile(fused, first, last, height, rows, i, columns, j, depth, c, co, cRow);
        }
      }
      return;
    }
    for (int j = 0; j < columns; j += COLUMNS) {
      for (int i = 0; i < rows; i += FloatLargePacking.height(i, high)) {
        int height = FloatLargePacking.height(i, high);
        tile(fused, first, last, height, rows, i, columns, j, depth, c, co, cRow);
      }
    }
  }

  /// The tile at row `i` and column `j` of a block.
  private void tile(
      FloatFused fused,
      boolean first,
      boolean last,
      int height,
      int rows,
      int i,
      int columns,
      int j,
      int depth,
      float[] c,
      int co,
      int cRow) {
    int down = Math.min(height, rows - i);
    int across = Math.min(COLUMNS, columns - j);
    int ap = i * depth;
    int bp = j * depth;
    int cp = co + i * cRow + j;
    if (down < height || across < COLUMNS) {
      edge(first, height, down, across, depth, ap, bp, c, cp, cRow);
    } else if (height == FloatLargeTile.ROWS && first) {
      FloatLargeTile.wide(depth, a, ap, b, bp, ZEROS, 0, 0, c, cp, cRow);
    } else if (height == FloatLargeTile.ROWS) {
      FloatLargeTile.wide(depth, a, ap, b, bp, c, cp, cRow, c, cp, cRow);
    } else if (first) {
      FloatTiles.packed(depth, a, ap, b, bp, ZEROS, 0, 0, c, cp, cRow);
    } else {
      FloatTiles.packed(depth, a, ap, b, bp, c, cp, cRow, c, cp, cRow);
    }
    if (last) {
      fused.end(0, down, across, c, cp, cRow);
    }
  }

  /// A tile of which `rows` and `columns` are in C.
  private void edge(
      boolean first,
      int height,
      int rows,
      int columns,
      int depth,
      int ao,
      int bo,
      float[] c,
      int co,
      int cRow) {
    FloatGemm.load(first, rows, columns, c, co, cRow, scratch);
    if (height < FloatLargeTile.ROWS) {
      FloatTiles.packed(depth, a, ao, b, bo, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
    } else if (columns > WIDTH) {
      FloatLargeTile.wide(depth, a, ao, b, bo, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
    } else {
      FloatLargeTile.single(depth, a, ao, b, bo, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
    }
    FloatGemm.store(0, rows, columns, scratch, c, co, cRow);
  }
}
