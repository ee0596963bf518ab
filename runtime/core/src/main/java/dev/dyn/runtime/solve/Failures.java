package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.RunFailure;
import java.util.ArrayList;
import java.util.List;

/// The ways in which a run over time fails, shown at the offset `site` of the source.
public record Failures(int site) {
  public static final String STEP_UNDERFLOW = "DYN7001";
  public static final String NOT_FINITE = "DYN7002";
  public static final String TOO_MANY_STEPS = "DYN7005";
  public static final String BAD_RATE = "DYN7011";
  public static final String TOO_MANY_EVENTS = "DYN7015";
  public static final String OUT_OF_MEMORY = "DYN7014";
  public static final String BAD_ARGUMENT = "DYN7017";
  public static final String INTERRUPTED = "DYN7019";

  /// The step that the tolerance asks for is lost in the rounding of t.
  public RunFailure stepUnderflow(double t, double h, double tolerance) {
    return new RunFailure(
        STEP_UNDERFLOW,
        site,
        "The step size fell below what time can resolve at t = " + t + ".",
        List.of(
            "The last step tried was " + Math.abs(h) + ", with rtol = " + tolerance + ".",
            "The solution may run to infinity there, or be discontinuous; or the tolerance asks for"
                + " more digits than the precision has."));
  }

  /// A state has become infinite or not a number.
  public RunFailure notFinite(String state, String when) {
    return new RunFailure(
        NOT_FINITE,
        site,
        "The state `" + state + "` is not a finite number " + when + ".",
        List.of("The solution grew beyond all bounds, or a step was too large for the method."));
  }

  /// The slopes are infinite or not a number, however small the step.
  public RunFailure slopeNotFinite(double t) {
    return new RunFailure(
        NOT_FINITE,
        site,
        "The rate of change is not a finite number at t = " + t + ".",
        List.of("No step from there, however small, gave a finite state."));
  }

  /// The size of a step as a positive number.
  ///
  /// @throws RunFailure if it is zero or not finite, so that time would stand still
  public double stepSize(double dt) {
    if (dt == 0 || !Double.isFinite(dt)) {
      throw new RunFailure(
          BAD_ARGUMENT,
          site,
          "The step size `dt` is " + dt + ", and time would not move on.",
          List.of("A step size is a positive number."));
    }
    return Math.abs(dt);
  }

  /// A run in which something happens cannot go back.
  public RunFailure backward(double start, double end) {
    return new RunFailure(
        BAD_ARGUMENT,
        site,
        "Jumps and events happen forwards in time only.",
        List.of("This run goes from t = " + start + " to " + end + "."));
  }

  /// How often something is done.
  ///
  /// @throws RunFailure if that is a negative number
  public long count(String what, long number) {
    if (number < 0) {
      throw new RunFailure(
          BAD_ARGUMENT,
          site,
          "The number of " + what + " is " + number + ".",
          List.of("It cannot be negative."));
    }
    return number;
  }

  public RunFailure tooManySteps(long limit, double t, double end) {
    return new RunFailure(
        TOO_MANY_STEPS,
        site,
        "The run took " + limit + " steps and came only to t = " + t + " of " + end + ".",
        List.of(
            "The system may be stiff: then an explicit method takes steps as small as its fastest"
                + " change.",
            "Looser tolerances (`rtol`, `atol`) take larger steps."));
  }

  /// The rate of a jump, written at `place`, is no rate.
  ///
  /// @param state the states there, in words
  public RunFailure badRate(double rate, int place, String when, String state) {
    String what =
        Double.isNaN(rate) ? "not a number" : rate < 0 ? "negative: " + rate : "not finite";
    return new RunFailure(
        BAD_RATE,
        place >= 0 ? place : site,
        "The rate of a jump is " + what + " " + when + ".",
        List.of(
            "The state there: " + state + ".",
            "A rate is a finite number from 0 up; at rate 0 nothing fires."));
  }

  /// Events follow each other without time passing.
  public RunFailure endlessEvents(int count, double from, double to) {
    return new RunFailure(
        TOO_MANY_EVENTS,
        site,
        "Events follow each other without end at t = " + to + ".",
        List.of(
            "The last " + count + " events happened between t = " + from + " and t = " + to + ".",
            "What one event does makes the condition of another, or its own, true again."));
  }

  /// An event comes back ever sooner.
  public RunFailure vanishingGaps(double gap, double t) {
    return new RunFailure(
        TOO_MANY_EVENTS,
        site,
        "An event comes back sooner and sooner, without end, at t = " + t + ".",
        List.of(
            "It was there " + gap + " before, and each time came back sooner than the time before.",
            "A ball that bounces ever lower does so: below some speed it should lie still, which"
                + " another assignment in the event can say."));
  }

  /// An event stops a state, which goes on all the same.
  public RunFailure unseenReturn(double t) {
    return new RunFailure(
        TOO_MANY_EVENTS,
        site,
        "An event would have to act again at once, without end, at t = " + t + ".",
        List.of(
            "It stopped the state or sent it back, and the state came back at once, while the"
                + " condition stayed true.",
            "A ball that no longer bounces does so, and would fall through the floor: it should lie"
                + " still, which another assignment in the event can say. What is meant to go on"
                + " from there needs a little speed."));
  }

  /// Jumps follow each other without time passing.
  public RunFailure endlessFirings(double t) {
    return new RunFailure(
        TOO_MANY_EVENTS,
        site,
        "Jumps follow each other faster and faster, and time no longer passes, at t = " + t + ".",
        List.of("A rate that grows faster than its state explodes at a finite time."));
  }

  /// A Brownian path does not reach over all times of a run.
  public RunFailure pathTooShort(double start, double end, double from, double to) {
    return new RunFailure(
        BAD_ARGUMENT,
        site,
        "The path of noise does not cover the times of the run.",
        List.of(
            "The path is there from t = " + from + " to t = " + to + ".",
            "The run goes from t = " + start + " to t = " + end + "."));
  }

  /// A result has more entries than one tensor can hold.
  public RunFailure tooLarge(String what, long entries) {
    return new RunFailure(
        OUT_OF_MEMORY,
        site,
        "What is to be saved of `" + what + "` does not fit into one tensor.",
        List.of(
            "It would have "
                + entries
                + " entries; a tensor has at most "
                + Integer.MAX_VALUE
                + ".",
            "Save less often (`every:`), or fewer members at a time."));
  }

  public RunFailure interrupted() {
    return new RunFailure(INTERRUPTED, site, "The run was interrupted.", List.of());
  }

  /// Ends the run if somebody has asked this thread to stop.
  public void stopIfInterrupted() {
    if (Thread.interrupted()) {
      throw interrupted();
    }
  }

  /// The same failure with the member of the ensemble named.
  public static RunFailure ofMember(RunFailure failure, int member, int members) {
    if (members == 1 || failure.code().equals(INTERRUPTED)) {
      return failure;
    }
    var notes = new ArrayList<String>();
    notes.add("It is run " + member + " (counted from 0) of " + members + ".");
    notes.addAll(failure.notes());
    return new RunFailure(failure.code(), failure.site(), failure.getMessage(), notes);
  }
}
