/// Which declaration each name means. [dev.dyn.compiler.resolve.Resolver] reports names that mean
/// nothing, names declared twice and names never used; what it leaves behind,
/// [dev.dyn.compiler.resolve.Bindings], is what editors ask.
package dev.dyn.compiler.resolve;
