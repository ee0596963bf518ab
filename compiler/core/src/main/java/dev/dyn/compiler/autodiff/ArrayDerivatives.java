package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Derivatives of whole-array kernels. Their rules are written for one array; for a call with batch
/// axes they are batched.
final class ArrayDerivatives {
  private ArrayDerivatives() {}

  @FunctionalInterface
  private interface Rule {
    List<Var> write(Builder b, List<Var> x, List<Var> y, List<Var> changes);
  }

  static List<Optional<Var>> tangents(
      Builder b, Op.ArrayCall call, List<Var> y, List<Optional<Var>> dx, int site) {
    requireRule(call.fn(), site);
    return derivative(b, call.fn()::tangents, call, y, orZeros(b, dx, call.args()));
  }

  static List<Optional<Var>> cotangents(
      Builder b, Op.ArrayCall call, List<Var> y, List<Optional<Var>> w, int site) {
    requireRule(call.fn(), site);
    return derivative(b, call.fn()::cotangents, call, y, orZeros(b, w, y));
  }

  private static void requireRule(ArrayFn fn, int site) {
    if (!fn.isDifferentiable()) {
      throw new NotDifferentiable(fn.name(), site);
    }
  }

  private static List<Var> orZeros(Builder b, List<Optional<Var>> changes, List<Var> like) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k < like.size(); k++) {
      Var value = like.get(k);
      all.add(changes.get(k).orElseGet(() -> b.fill(0, value.type())));
    }
    return all;
  }

  private static List<Optional<Var>> derivative(
      Builder b, Rule rule, Op.ArrayCall call, List<Var> y, List<Var> changes) {
    List<Var> arguments = new ArrayList<>(call.args());
    arguments.addAll(y);
    arguments.addAll(changes);
    int batch = call.batch();
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    List<Var> parameters =
        arguments.stream().map(v -> b.names().fresh(v.name(), v.type().inner(batch))).toList();
    int n = call.args().size();
    int m = y.size();
    List<Var> results =
        rule.write(
            inner,
            parameters.subList(0, n),
            parameters.subList(n, n + m),
            parameters.subList(n + m, parameters.size()));
    Block block = new Block(parameters, inner.lets(), results);
    List<Dim> outer = call.args().getFirst().type().dims().subList(0, batch);
    for (Dim size : outer.reversed()) {
      block = Batching.batch(block, Collections.nCopies(parameters.size(), true), size, b.names());
    }
    return Blocks.inline(block, arguments, b).stream()
        .map(v -> v.type().elem().isReal() ? Optional.of(v) : Optional.<Var>empty())
        .toList();
  }
}
