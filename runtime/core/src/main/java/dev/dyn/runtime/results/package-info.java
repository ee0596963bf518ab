/// What a run gives, as values: parameters, records, printed lines, expectations, plots, saved
/// things.
///
/// An `ExperimentRecorder` collects while an experiment runs, and closes into an
/// `ExperimentReport`; all of them make the `RunReport`. Writing reports to files is left to
/// `dev.dyn.runtime.data`.
package dev.dyn.runtime.results;
