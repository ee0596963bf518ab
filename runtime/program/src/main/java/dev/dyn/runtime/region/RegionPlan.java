package dev.dyn.runtime.region;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// A simulation or a set of Lyapunov exponents, without its arithmetic: what a driver has to know
/// beside the [RegionKernels]. All is plain data, so that a program can be written to a file.
///
/// Operands come in the order: a start for each state, `environment` values, then what each kind
/// says.
public sealed interface RegionPlan {
  /// The states, in the order of their operands.
  List<Carried> states();

  /// How many operands follow the states for the right-hand side alone.
  int environment();

  /// Empty for a single run.
  Optional<Members> members();

  /// The offset in the source that failures are shown at.
  int site();

  /// `simulate` of a flow. Further operands: those of `method`, then those of `grid`. Results: t,
  /// states, outputs, and an i64 vector of accepted steps, rejected steps, evaluations.
  ///
  /// @param time the kind of number that t is saved in
  record Flow(
      List<Carried> states,
      List<Carried> outputs,
      int environment,
      Elem time,
      MethodPlan method,
      GridPlan grid,
      Optional<Members> members,
      int site)
      implements RegionPlan {
    public Flow {
      states = List.copyOf(states);
      outputs = List.copyOf(outputs);
    }
  }

  /// `simulate` of stochastic equations. Further operands: the step, those of `grid`, those of
  /// `noise`. Results as of [Flow].
  ///
  /// @param time the kind of number that t is saved in
  /// @param crew how many members the kernels treat, one after the other in every tensor
  /// @param slopes evaluations of the drift in a step
  /// @param noises how many noises there are
  /// @param keepsNonFinite whether states that became infinite or NaN are saved, or else a failure
  record Diffusion(
      List<Carried> states,
      List<Carried> outputs,
      int environment,
      Elem time,
      int crew,
      int slopes,
      int noises,
      NoiseKind noise,
      boolean keepsNonFinite,
      GridPlan grid,
      Optional<Members> members,
      int site)
      implements RegionPlan {
    public Diffusion {
      states = List.copyOf(states);
      outputs = List.copyOf(outputs);
    }
  }

  /// `simulate` of a map, which saves `steps + 1` rows. Further operand: how many steps to discard.
  /// Results: states, outputs.
  record Orbit(
      List<Carried> states,
      List<Carried> outputs,
      int environment,
      int steps,
      Optional<Members> members,
      int site)
      implements RegionPlan {
    public Orbit {
      states = List.copyOf(states);
      outputs = List.copyOf(outputs);
    }
  }

  /// `simulate` of a system with jumps or events. Further operands: the random stream, then those
  /// of `motion`. Results: t (not of a map), states, outputs, an i64 vector of accepted steps,
  /// rejected steps, evaluations, firings, events, then the times of the events and which they
  /// were.
  ///
  /// @param states those that move first
  /// @param time the kind of number that t is saved in, i64 for a map
  /// @param rateSites for each jump where its rate stands in the source
  /// @param events how many kinds of event there are
  record Hybrid(
      List<Carried> states,
      List<Carried> outputs,
      int environment,
      Elem time,
      MotionPlan motion,
      List<Integer> rateSites,
      int events,
      int logged,
      Optional<Members> members,
      int site)
      implements RegionPlan {
    public Hybrid {
      states = List.copyOf(states);
      outputs = List.copyOf(outputs);
      rateSites = List.copyOf(rateSites);
    }
  }

  /// The largest `count` Lyapunov exponents of a flow. Further operands: those of `method`, then
  /// start, end, transient. Results: exponents, standard errors.
  record FlowExponents(
      List<Carried> states,
      int environment,
      MethodPlan method,
      int count,
      Optional<Members> members,
      int site)
      implements RegionPlan {
    public FlowExponents {
      states = List.copyOf(states);
    }
  }

  /// The largest `count` Lyapunov exponents of a map. Further operands: steps, transient. Results:
  /// exponents, standard errors.
  record OrbitExponents(
      List<Carried> states, int environment, int count, Optional<Members> members, int site)
      implements RegionPlan {
    public OrbitExponents {
      states = List.copyOf(states);
    }
  }
}
