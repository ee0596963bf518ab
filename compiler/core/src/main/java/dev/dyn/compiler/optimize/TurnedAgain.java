package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Large matrices that are turned over for products with a few columns, such as the windows of a
/// convolution with few channels: these products read the matrix as it stands, row by row, faster
/// than turned over, and a turned copy takes as much memory again. With more columns a turned copy
/// is packed faster.
final class TurnedAgain {
  private static final long MOST_COLUMNS = 8;

  private TurnedAgain() {}

  /// The variables of lines of `early` to write again in the lines `late`.
  static Set<Var> of(Block block, List<Let> early, List<Let> late) {
    Set<Var> turned = new HashSet<>();
    for (Let let : early) {
      if (let.op() instanceof Reindex.Transpose) {
        turned.add(let.target());
      }
    }
    block.results().forEach(turned::remove);
    early.forEach(let -> let.op().operands().forEach(turned::remove));
    late.forEach(let -> keepFactors(let, turned));
    return turned;
  }

  private static void keepFactors(Let let, Set<Var> turned) {
    for (Var v : let.op().operands()) {
      if (turned.contains(v) && !isFactorOfFew(let.op(), v)) {
        turned.remove(v);
      }
    }
  }

  private static boolean isFactorOfFew(Op op, Var v) {
    return op instanceof Op.Contract product
        && product.batch() == 0
        && product.left().equals(v)
        && !product.right().equals(v)
        && columns(product) <= MOST_COLUMNS;
  }

  /// The columns of the product; many if they are not known.
  private static long columns(Op.Contract product) {
    return product.right().type().dims().stream()
        .skip(product.summed())
        .mapToLong(dim -> dim.isKnown() ? dim.value() : MOST_COLUMNS + 1)
        .reduce(1, (a, b) -> a * b);
  }
}
