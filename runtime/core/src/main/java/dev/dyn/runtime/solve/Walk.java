package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// One member on its way between happenings: steps that can be taken back in part.
///
/// The states that move are in `memory()`: from where the last step began ([#before]) and where it
/// has come to ([#after]).
interface Walk {
  /// The time after the last step, or where it all begins.
  double t();

  /// The time at which the last step began.
  double begun();

  /// Takes a step toward `target`, which is met exactly when it comes within reach.
  void step(double target);

  /// Takes the last step once more, so that it ends at `time`, which lies inside it or at its end
  /// as it was first.
  void redo(double time);

  /// Computes the states at `time` inside the last step into [#inside()] of [#insideMemory()].
  void inside(double time);

  /// Makes the states after the step the start of the next.
  void next();

  /// Goes on from other states and another environment.
  ///
  /// @param acted whether events have acted, after which the size of the next step is chosen anew
  void renew(Start member, double end, boolean acted);

  /// In how many parts a step is looked at for conditions that turn true.
  default int looks() {
    return 8;
  }

  /// Whether conditions that turn true in the last step are followed to where they do; else they
  /// count as turned at its end.
  default boolean locatesEvents() {
    return true;
  }

  Memory memory();

  List<Slot> before();

  List<Slot> after();

  Memory insideMemory();

  List<Slot> inside();

  long accepted();

  /// How many steps were too long. None, where all have one size.
  default long rejected() {
    return 0;
  }

  /// How often the slopes were computed.
  long evaluations();

  /// Stops a run that takes too many steps of its own choice.
  default void requirePatience() {}
}
