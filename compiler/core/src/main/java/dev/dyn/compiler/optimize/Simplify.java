package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.Optional;

/// Replaces operations by simpler ones with the same bits.
///
/// ```
/// p = mul x one                        q = slice x axis 0 from 2
/// q = gather p [2, 3, 4]     →
/// ```
///
/// What is left out is as important: `x + 0` is not `x` for x = −0, `x*0` is not 0 for infinite x,
/// sums are not reordered. The rules stand in [ScalarRules], [MoveRules] and [GatherRules].
public final class Simplify implements Pass {
  /// Each rule makes a block smaller or moves a broadcast down, so this is only a guard.
  private static final int MOST_ROUNDS = 100;

  @Override
  public String name() {
    return "simplify";
  }

  @Override
  public String description() {
    return "replaces operations by simpler ones with the same bits";
  }

  @Override
  public Block run(Block block, Names names) {
    Block now = Rewriting.inside(block, each -> run(each, names));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Block next = DeadCode.prune(once(now, names));
      if (StructuralEquality.same(now, next)) {
        return next;
      }
      now = next;
    }
    return now;
  }

  private static Block once(Block block, Names names) {
    Rules rules = new Rules();
    return Rewriting.rewrite(block, names, rules::replace);
  }

  private static final class Rules {
    private Optional<Definitions> definitions = Optional.empty();

    Optional<List<Var>> replace(Let let, Builder b) {
      Definitions known = definitions.orElseGet(() -> new Definitions(b));
      definitions = Optional.of(known);
      return simpler(let.op(), b, known).map(List::of);
    }

    private static Optional<Var> simpler(Op op, Builder b, Definitions known) {
      return switch (op) {
        case Op.Elementwise(var fn, var args) -> new ScalarRules(b, known).apply(fn, args);
        case Reindex.Gather gather -> new GatherRules(b, known).apply(gather);
        case Reindex move -> new MoveRules(b, known).apply(move);
        case Constant _,
            Iota _,
            Size _,
            Op.Reduce _,
            Op.Contract _,
            Op.ArrayCall _,
            Op.Draw _,
            Region _ ->
            Optional.empty();
      };
    }
  }
}
