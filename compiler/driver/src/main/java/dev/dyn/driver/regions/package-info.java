/// Runs the regions of a program that need a loop over time: makes the step blocks, has an engine
/// compile them, and calls the loops of `dev.dyn.runtime.solve` and `dev.dyn.runtime.analysis`.
package dev.dyn.driver.regions;
