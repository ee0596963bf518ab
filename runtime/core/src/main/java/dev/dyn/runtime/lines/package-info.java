/// Lines on whole tensors as data, and what runs them: one line after the other, nothing fused,
/// nothing planned. This is the meaning of the tensor IR, whose blocks are translated to
/// [dev.dyn.runtime.lines.LineBlock]; every other engine has to give the same bits. Standalone
/// programs run in this form what has no fixed sizes.
package dev.dyn.runtime.lines;
