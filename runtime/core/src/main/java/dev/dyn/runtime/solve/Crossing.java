package dev.dyn.runtime.solve;

/// Finds in the last step where first a condition turns true or the integrated rate reaches its
/// goal.
///
/// The step is looked at in several parts, so that what is true only for a while is not missed. In
/// the part where something turns, halving on the states inside the step finds the place; then
/// steps that end close to it decide, so that what was to become true is true where the step ends.
/// The time found lies within a relative 1e-14 of where a step of the method finds it.
final class Crossing {
  private static final double CLOSE = 1e-14;
  private static final double WIDENING = 4;

  private final Walk walk;
  private final HybridStates states;
  private final Transfer after;
  private final Transfer inside;
  private final Guards guards;
  private boolean[] holds = {};
  private double margin;
  private double goal;
  private boolean follows = true;

  /// @param after brings the states at the end of the step
  /// @param inside those inside
  Crossing(Walk walk, HybridStates states, Transfer after, Transfer inside, Guards guards) {
    this.walk = walk;
    this.states = states;
    this.after = after;
    this.inside = inside;
    this.guards = guards;
  }

  /// The conditions at the end of the step, or just before what was found.
  boolean[] holds() {
    return holds;
  }

  /// How far what was found may lie behind the place itself.
  double margin() {
    return margin;
  }

  /// Whether something turns in the last step, which then ends there.
  ///
  /// @param before the conditions where the step began
  boolean find(boolean[] before, double goalOfHazard) {
    goal = goalOfHazard;
    holds = before;
    double begun = walk.begun();
    double end = walk.t();
    follows = walk.locatesEvents();
    if (!follows) {
      return findLate(before, begun, end);
    }
    int parts = guards.count() > 0 ? walk.looks() : 1;
    double from = begun;
    for (int part = 1; part <= parts; part++) {
      double to = part == parts ? end : begun + (end - begun) * part / parts;
      boolean[] now = look(to, end);
      if (turned(now)) {
        if (locate(from, to, end)) {
          return true;
        }
      }
      holds = now;
      from = to;
    }
    if (walk.t() != end) {
      walk.redo(end);
    }
    return false;
  }

  /// The same where conditions are not followed: what has turned at the end of the step has turned
  /// there, unless the integrated rate ends it before.
  private boolean findLate(boolean[] before, double begun, double end) {
    boolean[] now = look(end, end);
    if (turned(now)) {
      return locate(begun, end, end);
    }
    margin = 0;
    boolean turns = Guards.turned(before, now);
    holds = turns ? before : now;
    return turns;
  }

  private boolean turned(boolean[] now) {
    return follows && Guards.turned(holds, now) || states.hazard() >= goal;
  }

  private boolean[] look(double time, double end) {
    if (time == end) {
      if (walk.t() != end) {
        walk.redo(end);
      }
      after.run(walk.memory(), states.memory());
    } else {
      inside(time);
    }
    return guards.at(time, states.memory());
  }

  private void inside(double time) {
    walk.inside(time);
    inside.run(walk.insideMemory(), states.memory());
  }

  private boolean turnsInside(double time) {
    inside(time);
    return turned(guards.at(time, states.memory()));
  }

  private boolean turnsByStep(double time) {
    walk.redo(time);
    after.run(walk.memory(), states.memory());
    return turned(guards.at(time, states.memory()));
  }

  /// Something turns between `from` and `to`, seen from inside the step. Ends the step there, if a
  /// step says so too.
  private boolean locate(double from, double to, double end) {
    margin = CLOSE * Math.max(Math.abs(walk.begun()), Math.abs(end));
    double low = from;
    double high = to;
    while (high - low > margin) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (turnsInside(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return bracket(from, high, end);
  }

  /// Steps to both sides of `guess` until one ends before and one behind the place.
  private boolean bracket(double from, double guess, double end) {
    double wide = margin;
    double high = guess;
    double low = guess;
    if (turnsByStep(guess)) {
      low = Math.max(from, high - wide);
      while (low > from && turnsByStep(low)) {
        high = low;
        wide *= WIDENING;
        low = Math.max(from, high - wide);
      }
    } else {
      do {
        if (high == end) {
          return false;
        }
        low = high;
        high = Math.min(end, high + wide);
        wide *= WIDENING;
      } while (!turnsByStep(high));
    }
    narrow(low, high);
    return true;
  }

  private void narrow(double from, double to) {
    double low = from;
    double high = to;
    while (high - low > margin) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (turnsByStep(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    if (walk.t() != high) {
      walk.redo(high);
    }
    after.run(walk.memory(), states.memory());
  }
}
