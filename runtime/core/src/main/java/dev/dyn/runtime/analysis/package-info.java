/// Analyses that follow a system in time: loops over kernels, for any engine.
package dev.dyn.runtime.analysis;
