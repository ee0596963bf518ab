/// Builds standalone JARs: all blocks of all experiments are compiled, and written beside the
/// runtime. Begin with [dev.dyn.driver.build.ProgramPacker].
package dev.dyn.driver.build;
