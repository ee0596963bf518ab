/// Loops over time, for any engine: they call kernels that compute steps
/// ([dev.dyn.runtime.exec.Kernel]) and decide how long a step is, what is saved and when a run has
/// failed.
///
/// [dev.dyn.runtime.solve.FixedStepFlow] and [dev.dyn.runtime.solve.MapOrbit] run as many members
/// beside one another as the kernel has lanes, [dev.dyn.runtime.solve.AdaptiveFlow] one at a time;
/// [dev.dyn.runtime.solve.Workers] spreads members over threads.
package dev.dyn.runtime.solve;
