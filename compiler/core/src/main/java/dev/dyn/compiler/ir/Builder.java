package dev.dyn.compiler.ir;

import dev.dyn.compiler.op.ArrayFn;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Appends lines to a block, with the type of each result worked out from the operation ([Types]).
///
/// Trivial steps are not written: a reshape, transpose, broadcast or slice that changes nothing
/// returns its operand.
public final class Builder {
  private final Names names;
  private final List<Let> lets = new ArrayList<>();
  private int site = -1;

  public Builder(Names names) {
    this.names = names;
  }

  public Names names() {
    return names;
  }

  public List<Let> lets() {
    return lets;
  }

  /// Marks the lines to come as stemming from offset `offset` of the source.
  public void at(int offset) {
    site = offset;
  }

  public int site() {
    return site;
  }

  public Block block(List<Var> parameters, List<Var> results) {
    return new Block(parameters, lets, results);
  }

  public void append(Let let) {
    lets.add(let);
  }

  /// Appends `op` and returns its results, named `name`.
  public List<Var> emitAll(String name, Op op) {
    List<Var> targets = Types.of(op).stream().map(type -> names.fresh(name, type)).toList();
    lets.add(new Let(targets, op, site));
    return targets;
  }

  /// Appends `op`, which has one result.
  public Var emit(String name, Op op) {
    return emitAll(name, op).getFirst();
  }

  /// Appends `op` with the names and the site of `let`, which it stands for.
  public List<Var> emitLike(Let let, Op op) {
    List<Type> types = Types.of(op);
    List<Var> targets = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      targets.add(names.fresh(let.targets().get(k).name(), types.get(k)));
    }
    lets.add(new Let(targets, op, let.site()));
    return List.copyOf(targets);
  }

  public Var constant(Tensor value) {
    return emit("c", new Constant(value));
  }

  public Var real(double value, Elem elem) {
    return constant(elem == Elem.F32 ? Tensor.of((float) value) : Tensor.of(value));
  }

  public Var integer(long value) {
    return constant(Tensor.of(value));
  }

  /// `value` in every entry of a tensor like `like`: of its kind and extents.
  public Var fill(double value, Type like) {
    Var scalar =
        switch (like.elem()) {
          case F64, F32 -> real(value, like.elem());
          case I64 -> integer((long) value);
          case BOOL -> constant(Tensor.of(value != 0));
        };
    return broadcast(scalar, like.dims(), List.of());
  }

  public Var iota(Dim size) {
    return emit("i", new Iota(size));
  }

  /// `fn` of entries; all arguments have equal extents.
  public Var call(ScalarFn fn, Var... args) {
    return emit(fn.name(), new Op.Elementwise(fn, List.of(args)));
  }

  public Var add(Var x, Var y) {
    return call(Scalars.ADD, x, y);
  }

  public Var sub(Var x, Var y) {
    return call(Scalars.SUB, x, y);
  }

  public Var mul(Var x, Var y) {
    return call(Scalars.MUL, x, y);
  }

  public Var div(Var x, Var y) {
    return call(Scalars.DIV, x, y);
  }

  public Var neg(Var x) {
    return call(Scalars.NEG, x);
  }

  /// `x*y + z`, rounded once.
  public Var fma(Var x, Var y, Var z) {
    return call(Scalars.FMA, x, y, z);
  }

  public Var select(Var condition, Var then, Var otherwise) {
    return call(Scalars.SELECT, condition, then, otherwise);
  }

  /// `x` as entries of kind `elem`: ints and truth values become reals exactly where they fit,
  /// reals become ints by truncation.
  public Var convert(Var x, Elem elem) {
    return x.type().elem() == elem ? x : call(Scalars.conversion(elem), x);
  }

  public Var reduce(ReduceFn fn, Var x, List<Integer> axes) {
    return axes.isEmpty() ? x : emit(fn.label(), new Op.Reduce(fn, x, axes));
  }

  /// `fn` over all entries.
  public Var reduceAll(ReduceFn fn, Var x) {
    return reduce(fn, x, IntStream.range(0, x.type().rank()).boxed().toList());
  }

  public Var reshape(Var x, List<Dim> dims) {
    return x.type().dims().equals(dims) ? x : emit(x.name(), new Reindex.Reshape(x, dims));
  }

  public Var transpose(Var x, List<Integer> order) {
    boolean same = IntStream.range(0, order.size()).allMatch(k -> order.get(k) == k);
    return same ? x : emit(x.name(), new Reindex.Transpose(x, order));
  }

  public Var broadcast(Var x, List<Dim> dims, List<Integer> axes) {
    return x.type().dims().equals(dims) ? x : emit(x.name(), new Reindex.Broadcast(x, dims, axes));
  }

  /// Repeats `x` along new outer axes so that its own axes are the last ones of `dims`.
  public Var broadcastTrailing(Var x, List<Dim> dims) {
    int lead = dims.size() - x.type().rank();
    return broadcast(x, dims, IntStream.range(lead, dims.size()).boxed().toList());
  }

  /// Repeats `x` along new inner axes so that its own axes are the first ones of `dims`.
  public Var broadcastLeading(Var x, List<Dim> dims) {
    return broadcast(x, dims, IntStream.range(0, x.type().rank()).boxed().toList());
  }

  public Var slice(Var x, int axis, Dim start, Dim size, int stride) {
    boolean whole = stride == 1 && start.is(0) && size.equals(x.type().dim(axis));
    return whole ? x : emit(x.name(), new Reindex.Slice(x, axis, start, size, stride));
  }

  /// Entry `index` along `axis`, which vanishes.
  public Var pick(Var x, int axis, Dim index) {
    Var one = slice(x, axis, index, Dim.ONE, 1);
    List<Dim> dims = new ArrayList<>(one.type().dims());
    dims.remove(axis);
    return reshape(one, dims);
  }

  /// Tensors one after another; those without entries do not count.
  public Var concat(List<Var> args, int axis) {
    List<Var> some = args.stream().filter(arg -> !arg.type().dim(axis).is(0)).toList();
    return switch (some.size()) {
      case 0 -> args.getFirst();
      case 1 -> some.getFirst();
      default -> emit("concat", new Reindex.Concat(some, axis));
    };
  }

  public Var contract(Var left, Var right, int batch, int summed) {
    return emit("contract", new Op.Contract(left, right, batch, summed));
  }

  public Var array(ArrayFn fn, Var... args) {
    return emit(fn.name(), new Op.ArrayCall(fn, List.of(args), 0));
  }

  /// The axes of a tensor of rank `rank` that are not in `axes`, ascending.
  public static List<Integer> otherAxes(int rank, List<Integer> axes) {
    Set<Integer> rest = new TreeSet<>();
    for (int axis = 0; axis < rank; axis++) {
      if (!axes.contains(axis)) {
        rest.add(axis);
      }
    }
    return List.copyOf(rest);
  }
}
