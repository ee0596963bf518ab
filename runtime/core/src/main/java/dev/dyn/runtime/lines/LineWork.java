package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// What a line does with its operands. The kinds are those of the tensor IR.
public sealed interface LineWork {
  /// A value that the program brings along.
  record Constant(Tensor value) implements LineWork {}

  /// The integers 0, 1, …, size − 1.
  record Count(Extent size) implements LineWork {}

  /// An extent as an i64 scalar.
  record Size(Extent size) implements LineWork {}

  /// A function of corresponding entries of operands of one shape.
  record Elementwise(LoopName loop) implements LineWork {}

  /// The axes (ascending) vanish; their entries are taken in row-major order.
  record Reduce(Reduction fn, List<Integer> axes) implements LineWork {
    public Reduce {
      axes = List.copyOf(axes);
    }
  }

  /// The same entries in row-major order under other extents.
  record Reshape(List<Extent> extents) implements LineWork {
    public Reshape {
      extents = List.copyOf(extents);
    }
  }

  /// Axis k of the result is axis `order[k]` of the operand.
  record Transpose(List<Integer> order) implements LineWork {
    public Transpose {
      order = List.copyOf(order);
    }
  }

  /// Repeats entries: axis k of the operand lies along axis `axes[k]` of the result.
  record Broadcast(List<Extent> extents, List<Integer> axes) implements LineWork {
    public Broadcast {
      extents = List.copyOf(extents);
      axes = List.copyOf(axes);
    }
  }

  /// Along `axis` the entries `start, start + stride, …`, `size` of them.
  record Slice(int axis, Extent start, Extent size, int stride) implements LineWork {}

  /// Zeros of extent `total` along `axis`, with the operand's entries at `start, start + stride,
  /// …`.
  record Pad(int axis, Extent start, Extent total, int stride) implements LineWork {}

  /// Looks up. The first operand is `[batch…, looked-up…, rest…]`, the others are the indices, all
  /// `[batch…, where…]`; the result is `[batch…, where…, rest…]`. An index −k counts from the end.
  record Gather(int batch) implements LineWork {}

  /// Adds the entries of the first operand, in order, to zeros where the other operands point.
  record Scatter(int batch, List<Extent> extents) implements LineWork {
    public Scatter {
      extents = List.copyOf(extents);
    }
  }

  /// The operands one after the other along `axis`.
  record Concat(int axis) implements LineWork {}

  /// Sums of products of `[batch…, free…, summed…]` and `[batch…, summed…, free…]`, each a chain of
  /// fma from +0.0 in row-major order of the summed axes.
  record Contract(int batch, int summed) implements LineWork {}

  /// A function of [dev.dyn.runtime.arrays.ArrayTable] for every index of the `batch` outermost
  /// axes.
  record ArrayFunction(String name, int batch, List<TensorType> results) implements LineWork {
    public ArrayFunction {
      results = List.copyOf(results);
    }
  }

  /// Random entries of [dev.dyn.runtime.random.DrawTensors]: the operands are the streams and the
  /// parameters of the law.
  record Draw(String law, List<Extent> extents, Elem elem) implements LineWork {
    public Draw {
      extents = List.copyOf(extents);
    }
  }

  /// A body that runs `length` times. Its operands are values that it carries from turn to turn,
  /// tensors whose rows it takes, and the rest; its results are the carried ones and, stacked, the
  /// further results of each turn.
  ///
  /// @param carried how many operands are carried
  /// @param scanned how many are taken by rows
  /// @param members whether and over what it is batched
  /// @param stops whether the turns end when all entries of the first carried value are true
  record Scan(
      LineBlock body,
      int carried,
      int scanned,
      Extent length,
      Optional<Members> members,
      boolean stops)
      implements LineWork {}

  /// How many members a batch has, and which operands differ between them.
  record Members(Extent size, List<Boolean> differs) {
    public Members {
      differs = List.copyOf(differs);
    }
  }

  /// A simulation or the like, which the [LineHost] runs.
  ///
  /// @param region its number
  record Drive(int region, List<TensorType> results) implements LineWork {
    public Drive {
      results = List.copyOf(results);
    }
  }
}
