package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.autodiff.Dual;
import dev.dyn.compiler.autodiff.Forward;
import dev.dyn.compiler.autodiff.NotDifferentiable;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How deep a state lies inside the conditions of events: `a - b` for `a > b` and `a >= b`, the
/// smaller depth for `and`, the larger for `or`; NaN for conditions of other kinds.
record GuardDepths(Block guards, Block field) {
  /// `(t, states…, environment…)` → the depth in each condition, then how fast each grows along the
  /// field.
  Block block() {
    Names names = Names.after(guards, field);
    Builder b = new Builder(names);
    List<Var> given = guards.parameters().stream().map(names::freshLike).toList();
    List<Var> slopes = Blocks.inline(field, given, b);
    List<Dual> arguments = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      Var v = given.get(k);
      arguments.add(
          k == 0
              ? Dual.of(v, b.fill(1, v.type()))
              : k <= slopes.size() ? Dual.of(v, slopes.get(k - 1)) : Dual.constant(v));
    }
    try {
      List<Dual> depths = Forward.inline(depths(names), arguments, b);
      return b.block(
          given,
          join(
              depths.stream().map(Dual::value).toList(),
              depths.stream().map(d -> d.tangentOrZero(b)).toList()));
    } catch (NotDifferentiable _) {
      Builder none = new Builder(names);
      Var unknown = none.real(Double.NaN, Elem.F64);
      List<Var> all = guards.results().stream().map(_ -> unknown).toList();
      return none.block(given, join(all, all));
    }
  }

  private Block depths(Names names) {
    Builder b = new Builder(names);
    Map<Var, Op> lines = new HashMap<>();
    for (Let let : guards.lets()) {
      b.append(let);
      let.targets().forEach(target -> lines.put(target, let.op()));
    }
    List<Var> depths = new ArrayList<>();
    for (Var guard : guards.results()) {
      depths.add(
          ConditionDepth.of(b, lines, guard)
              .map(d -> b.convert(d, Elem.F64))
              .orElseGet(() -> b.real(Double.NaN, Elem.F64)));
    }
    return b.block(guards.parameters(), depths);
  }
}
