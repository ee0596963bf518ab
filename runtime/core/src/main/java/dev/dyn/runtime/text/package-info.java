/// Numbers and tensors as text: the shortest that reads back to the same bits, and the formats of
/// interpolated strings such as `{x:.3f}`.
package dev.dyn.runtime.text;
