package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.random.Streams;
import java.util.List;
import java.util.Optional;

/// What happens to one member: its jumps and events act on its states, which stand in a memory of
/// the driver.
///
/// The random numbers of firing n are those of a stream with that number, so they do not depend on
/// how the time between was passed.
final class Happenings {
  private static final long WAITING = 1;
  private static final long FIRING = 2;
  private static final long EVENT = 3;

  private final Guards guards;
  private final Optional<OutputStage> rates;
  private final Optional<ActStage> fire;
  private final Optional<ActStage> act;
  private final List<Integer> rateSites;
  private final List<Slot> slots;
  private final List<String> names;
  private final long stream;
  private final EventLog log;
  private final int logged;
  private final double span;
  private final Failures failures;
  private long firings;

  /// @param slots where the states stand
  /// @param names of the states, for messages
  /// @param span the length of the run
  Happenings(
      HappeningKernels kernels,
      List<Slot> slots,
      List<String> names,
      JumpLanes.Member member,
      EventLog log,
      double span,
      Failures failures) {
    Start start = member.start();
    this.guards = new Guards(kernels.guards(), slots, start);
    this.rates = OutputStage.of(kernels.rates(), slots, List.of(start));
    this.fire = kernels.fire().map(k -> new ActStage(k, slots, start));
    this.act = kernels.act().map(k -> new ActStage(k, slots, start));
    this.rateSites = kernels.rateSites();
    this.slots = slots;
    this.names = names;
    this.stream = member.stream();
    this.log = log;
    this.logged = kernels.logged();
    this.span = span;
    this.failures = failures;
  }

  Guards guards() {
    return guards;
  }

  long firings() {
    return firings;
  }

  // ---- jumps

  /// The integrated rate at which the next jump fires: exponential with mean 1.
  double goal() {
    if (fire.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    return -Elementary.log(1.0 - Draws.uniform(waitingStream(), 0));
  }

  private long waitingStream() {
    return Streams.mix(Streams.mix(stream, WAITING), firings);
  }

  /// Lets a jump fire at time `t`: each with the probability that its rate there says.
  void fire(double t, Memory states) {
    OutputStage known = rates.orElseThrow();
    known.at(t, states);
    double total = 0;
    List<Slot> each = known.slots();
    for (int k = 0; k < each.size(); k++) {
      double rate = known.memory().f64()[each.get(k).offset()];
      requireRate(rate, k, t, states);
      total += rate;
    }
    double goal = Draws.uniform(waitingStream(), 1) * total;
    double sum = 0;
    int which = 0;
    for (int k = 0; k < each.size(); k++) {
      double rate = known.memory().f64()[each.get(k).offset()];
      sum += rate;
      which = rate > 0 ? k : which;
      if (goal < sum) {
        break;
      }
    }
    long own = Streams.mix(Streams.mix(stream, FIRING), firings);
    fire.orElseThrow().run(which, t, own, states);
    firings++;
  }

  /// Looks whether the rates at `t` are rates.
  void requireRates(double t, Memory states) {
    if (rates.isPresent()) {
      rates.get().at(t, states);
      List<Slot> each = rates.get().slots();
      for (int k = 0; k < each.size(); k++) {
        requireRate(rates.get().memory().f64()[each.get(k).offset()], k, t, states);
      }
    }
  }

  private void requireRate(double rate, int which, double t, Memory states) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      String state = StateText.of(names, slots, states, 0, 1);
      throw failures.badRate(rate, rateSites.get(which), "at t = " + t, state);
    }
  }

  // ---- events

  /// Lets the events act whose conditions hold at `clock` and did not in `before`, in the order of
  /// their declaration, each on what those before it left; then those whose conditions these have
  /// made true, and so on.
  ///
  /// @return the conditions afterwards
  boolean[] settle(double clock, boolean[] before, Memory states) {
    boolean[] was = before;
    boolean[] now = guards.at(clock, states);
    while (Guards.turned(was, now)) {
      for (int k = 0; k < now.length; k++) {
        if (now[k] && !was[k]) {
          long own = Streams.mix(Streams.mix(stream, EVENT), log.count());
          log.add(clock, k, now.length, span, failures);
          act.orElseThrow().run(k, clock, own, states);
          if (logged > 0) {
            log.note(states, slots.subList(slots.size() - logged, slots.size()));
          }
        }
      }
      was = now;
      now = guards.at(clock, states);
    }
    return now;
  }
}
