package dev.dyn.jvm.array;

import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Sums over all pairs of which one half tells the other: `sum(sin(x[j] - x[i]) for j)` for all i.
///
/// Row `i` goes through the columns from the 16 on that `i` lies in. Each term is added to the sum
/// of row `i`, and its twin, which is often its opposite, to the sum of row `j`: to virtual lane `i
/// mod 16`, as that is where the sum of row `j` has it. Rows come in ascending order, so every lane
/// takes its terms in the order of [Sums] and has the same bits.
///
/// The lanes of rows to come are kept in mirrors, `[16, columns]`, where a whole row of twins is
/// added to neighbours; mirrors of a block of columns stay in a cache. When the loop comes to a row
/// itself, its lanes move to a place of 16 neighbours.
///
/// @param loop what is done at each pair, with the twins
/// @param mirrors for each sum of the loop its mirror, among the places of the loop
/// @param columns in a block, a multiple of 16
record PairPlan(LoopPlan loop, List<Integer> mirrors, int columns) {
  /// Columns in a block: a mirror of this many real numbers and a scratch tile or two fit the
  /// first-level cache.
  private static final int COLUMNS = 256;

  /// With fewer rows the 16 columns that are not shared are too many.
  private static final int LEAST = 48;

  /// The loop over both halves with what the loop over one needs besides.
  record Lines(LoopLines.Outcome lines, Nest nest, List<Integer> mirrors, int columns) {
    PairPlan inNumbers() {
      return plan(LoopPlan.inNumbers(nest, lines));
    }

    /// @param scratch gives scratch space
    PairPlan inVectors(Scratch scratch) {
      return plan(LoopPlan.inVectors(nest, lines, scratch, columns));
    }

    private PairPlan plan(LoopPlan loop) {
      return new PairPlan(loop, mirrors, columns);
    }
  }

  /// @param scratch gives space for mirrors and lanes
  /// @return nothing where the halves are not alike, or nothing would be gained
  static Optional<Lines> of(LoopLines.Outcome lines, Nest nest, Scratch scratch) {
    boolean areSums =
        lines.sums().stream()
            .allMatch(sum -> sum.fold().fn() == ReduceFn.SUM && elem(lines, sum).isReal());
    boolean isPossible =
        areSquare(nest.extents()) && areSums && !lines.sums().isEmpty() && lines.stores().isEmpty();
    return isPossible && isHeavy(lines)
        ? new Halving(lines, nest, scratch).halved()
        : Optional.empty();
  }

  /// Whether a loop over these extents goes over pairs, and over enough of them.
  static boolean areSquare(List<Integer> extents) {
    int rank = extents.size();
    return rank >= 2
        && extents.get(rank - 2).equals(extents.getLast())
        && extents.getLast() >= LEAST;
  }

  private static Elem elem(LoopLines.Outcome lines, LoopLines.Sum sum) {
    return lines.places().get(sum.target()).elem();
  }

  /// Whether there is a function to save.
  private static boolean isHeavy(LoopLines.Outcome lines) {
    BitSet needed = new BitSet();
    lines.sums().forEach(sum -> needed.set(sum.next()));
    for (int line = needed.length() - 1; line >= 0; line--) {
      if (needed.get(line)) {
        lines.program().lines().get(line).args().forEach(needed::set);
      }
    }
    return needed.stream()
        .anyMatch(line ->
            lines.program().lines().get(line) instanceof Instruction.Apply(Method method, _)
                && !VectorCalls.isInRegisters(method));
  }

  /// Adds to a loop the lines that add twins to mirrors.
  private static final class Halving {
    private final LoopLines.Outcome lines;
    private final Nest nest;
    private final Scratch scratch;
    private final Twins twins;
    private final int columns;
    private final List<LoopLines.Store> stores = new ArrayList<>();
    private final List<Integer> mirrors = new ArrayList<>();

    Halving(LoopLines.Outcome lines, Nest nest, Scratch scratch) {
      this.lines = lines;
      this.nest = nest;
      this.scratch = scratch;
      this.twins = new Twins(lines.program(), nest.places());
      this.columns = Math.min(COLUMNS, roundedUp(nest.inner()));
    }

    private static int roundedUp(int n) {
      return (n + Sums.LANES - 1) / Sums.LANES * Sums.LANES;
    }

    Optional<Lines> halved() {
      List<Twins.Twin> found = new ArrayList<>();
      for (LoopLines.Sum sum : lines.sums()) {
        int term = lines.program().lines().get(sum.next()).args().getLast();
        twins.of(term).ifPresent(found::add);
      }
      if (found.size() < lines.sums().size()) {
        return Optional.empty();
      }
      for (int k = 0; k < found.size(); k++) {
        mirror(lines.sums().get(k), found.get(k));
      }
      LoopLines.Outcome more =
          LoopLines.finished(twins.writer(), twins.places(), stores, lines.sums());
      Nest wider = new Nest(nest.extents(), twins.places());
      return Optional.of(new Lines(more, wider, mirrors, columns));
    }

    private void mirror(LoopLines.Sum sum, Twins.Twin twin) {
      List<Place> places = twins.places();
      Elem elem = elem(lines, sum);
      int rank = nest.extents().size();
      List<Integer> strides = new ArrayList<>(Collections.nCopies(rank, 0));
      strides.set(rank - 2, Sums.LANES);
      int lanes = scratch.take(elem, Sums.LANES * roundedUp(nest.inner()));
      places.set(sum.lanePlace(), new Place(Place.Source.LANES, elem, lanes, strides));
      strides.set(rank - 2, 0);
      strides.set(rank - 1, 1);
      int mirror = scratch.take(elem, Sums.LANES * columns);
      places.add(new Place(Place.Source.MEMORY, elem, mirror, strides));
      mirrors.add(places.size() - 1);
      int held = twins.writer().write(new Instruction.Parameter(places.size() - 1, 0, elem));
      // No lane is -0.0, so taking a number away and adding its opposite are the same.
      Method method = Method.of(twin.isOpposite() ? Scalars.SUB : Scalars.ADD, elem);
      int next = twins.writer().apply(method, held, twin.line());
      stores.add(new LoopLines.Store(next, places.size() - 1));
    }
  }
}
