package dev.dyn.runtime.random;

import dev.dyn.runtime.math.Elementary;

/// What the bits of a block mean as uniforms and normals; the scalar form of every formula that
/// [DrawArrays] evaluates in lanes.
final class Words {
  private static final double UNIT_53 = 0x1p-53;

  private Words() {}

  /// The block shared by the paired draws `2 block` and `2 block + 1` of a stream.
  static Philox.Block paired(long stream, long block) {
    return Philox.block(stream, block, 0);
  }

  /// Block number `attempt` of those that belong to the single draw `index` alone.
  static Philox.Block single(long stream, long index, int attempt) {
    return Philox.block(stream, index, 1L << 32 | attempt);
  }

  /// The upper 53 bits as a number in `[0, 1)`, a multiple of `2^-53`.
  static double unit(long word) {
    return (word >>> 11) * UNIT_53;
  }

  /// The upper 53 bits as a number in `(0, 1]`: an argument for `log`.
  static double positiveUnit(long word) {
    return 1.0 - unit(word);
  }

  /// The upper 52 bits as a number in `(0, 1)`, never an end point: the middles of `2^52` cells.
  static double openUnit(long word) {
    return Math.fma((double) (word >>> 12), 0x1p-52, UNIT_53);
  }

  /// The first of the two normals in a block. Box and Muller 1958: `sqrt(-2 log u) cos(2 π v)`,
  /// where the angle is a half quarter turn to either side from the upper 53 bits of the second
  /// word, then reflected by its bit 0 and turned by half a turn by its bit 1.
  static double firstNormal(Philox.Block block) {
    double t = unit(block.second()) - 0.5;
    boolean swapped = (block.second() & 1) != 0;
    return (swapped ? QuarterTurn.sin(t) : QuarterTurn.cos(t)) * signedRadius(block);
  }

  /// The other normal, which has the sine where [#firstNormal] has the cosine.
  static double secondNormal(Philox.Block block) {
    double t = unit(block.second()) - 0.5;
    boolean swapped = (block.second() & 1) != 0;
    return (swapped ? QuarterTurn.cos(t) : QuarterTurn.sin(t)) * signedRadius(block);
  }

  private static double signedRadius(Philox.Block block) {
    double radius = Math.sqrt(-2.0 * Elementary.log(positiveUnit(block.first())));
    return (block.second() & 2) != 0 ? -radius : radius;
  }
}
