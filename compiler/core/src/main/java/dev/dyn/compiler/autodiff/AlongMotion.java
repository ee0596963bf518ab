package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Derivatives by the time along the motion of a system, of which the first states move as `field`
/// says and the others wait.
///
/// @param field `(t, states…, environment…)` → the derivatives of the states that move
record AlongMotion(Block field, Names names, int site) {

  /// The results of `block`, which takes what the field takes, then how fast each of them changes.
  Block of(Block block) {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> given = field.parameters().stream().map(names::freshLike).toList();
    List<Var> slopes = Blocks.inline(field, given, b);
    List<Dual> along = new ArrayList<>();
    along.add(Dual.of(given.getFirst(), b.fill(1, given.getFirst().type())));
    for (int k = 1; k < given.size(); k++) {
      along.add(
          k <= slopes.size()
              ? Dual.of(given.get(k), slopes.get(k - 1))
              : Dual.constant(given.get(k)));
    }
    List<Dual> found = Forward.inline(block, along, b);
    List<Var> results = new ArrayList<>(found.stream().map(Dual::value).toList());
    found.forEach(v -> results.add(v.tangentOrZero(b)));
    return new Block(given, b.lets(), results);
  }

  /// The block `(dt, t, states…, environment…) → moving states` that moves the states by a time
  /// `dt` (f64) so short that only derivatives know of it: x + dt*f + dt²/2*df/dt, exact up to
  /// second derivatives.
  Block shift() {
    int moving = field.results().size();
    Block slopes = of(field);
    Builder b = new Builder(names);
    b.at(site);
    List<Var> given = field.parameters().stream().map(names::freshLike).toList();
    Var dt = names.fresh("dt", Type.F64);
    List<Var> found = Blocks.inline(slopes, given, b);
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < moving; k++) {
      Var x = given.get(1 + k);
      Type type = x.type();
      Var by = b.broadcast(b.convert(dt, type.elem()), type.dims(), List.of());
      Var half = b.mul(by, b.broadcast(b.real(0.5, type.elem()), type.dims(), List.of()));
      Var slope = b.fma(half, found.get(moving + k), found.get(k));
      results.add(b.fma(by, slope, x));
    }
    List<Var> parameters = new ArrayList<>(List.of(dt));
    parameters.addAll(given);
    return new Block(parameters, b.lets(), results);
  }

  /// The block `(t, states…, environment…) → dt` that tells how far the time moves at which `depth`
  /// (an f64) is 0: 0 itself, with the first and second derivatives of that time.
  Block crossing(Block depth) {
    Block rates = of(of(depth));
    Builder b = new Builder(names);
    b.at(site);
    List<Var> given = field.parameters().stream().map(names::freshLike).toList();
    List<Var> found = Blocks.inline(rates, given, b);
    Var g = found.get(0);
    Var first = found.get(1);
    Var second = found.get(3);
    Var rest = b.sub(g, b.call(ComposedFunctions.STOP_GRADIENT, g));
    Var q = b.div(rest, first);
    Var bend = b.div(second, b.mul(b.real(-2, Elem.F64), first));
    Var dt = b.sub(b.mul(bend, b.mul(q, q)), q);
    return new Block(given, b.lets(), List.of(dt));
  }
}
