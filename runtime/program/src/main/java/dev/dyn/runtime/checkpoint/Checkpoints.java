package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// What a run keeps so that it can be resumed.
///
/// A resumed run is the same run from the start. Work whose results are kept gives them at once,
/// the loop under way goes on at its latest kept turn, and short work is done again. As every
/// number is a function of the program, its parameters and its seed, the end is the same to the
/// bit.
public interface Checkpoints {
  /// Keeps nothing.
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public boolean areKept() {
          return false;
        }

        @Override
        public Optional<List<Tensor>> results(Place place) {
          return Optional.empty();
        }

        @Override
        public void finished(Place place, List<Tensor> results, long nanos) {}

        @Override
        public Optional<Turn> underWay(Place place) {
          return Optional.empty();
        }

        @Override
        public boolean areDue() {
          return false;
        }

        @Override
        public void keep(Place place, Turn turn) {}
      };

  /// Whether anything is kept at all: work may be done in smaller pieces then.
  boolean areKept();

  /// The results of work that was done before the run was resumed, if they were kept.
  Optional<List<Tensor>> results(Place place);

  /// Tells the results of work that took `nanos`; they may be kept.
  void finished(Place place, List<Tensor> results, long nanos);

  /// Where a loop was when it was last kept before the run was resumed.
  Optional<Turn> underWay(Place place);

  /// Whether it is time to keep the loop under way.
  boolean areDue();

  /// Keeps the loop under way.
  void keep(Place place, Turn turn);
}
