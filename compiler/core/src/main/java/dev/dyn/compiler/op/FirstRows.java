package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.arrays.ArrayTable;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// `(x [m, …], count)` → `[size, …]`: the first `count` rows of `x`, where only the run knows how
/// many that are. Here the run learns what `size` is.
///
/// Each use is a function of its own; batches have none, because their members would differ in
/// size.
public record FirstRows(Dim size) implements ArrayFn {
  /// What it is called in printed IR.
  public static final String NAME = "first_rows";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Type> results(List<Type> args) {
    return List.of(args.getFirst().inner(1).under(size));
  }

  @Override
  public List<Tensor> run(List<Tensor> args) {
    return ArrayTable.run(NAME, args);
  }

  @Override
  public List<Var> tangents(Builder b, List<Var> x, List<Var> y, List<Var> dx) {
    throw new UnsupportedOperationException("a number of rows has no derivative forward");
  }

  @Override
  public List<Var> cotangents(Builder b, List<Var> x, List<Var> y, List<Var> w) {
    throw new UnsupportedOperationException("a number of rows has no derivative backward");
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }
}
