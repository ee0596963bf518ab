package dev.dyn.compiler.ir;

import dev.dyn.compiler.op.ArrayFn;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// An operation of the tensor IR. The kinds are few and closed; functions are rows
/// (`dev.dyn.compiler.op`) of a kind. Broadcasting, precision changes and batching are explicit, so
/// every kind has one meaning:
///
/// ```
/// op ::= constant T | iota n | size n                       values that depend on nothing
///      | f(x, …)                                            f of equal entries, all operands of equal shape
///      | reduce f x over axes                               axes vanish; order of summation: dev.dyn.runtime.kernel.Sums
///      | reshape | transpose | broadcast | slice | pad | gather | scatter | concat     entries move, nothing is computed
///      | contract x y                                       sums of products, each an fma chain in index order
///      | F(x, …)                                            whole-array kernel, maps over leading batch axes
///      | draw d site stream (parameters)                    random entries, a function of (stream, index) alone
///      | region                                             blocks that run many times: simulate, lyapunov, scan
/// ```
public sealed interface Op
    permits Constant,
        Iota,
        Size,
        Op.Elementwise,
        Op.Reduce,
        Reindex,
        Op.Contract,
        Op.ArrayCall,
        Op.Draw,
        Region {

  /// The variables that the operation uses, in a fixed order.
  List<Var> operands();

  /// The same operation on other operands: operand k of the result is `change` of operand k, asked
  /// for in the order of [#operands()].
  Op mapOperands(UnaryOperator<Var> change);

  /// `fn` of corresponding entries. All arguments have the shape of the result (scalars among
  /// scalars).
  record Elementwise(ScalarFn fn, List<Var> args) implements Op {
    public Elementwise {
      args = List.copyOf(args);
    }

    @Override
    public List<Var> operands() {
      return args;
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Elementwise(fn, mapped(args, change));
    }
  }

  /// `fn` over the entries along `axes` (ascending), which vanish. The entries that one result
  /// combines are taken in row-major order of the reduced axes.
  record Reduce(ReduceFn fn, Var arg, List<Integer> axes) implements Op {
    public Reduce {
      axes = List.copyOf(axes);
    }

    @Override
    public List<Var> operands() {
      return List.of(arg);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Reduce(fn, change.apply(arg), axes);
    }
  }

  /// Sums of products. `left` is `[batch…, free…, summed…]`, `right` is `[batch…, summed…, free…]`,
  /// with `batch` shared outer axes and `summed` shared axes; the result is `[batch…, free of
  /// left…, free of right…]`. Each entry is the chain `acc = fma(left, right, acc)` from +0.0 in
  /// row-major order of the summed axes.
  record Contract(Var left, Var right, int batch, int summed) implements Op {
    @Override
    public List<Var> operands() {
      return List.of(left, right);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Contract(change.apply(left), change.apply(right), batch, summed);
    }
  }

  /// A whole-array kernel, applied for every index of the `batch` outermost axes, which all
  /// arguments share.
  record ArrayCall(ArrayFn fn, List<Var> args, int batch) implements Op {
    public ArrayCall {
      args = List.copyOf(args);
    }

    @Override
    public List<Var> operands() {
      return args;
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new ArrayCall(fn, mapped(args, change), batch);
    }
  }

  /// Random entries. `stream` is an i64 of shape `[batch…]`; entry k (row-major) of the `dims`
  /// inside the batch is a function of (stream, k) alone. `parameters` have shape `[batch…,
  /// dims…]`. The result is `[batch…, dims…]` of kind `elem`.
  record Draw(
      Distribution distribution, Var stream, List<Var> parameters, List<Dim> dims, Elem elem)
      implements Op {
    public Draw {
      parameters = List.copyOf(parameters);
      dims = List.copyOf(dims);
    }

    @Override
    public List<Var> operands() {
      List<Var> all = new ArrayList<>();
      all.add(stream);
      all.addAll(parameters);
      return List.copyOf(all);
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Draw(distribution, change.apply(stream), mapped(parameters, change), dims, elem);
    }
  }

  static List<Var> mapped(List<Var> vars, UnaryOperator<Var> change) {
    return vars.stream().map(change).toList();
  }
}
