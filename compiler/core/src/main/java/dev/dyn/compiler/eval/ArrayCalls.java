package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The meaning of whole-array kernels: the row's function for every index of the batch.
final class ArrayCalls {
  private ArrayCalls() {}

  static List<Tensor> run(Op.ArrayCall call, List<Tensor> args, Let let, Sizes sizes) {
    if (call.batch() == 0) {
      return call.fn().run(args);
    }
    Shape whole = args.getFirst().shape();
    Shape outer = new Shape(java.util.Arrays.copyOf(whole.extents(), call.batch()));
    List<Tensor> flat = args.stream().map(x -> flattened(x, outer)).toList();
    List<List<Tensor>> each = new ArrayList<>();
    for (int b = 0; b < outer.size(); b++) {
      int index = b;
      each.add(call.fn().run(flat.stream().map(x -> x.row(index)).toList()));
    }
    List<Tensor> results = new ArrayList<>();
    for (int k = 0; k < let.targets().size(); k++) {
      int result = k;
      Var target = let.targets().get(k);
      Shape shape = sizes.shape(target.type().dims());
      results.add(
          outer.size() == 0
              ? Tensor.zeros(target.type().elem(), shape)
              : Entries.stack(each.stream().map(r -> r.get(result)).toList()).reshaped(shape));
    }
    return results;
  }

  /// `x` with its batch axes as one.
  private static Tensor flattened(Tensor x, Shape outer) {
    int[] extents = x.shape().extents();
    int[] inner = java.util.Arrays.copyOfRange(extents, outer.rank(), extents.length);
    return x.reshaped(new Shape(inner).under(outer.size()));
  }
}
