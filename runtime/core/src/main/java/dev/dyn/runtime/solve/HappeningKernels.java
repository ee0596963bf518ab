package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import java.util.List;
import java.util.Optional;

/// What can happen to a system beside its motion; all kernels are for one member. A clock is the
/// time, or in a map the number of the step.
///
/// @param rates `(clock, states…, environment…)` → the rate of each jump, if there are jumps
/// @param fire `(which, clock, stream, states…, environment…)` → states, if there are jumps
/// @param guards `(clock, states…, environment…)` → a truth value for each event, if there are
///   events
/// @param act `(which, clock, stream, states…, environment…)` → states, if there are events
/// @param depths `(clock, states…, environment…)` → how deep the state lies in each condition, then
///   how fast it goes deeper; NaN where that is not known. Absent where nothing flows
/// @param rateSites where the rates stand in the source
/// @param logged so many of the last states are noted after each event
public record HappeningKernels(
    Optional<Kernel> rates,
    Optional<Kernel> fire,
    Optional<Kernel> guards,
    Optional<Kernel> act,
    Optional<Kernel> depths,
    List<Integer> rateSites,
    int logged) {
  public HappeningKernels {
    rateSites = List.copyOf(rateSites);
  }
}
