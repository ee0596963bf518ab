package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.ScalarProgram;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// Everything that is decided about a loop nest before it is written.
///
/// @param width entries in a vector, 1 for loops over single numbers
/// @param tile entries along the innermost axis that are treated at once
record LoopPlan(
    ScalarProgram program,
    Nest nest,
    List<LoopLines.Sum> sums,
    Tiles.Outcome tiles,
    int width,
    int tile) {
  /// Entries of a scratch tile: several tiles fit the first-level cache, and a call for one is long
  /// enough not to be felt.
  private static final int TILE = 512;

  /// Lines that certainly fit one pass.
  private static final int ONE_PASS = 100;

  /// Shorter innermost loops gain nothing from vectors.
  private static final int WORTH_VECTORS = 8;

  /// The same where one vector with a mask does all.
  private static final int WORTH_MASKS = 3;

  /// Vectors in a row from which its rest does not matter.
  private static final int LONG_ROW = 4;

  static LoopLines.Outcome lines(
      Stage.Loop loop,
      Remade remade,
      Shifts shifts,
      Map<Root, Integer> buffers,
      Map<Root, Integer> tables,
      Scratch scratch) {
    return LoopLines.of(
        loop, remade, shifts, buffers, tables, elem -> scratch.take(elem, Sums.LANES));
  }

  static Nest nest(List<Integer> extents, LoopLines.Outcome lines) {
    return Nest.of(extents, lines.places(), !lines.sums().isEmpty());
  }

  /// A loop over single numbers.
  static LoopPlan inNumbers(Nest nest, LoopLines.Outcome lines) {
    Tiles.Outcome one = Tiles.inOnePass(lines, nest.places());
    return new LoopPlan(lines.program(), nest, lines.sums(), one, 1, Math.max(1, nest.inner()));
  }

  /// A loop over vectors, where they gain something.
  ///
  /// @param scratch gives scratch space
  static LoopPlan inVectors(Nest nest, LoopLines.Outcome lines, Scratch scratch) {
    return inVectors(nest, lines, scratch, TILE);
  }

  /// The same with tiles of at most `longest` entries, a multiple of 16.
  static LoopPlan inVectors(Nest nest, LoopLines.Outcome lines, Scratch scratch, int longest) {
    List<Place> places = nest.places();
    boolean isVector =
        nest.inner() >= WORTH_MASKS
            && lines.stores().stream().allMatch(s -> places.get(s.place()).step() == 1)
            && lines.sums().stream().allMatch(s -> places.get(s.lanePlace()).elem().isReal());
    if (!isVector) {
      return inNumbers(nest, lines);
    }
    int tile = Math.min(longest, (nest.inner() + Sums.LANES - 1) / Sums.LANES * Sums.LANES);
    Tiles.Outcome tiles = Tiles.of(lines, places, elem -> scratch.take(elem, tile));
    boolean needsTiles = tiles.places().size() > places.size() || tiles.passes().size() > 1;
    LoopPlan plan =
        new LoopPlan(
            lines.program(),
            nest,
            lines.sums(),
            tiles,
            width(lines),
            needsTiles ? tile : nest.inner());
    return nest.inner() >= WORTH_VECTORS || plan.endsInMask() ? plan : inNumbers(nest, lines);
  }

  /// Whether what is left of a row after whole vectors is computed in one more vector with a mask
  /// instead of number by number. For rows of a few vectors of reals: in long ones the rest does
  /// not matter.
  boolean endsInMask() {
    return width > 1
        && nest.inner() % width != 0
        && nest.inner() < LONG_ROW * width
        && sums.isEmpty()
        && tile == nest.inner()
        && tiles.passes().size() == 1
        && tiles.passes().getFirst() instanceof Tiles.Pass.Vectors
        && tiles.places().stream().allMatch(place -> place.elem().isReal())
        && program.lines().stream()
            .allMatch(line -> line.elem().isReal() || line.elem() == Elem.BOOL);
  }

  /// Vectors of floats are twice as wide, where nothing else takes part but comparisons of them
  /// that stay in registers.
  private static int width(LoopLines.Outcome lines) {
    List<Instruction> all = lines.program().lines();
    boolean isFloat = all.stream().allMatch(line -> line.elem() == Elem.F32);
    boolean isOnePass =
        all.size() <= ONE_PASS
            && all.stream().allMatch(LoopPlan::isInRegisters)
            && lines.places().stream().noneMatch(place -> place.elem() == Elem.BOOL);
    return isFloat || isOnePass
        ? FloatVector.SPECIES_PREFERRED.length()
        : DoubleVector.SPECIES_PREFERRED.length();
  }

  private static boolean isInRegisters(Instruction line) {
    return switch (line) {
      case Instruction.Apply(var method, _) ->
          VectorCalls.isInRegisters(method)
              && (line.elem() == Elem.F32 || line.elem() == Elem.BOOL);
      case Instruction.Parameter _, Instruction.Literal _ -> line.elem() == Elem.F32;
    };
  }
}
