package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.math.Arithmetic;
import java.util.List;
import java.util.stream.Stream;

/// Which values of a turn a scan saves for its backward turns, beside what it carries: the results
/// of products of matrices and of elementary functions, which cost more to compute again than to
/// keep. Those that no backward turn reads are dropped later, as all that nothing reads.
final class ScanTape {
  /// As many entries may be saved, as in [Checkpoints].
  private static final long MOST_SAVED = 1 << 23;

  /// Tensors that take less are computed again as fast.
  private static final long FEWEST_ENTRIES = 64;

  private ScanTape() {}

  /// The variables of the body of `scan` to save, in order.
  static List<Var> of(Region.Scan scan) {
    Block body = scan.body();
    List<Var> costly =
        body.lets().stream()
            .filter(let -> let.targets().size() == 1 && isCostly(let))
            .map(Let::target)
            .toList();
    Dim entries =
        Stream.concat(costly.stream(), scan.carried().stream())
            .map(v -> v.type().count())
            .reduce(Dim.ZERO, Dim::plus)
            .times(scan.length());
    return entries.isKnown() && entries.value() <= MOST_SAVED ? costly : List.of();
  }

  private static boolean isCostly(Let let) {
    Dim count = let.target().type().count();
    return switch (let.op()) {
      case Op.Contract product -> isLarge(count) || isLarge(multiplications(product, count));
      case Op.Elementwise(var fn, _) ->
          isLarge(count)
              && fn.meaning() instanceof ScalarFn.Meaning.StaticMethod(var owner, _)
              && owner != Arithmetic.class
              && let.target().type().elem().isReal();
      case Op _ -> false;
    };
  }

  private static boolean isLarge(Dim count) {
    return count.isKnown() && count.value() >= FEWEST_ENTRIES;
  }

  private static Dim multiplications(Op.Contract product, Dim entries) {
    List<Dim> left = product.left().type().dims();
    return left.subList(left.size() - product.summed(), left.size()).stream()
        .reduce(entries, Dim::times);
  }
}
