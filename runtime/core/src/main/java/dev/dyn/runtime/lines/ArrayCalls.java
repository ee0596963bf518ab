package dev.dyn.runtime.lines;

import dev.dyn.runtime.arrays.ArrayTable;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The meaning of whole-array functions: the function for every index of the batch.
final class ArrayCalls {
  private ArrayCalls() {}

  static List<Tensor> run(LineWork.ArrayFunction call, List<Tensor> args, Sizes sizes) {
    if (call.batch() == 0) {
      return ArrayTable.run(call.name(), args);
    }
    Shape whole = args.getFirst().shape();
    Shape outer = new Shape(Arrays.copyOf(whole.extents(), call.batch()));
    List<Tensor> flat = args.stream().map(x -> flattened(x, outer)).toList();
    List<List<Tensor>> each = new ArrayList<>();
    for (int b = 0; b < outer.size(); b++) {
      int index = b;
      each.add(ArrayTable.run(call.name(), flat.stream().map(x -> x.row(index)).toList()));
    }
    List<Tensor> results = new ArrayList<>();
    for (int k = 0; k < call.results().size(); k++) {
      int result = k;
      TensorType type = call.results().get(k);
      Shape shape = sizes.shape(type.extents());
      results.add(
          outer.size() == 0
              ? Tensor.zeros(type.elem(), shape)
              : Entries.stack(each.stream().map(r -> r.get(result)).toList()).reshaped(shape));
    }
    return results;
  }

  /// `x` with its batch axes as one.
  private static Tensor flattened(Tensor x, Shape outer) {
    int[] extents = x.shape().extents();
    int[] inner = Arrays.copyOfRange(extents, outer.rank(), extents.length);
    return x.reshaped(new Shape(inner).under(outer.size()));
  }
}
