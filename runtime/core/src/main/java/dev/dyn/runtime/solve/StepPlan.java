package dev.dyn.runtime.solve;

/// Where one member is in time, and how long its next step is to be: proposes a step, hears its
/// error, and either has moved on or proposes a shorter one.
final class StepPlan {
  /// A step is stretched by up to this factor to meet a time exactly.
  private static final double STRETCH = 1.01;

  /// Steps below this many units in the last place of t are lost in rounding.
  private static final double LEAST_ULPS = 8;

  private final AdaptiveStepper.Settings settings;
  private final Failures failures;
  private final StepControl control;
  private double t;
  private double h;
  private double target;
  private double tried;
  private boolean lands;
  private double begun;
  private double taken;
  private long accepted;
  private long rejected;

  /// Begins at `t` with steps of size `h`.
  StepPlan(AdaptiveStepper.Settings settings, double t, double h, Failures failures) {
    this.settings = settings;
    this.failures = failures;
    this.control = new StepControl(settings.order());
    this.t = t;
    this.h = h;
  }

  /// The size of the next attempt on the way to `target`, which is met exactly when it comes within
  /// reach.
  double propose(double target) {
    this.target = target;
    double distance = target - t;
    lands = Math.abs(h) * STRETCH >= Math.abs(distance);
    tried = lands ? distance : h;
    return tried;
  }

  /// Whether the attempt with this squared error, in units of the tolerance, is good; then time has
  /// moved on.
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure if no step is small enough
  boolean judge(double square) {
    if (square <= 1) {
      begun = t;
      taken = tried;
      t = lands ? target : t + tried;
      // A step cut short to meet a time says little about the size of the next.
      double next = tried * control.accepted(square);
      h = lands && Math.abs(next) < Math.abs(h) ? h : next;
      accepted++;
      return true;
    }
    rejected++;
    h = tried * control.rejected(square);
    if (Math.abs(h) < LEAST_ULPS * Math.ulp(t)) {
      throw Double.isFinite(square)
          ? failures.stepUnderflow(t, h, settings.rtol())
          : failures.slopeNotFinite(t);
    }
    requirePatience();
    return false;
  }

  /// The last good step has been taken anew, shorter, up to `time`.
  void shorten(double time) {
    taken = time - begun;
    t = time;
  }

  /// Goes on with steps of size `size`, as after a change of the states from outside.
  void renew(double size) {
    h = size;
  }

  /// Stops a run that takes too long, or that somebody has interrupted; to be asked now and then,
  /// as it costs a little.
  void requirePatience() {
    failures.stopIfInterrupted();
    if (accepted + rejected > settings.limit()) {
      throw failures.tooManySteps(settings.limit(), t, target);
    }
  }

  /// The time after the last step that was good.
  double t() {
    return t;
  }

  /// The time before it.
  double begun() {
    return begun;
  }

  /// Its size.
  double taken() {
    return taken;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }
}
