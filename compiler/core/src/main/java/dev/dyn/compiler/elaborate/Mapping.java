package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// Elaborates something for one entry, and does it for all of them at once: the lines for one entry
/// are traced as a block, and the block is batched.
final class Mapping {
  private Mapping() {}

  /// `body` of the entries of `tensors` along their `axes` outermost axes, which they share. Each
  /// number in the value of `body` gets these axes.
  static Value over(
      Elaborator elaborator, List<Var> tensors, int axes, Function<List<Var>, Value> body) {
    List<Dim> extents = tensors.getFirst().type().dims().subList(0, axes);
    if (axes == 0) {
      return body.apply(tensors);
    }
    Dim size = Dim.product(extents);
    List<Var> flat = new ArrayList<>();
    for (Var tensor : tensors) {
      List<Dim> dims = new ArrayList<>();
      dims.add(size);
      dims.addAll(tensor.type().dims().subList(axes, tensor.type().rank()));
      flat.add(elaborator.builder().reshape(tensor, dims));
    }
    List<Type> entryTypes = flat.stream().map(v -> v.type().inner(1)).toList();
    List<Value> shape = new ArrayList<>();
    Block block =
        elaborator.trace(
            entryTypes,
            tensors.stream().map(Var::name).toList(),
            entries -> {
              Value value = elaborator.batching(() -> elaborator.valid(body.apply(entries)));
              List<Var> leaves = new ArrayList<>();
              shape.add(Trees.flatten(elaborator, value, leaves));
              return leaves;
            });
    List<Boolean> all = Collections.nCopies(flat.size(), true);
    Block batched = Batching.batch(block, all, size, elaborator.names());
    List<Var> results = Blocks.inline(batched, flat, elaborator.builder());
    List<Var> shaped = new ArrayList<>();
    for (Var result : results) {
      List<Dim> dims = new ArrayList<>(extents);
      dims.addAll(result.type().dims().subList(1, result.type().rank()));
      shaped.add(elaborator.builder().reshape(result, dims));
    }
    return Trees.rebuild(shape.getFirst(), shaped);
  }
}
