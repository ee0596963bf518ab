/// Integration methods: data ([dev.dyn.compiler.method.Tableau], read by
/// [dev.dyn.compiler.method.MethodLibrary]) and the blocks of IR that a step with them is
/// ([dev.dyn.compiler.method.FixedSteps], [dev.dyn.compiler.method.AdaptiveSteps],
/// [dev.dyn.compiler.method.TangentSteps]). Every engine runs the same blocks, so all give the same
/// bits; the loops around them are in `dev.dyn.runtime.solve` and `dev.dyn.runtime.analysis`.
///
/// **Names in the signatures.** `h` is the signed step size, `t` the time, both f64 whatever the
/// precision of the states; `states…` are the parameters of the field after its time;
/// `environment…` what it takes after the states.
package dev.dyn.compiler.method;
