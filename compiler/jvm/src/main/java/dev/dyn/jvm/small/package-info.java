/// The regime for small state: every entry is a number of its own.
///
/// [dev.dyn.jvm.small.Scalarize] spells a block out as a [dev.dyn.jvm.small.ScalarProgram];
/// [dev.dyn.jvm.small.SmallKernel] writes that as a class, for one member or, in vectors, for
/// several.
package dev.dyn.jvm.small;
