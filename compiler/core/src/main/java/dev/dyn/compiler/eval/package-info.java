/// The reference evaluator: what each operation of the IR means, one operation after the other on
/// whole tensors, nothing fused, nothing planned. Every other engine has to give the same bits.
package dev.dyn.compiler.eval;
