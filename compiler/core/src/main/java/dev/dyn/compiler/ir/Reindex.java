package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Entries move; nothing is computed but sums where several land on one place ([Scatter]).
public sealed interface Reindex extends Op {
  /// The same entries in row-major order under other extents.
  record Reshape(Var arg, List<Dim> dims) implements Reindex {
    public Reshape {
      dims = List.copyOf(dims);
    }

    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Reshape(change.apply(arg), dims);
    }
  }

  /// Axis k of the result is axis `order[k]` of the operand.
  record Transpose(Var arg, List<Integer> order) implements Reindex {
    public Transpose {
      order = List.copyOf(order);
    }

    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Transpose(change.apply(arg), order);
    }
  }

  /// Repeats entries: the result has extents `dims`; axis k of the operand lies along axis
  /// `axes[k]` of the result (ascending), with the same extent. Along all other axes the entries
  /// are equal.
  record Broadcast(Var arg, List<Dim> dims, List<Integer> axes) implements Reindex {
    public Broadcast {
      dims = List.copyOf(dims);
      axes = List.copyOf(axes);
    }

    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Broadcast(change.apply(arg), dims, axes);
    }
  }

  /// Along `axis` the entries `start, start + stride, …`, `size` of them. `stride` is not 0; -1
  /// reverses.
  record Slice(Var arg, int axis, Dim start, Dim size, int stride) implements Reindex {
    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Slice(change.apply(arg), axis, start, size, stride);
    }
  }

  /// The adjoint of [Slice]: zeros of extent `total` along `axis`, with the operand's entries at
  /// `start, start + stride, …`.
  record Pad(Var arg, int axis, Dim start, Dim total, int stride) implements Reindex {
    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Pad(change.apply(arg), axis, start, total, stride);
    }
  }

  /// Looks up. `source` is `[batch…, looked-up…, rest…]`, with one index tensor (i64) for each
  /// looked-up axis, all of the same shape `[batch…, where…]`; the result is `[batch…, where…,
  /// rest…]`. An index −k counts from the end. An index outside the extent is a failure of the run
  /// (DYN7, shown at the line's site).
  record Gather(Var source, List<Var> indices, int batch) implements Reindex {
    public Gather {
      indices = List.copyOf(indices);
    }

    @Override
    public List<Var> operands() {
      return join(source, indices);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Gather(change.apply(source), Op.mapped(indices, change), batch);
    }
  }

  /// The adjoint of [Gather]: zeros of extents `dims` (`[batch…, looked-up…, rest…]`) to which the
  /// entries of `updates` (`[batch…, where…, rest…]`) are added where the indices point, in
  /// row-major order of `updates`.
  record Scatter(Var updates, List<Var> indices, int batch, List<Dim> dims) implements Reindex {
    public Scatter {
      indices = List.copyOf(indices);
      dims = List.copyOf(dims);
    }

    @Override
    public List<Var> operands() {
      return join(updates, indices);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Scatter(change.apply(updates), Op.mapped(indices, change), batch, dims);
    }
  }

  /// The operands one after the other along `axis`.
  record Concat(List<Var> args, int axis) implements Reindex {
    public Concat {
      args = List.copyOf(args);
    }

    @Override
    public List<Var> operands() {
      return args;
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Concat(Op.mapped(args, change), axis);
    }
  }

  private static List<Var> join(Var first, List<Var> rest) {
    List<Var> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return List.copyOf(all);
  }
}
