/// Derivatives of blocks, as blocks: [dev.dyn.compiler.autodiff.Forward] carries tangents along,
/// [dev.dyn.compiler.autodiff.Reverse] brings cotangents back,
/// [dev.dyn.compiler.autodiff.Derivatives] has what the language offers. The results are ordinary
/// IR, so derivatives nest.
package dev.dyn.compiler.autodiff;
