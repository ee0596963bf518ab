/// The tensor IR: what to compute, as lines over variables that are assigned once.
///
/// [dev.dyn.compiler.ir.Op] has the grammar on one page, [dev.dyn.compiler.ir.Types] the type
/// rules, [dev.dyn.compiler.ir.Builder] writes lines, [dev.dyn.compiler.ir.Blocks] works with whole
/// blocks. Functions are rows in `dev.dyn.compiler.op`.
package dev.dyn.compiler.ir;
