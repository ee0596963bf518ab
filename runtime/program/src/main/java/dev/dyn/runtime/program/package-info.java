/// Experiments as data ([dev.dyn.runtime.program.Program]) and what runs them, with or without the
/// compiler beside them. Begin with [dev.dyn.runtime.program.ProgramRun].
package dev.dyn.runtime.program;
