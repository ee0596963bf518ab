package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn.Meaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replaces calls of functions that are written with other functions by their lines:
///
/// ```
/// %y = relu(%x)    ⟶    %zero = …    %c = gt(%x, %zero)    %y = select(%c, %x, %zero)
/// ```
public final class Expansions {
  private Expansions() {}

  /// Whether `op` is a call that [#expand] replaces.
  public static boolean isExpandable(Op op) {
    return op instanceof Op.Elementwise(var fn, _) && fn.meaning() instanceof Meaning.Expansion;
  }

  /// `fn` as a block without expandable calls, for arguments of the given types.
  public static Block lines(ScalarFn fn, List<Type> types) {
    Names names = new Names();
    List<Var> parameters = types.stream().map(type -> names.fresh("x", type)).toList();
    Builder b = new Builder(names);
    Var result = b.call(fn, parameters.toArray(Var[]::new));
    return expand(b.block(parameters, List.of(result)), names);
  }

  /// `block` without expandable calls; blocks inside regions are left as they are.
  public static Block expand(Block block, Names names) {
    if (block.lets().stream().noneMatch(let -> isExpandable(let.op()))) {
      return block;
    }
    Builder b = new Builder(names);
    Map<Var, Var> replaced = new HashMap<>();
    for (Let let : block.lets()) {
      Op op = let.op().mapOperands(v -> replaced.getOrDefault(v, v));
      b.at(let.site());
      if (op instanceof Op.Elementwise(var fn, var args)
          && fn.meaning() instanceof Meaning.Expansion(var lines)) {
        replaced.put(let.target(), lines.expand(b, args));
      } else {
        b.append(new Let(let.targets(), op, let.site()));
      }
    }
    List<Var> results =
        new ArrayList<>(block.results().stream().map(v -> replaced.getOrDefault(v, v)).toList());
    return expand(
        b.block(block.parameters(), results), names); // lines may call such functions again
  }
}
