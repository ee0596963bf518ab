package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Products of matrices with a short inner dimension, such as the first layer of a network for two
/// numbers: work entry by entry, so that bias and activation share the loop.
///
/// ```
/// [20, 2] @ [2, 50]   →   fma(x[i, 1], w[1, j], fma(x[i, 0], w[0, j], 0.0))
/// ```
///
/// The chain is that of the product: `fma` in index order, from +0.0.
record ShortProducts(Reading reading) {
  /// The longest chain that is spelled out.
  private static final int LONGEST = 4;

  /// Columns of the product from which vectors along them pay.
  private static final int FEWEST_COLUMNS = 16;

  /// Whether the product is to be spelled out.
  static boolean suits(Op.Contract op, View left, View right) {
    return op.summed() == 1
        && left.extents().getLast() <= LONGEST
        && right.rank() > op.batch() + 1
        && right.extents().getLast() >= FEWEST_COLUMNS
        && right.strides().getLast() == 1;
  }

  /// @param shape of the product
  View of(Op.Contract op, View left, View right, Shape shape, int site) {
    Elem elem = op.left().type().elem();
    int inside = left.rank() - 1;
    List<Integer> rows = IntStream.range(0, inside).boxed().toList();
    List<Integer> columns =
        IntStream.range(0, shape.rank())
            .filter(axis -> axis < op.batch() || axis >= inside)
            .boxed()
            .toList();
    Method fma = Method.of(Scalars.FMA, elem);
    View chain = zero(elem).broadcast(shape, List.of());
    for (int p = 0; p < left.extents().get(inside); p++) {
      View x = left.pick(inside, p).broadcast(shape, rows);
      View y = right.pick(op.batch(), p).broadcast(shape, columns);
      chain = reading.entrywise(fma, List.of(x, y, chain), site);
    }
    return chain;
  }

  private static View zero(Elem elem) {
    Instruction.Literal zero =
        elem == Elem.F32 ? Instruction.Literal.of(0.0f) : Instruction.Literal.of(0.0);
    return View.whole(new Root.Number(zero), Shape.SCALAR);
  }
}
