package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import java.util.List;

/// The extents of a gather or scatter: source `[batch, looked, rest]`, indices `[batch, where]`,
/// with each group of axes as one.
///
/// @param extents of each looked-up axis; `looked` is their product
public record Places(int batch, int looked, int rest, int where, List<Integer> extents) {
  /// @param source the extents of what is looked up in, or scattered to
  public static Places of(List<Dim> source, List<Var> indices, int batch) {
    List<Dim> index = indices.getFirst().type().dims();
    int inner = batch + indices.size();
    return new Places(
        Entries.count(source, 0, batch),
        Entries.count(source, batch, inner),
        Entries.count(source, inner, source.size()),
        Entries.count(index, batch, index.size()),
        source.subList(batch, inner).stream().map(Dim::size).toList());
  }
}
