package dev.dyn.compiler.testing;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Appends random lines to a block that is being built, on values that it has.
final class RandomLines {
  /// No value gets larger than this.
  private static final long LARGEST = 4_000;

  private static final List<ScalarFn> SMOOTH =
      List.of(
          ElementaryFunctions.SIN,
          ElementaryFunctions.COS,
          ElementaryFunctions.TANH,
          ElementaryFunctions.SIGMOID,
          Scalars.NEG);
  private static final List<ScalarFn> CORNERED =
      List.of(
          ElementaryFunctions.ABS,
          ElementaryFunctions.FLOOR,
          ElementaryFunctions.SIGN,
          ComposedFunctions.RELU,
          ComposedFunctions.SOFTPLUS,
          ElementaryFunctions.SQRT,
          ElementaryFunctions.LOG,
          ElementaryFunctions.EXP);
  private static final List<ScalarFn> PAIRS = List.of(Scalars.ADD, Scalars.SUB, Scalars.MUL);
  private static final List<ScalarFn> CORNERED_PAIRS =
      List.of(Scalars.MIN, Scalars.MAX, Scalars.DIV, Scalars.MOD);
  private static final List<ScalarFn> COMPARISONS =
      List.of(Scalars.LT, Scalars.LE, Scalars.GT, Scalars.GE, Scalars.EQ, Scalars.NE);
  private static final List<ScalarFn> WHOLE_PAIRS =
      List.of(Scalars.ADD, Scalars.SUB, Scalars.MUL, Scalars.MAX);

  private final SplittableRandom random;
  private final Recipe recipe;
  private final Builder b;
  private final List<Var> values;

  RandomLines(SplittableRandom random, Recipe recipe, Builder b, List<Var> parameters) {
    this.random = random;
    this.recipe = recipe;
    this.b = b;
    this.values = new ArrayList<>(parameters);
  }

  /// The block with the last real values, and some others, as results.
  Block block(List<Var> parameters) {
    List<Var> results = new ArrayList<>();
    for (Var value : values.reversed()) {
      if (results.size() < 3 && !parameters.contains(value)) {
        results.add(value);
      }
    }
    results.add(real());
    return b.block(parameters, results);
  }

  /// Appends one random operation with what it needs.
  void next() {
    b.at(random.nextInt(-1, 100));
    List<Runnable> choices =
        new ArrayList<>(List.of(this::unary, this::pair, this::pair, this::fma));
    if (recipe.corners()) {
      choices.addAll(
          List.of(this::cornered, this::corneredPair, this::choice, this::whole, this::truth));
    }
    if (!recipe.scalarsOnly()) {
      choices.addAll(
          List.of(
              this::sum,
              this::product,
              this::reshape,
              this::transpose,
              this::broadcast,
              this::slice,
              this::pad,
              this::gather,
              this::scatter,
              this::concat,
              this::contract));
      if (recipe.corners()) {
        choices.addAll(List.of(this::extreme, this::place));
      }
    }
    if (recipe.arrays()) {
      choices.add(this::array);
    }
    if (recipe.draws()) {
      choices.add(this::draw);
    }
    if (recipe.scans()) {
      choices.add(this::scan);
    }
    choices.get(random.nextInt(choices.size())).run();
  }

  private void keep(Var value) {
    values.add(value);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static long count(Type type) {
    return type.count().value();
  }

  // Values that operations take.

  private Var real() {
    List<Var> reals = values.stream().filter(v -> v.type().elem() == recipe.elem()).toList();
    return one(reals);
  }

  /// A real with an axis.
  private Var tensor() {
    List<Var> tensors =
        values.stream()
            .filter(v -> v.type().elem() == recipe.elem() && v.type().rank() > 0)
            .toList();
    return tensors.isEmpty()
        ? b.broadcast(real(), List.of(Dim.of(random.nextInt(2, 6))), List.of())
        : one(tensors);
  }

  /// A real of the extents `dims`: one that is there, or a new constant.
  private Var real(List<Dim> dims) {
    List<Var> fitting =
        values.stream()
            .filter(v -> v.type().elem() == recipe.elem() && v.type().dims().equals(dims))
            .toList();
    return fitting.isEmpty() || random.nextInt(4) == 0
        ? constant(recipe.elem(), dims)
        : one(fitting);
  }

  private Var constant(Elem elem, List<Dim> dims) {
    return b.constant(RandomValues.tensor(random, elem, new Type(elem, dims).shape()));
  }

  /// A truth value for each entry of `dims`.
  private Var condition(List<Dim> dims) {
    return b.call(one(COMPARISONS), real(dims), real(dims));
  }

  /// Indices of extents `dims` into an axis of length `extent`, some counted from the end; computed
  /// in part from the int parameter.
  private Var indices(List<Dim> dims, long extent) {
    Var any = constant(Elem.I64, dims);
    List<Var> ints = values.stream().filter(v -> v.type().equals(Type.I64)).toList();
    Var shifted = ints.isEmpty() ? any : b.add(any, b.broadcast(one(ints), dims, List.of()));
    Var inside = b.call(Scalars.MOD, shifted, b.fill(extent, any.type()));
    return random.nextInt(3) == 0 ? b.sub(inside, b.fill(extent, any.type())) : inside;
  }

  // Entries.

  private void unary() {
    keep(b.call(one(SMOOTH), real()));
  }

  /// Products are made small again now and then, so that long blocks stay finite.
  private void pair() {
    Var x = real();
    Var y = b.call(one(PAIRS), x, real(x.type().dims()));
    keep(random.nextInt(3) == 0 ? b.call(ElementaryFunctions.TANH, y) : y);
  }

  private void fma() {
    Var x = real();
    List<Dim> dims = x.type().dims();
    keep(b.call(ElementaryFunctions.TANH, b.fma(x, real(dims), real(dims))));
  }

  private void cornered() {
    keep(b.call(one(CORNERED), real()));
  }

  private void corneredPair() {
    Var x = real();
    keep(b.call(one(CORNERED_PAIRS), x, real(x.type().dims())));
  }

  private void choice() {
    Var x = real();
    List<Dim> dims = x.type().dims();
    keep(b.select(condition(dims), x, real(dims)));
  }

  private void whole() {
    List<Dim> dims = real().type().dims();
    Var n = b.call(one(WHOLE_PAIRS), constant(Elem.I64, dims), constant(Elem.I64, dims));
    keep(b.convert(n, recipe.elem()));
  }

  private void truth() {
    List<Dim> dims = real().type().dims();
    Var both =
        b.call(
            random.nextBoolean() ? Scalars.AND : Scalars.OR,
            condition(dims),
            b.call(Scalars.NOT, condition(dims)));
    Var all =
        random.nextBoolean() ? b.reduceAll(ReduceFn.ANY, both) : b.reduceAll(ReduceFn.ALL, both);
    keep(b.convert(random.nextBoolean() ? both : all, recipe.elem()));
  }

  // Reductions.

  private List<Integer> axes(Type type) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < type.rank(); axis++) {
      if (random.nextBoolean()) {
        axes.add(axis);
      }
    }
    return axes.isEmpty() ? List.of(type.rank() - 1) : axes;
  }

  private void sum() {
    Var x = tensor();
    keep(b.call(ElementaryFunctions.TANH, b.reduce(ReduceFn.SUM, x, axes(x.type()))));
  }

  private void product() {
    Var x = tensor();
    keep(b.reduce(ReduceFn.PROD, b.call(ElementaryFunctions.COS, x), axes(x.type())));
  }

  private void extreme() {
    Var x = tensor();
    keep(b.reduce(random.nextBoolean() ? ReduceFn.MAX : ReduceFn.MIN, x, axes(x.type())));
  }

  private void place() {
    Var x = tensor();
    ReduceFn fn = random.nextBoolean() ? ReduceFn.ARGMAX : ReduceFn.ARGMIN;
    keep(b.convert(b.reduce(fn, x, axes(x.type())), recipe.elem()));
  }

  // Moves.

  private void reshape() {
    Var x = tensor();
    List<Dim> dims = x.type().dims();
    if (random.nextBoolean()) {
      keep(b.reshape(x, List.of(x.type().count())));
    } else {
      List<Dim> more = new ArrayList<>(dims);
      more.add(random.nextInt(dims.size() + 1), Dim.ONE);
      keep(b.reshape(x, more));
    }
  }

  private void transpose() {
    Var x = tensor();
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.type().rank()).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    keep(b.transpose(x, order));
  }

  private void broadcast() {
    Var x = real();
    int extent = random.nextInt(1, 6);
    if (count(x.type()) * extent > LARGEST || x.type().rank() > 3) {
      keep(b.reduceAll(ReduceFn.MAX, x));
      return;
    }
    int place = random.nextInt(x.type().rank() + 1);
    List<Dim> dims = new ArrayList<>(x.type().dims());
    dims.add(place, Dim.of(extent));
    List<Integer> axes = IntStream.range(0, dims.size()).filter(k -> k != place).boxed().toList();
    keep(b.broadcast(x, dims, axes));
  }

  private void slice() {
    Var x = tensor();
    int axis = random.nextInt(x.type().rank());
    int extent = x.type().dim(axis).size();
    int stride = one(List.of(1, 1, 2, -1, -2));
    int start = random.nextInt(extent);
    int room = stride > 0 ? (extent - 1 - start) / stride : start / -stride;
    keep(b.slice(x, axis, Dim.of(start), Dim.of(random.nextInt(1, room + 2)), stride));
  }

  private void pad() {
    Var x = tensor();
    int axis = random.nextInt(x.type().rank());
    int size = x.type().dim(axis).size();
    int stride = random.nextInt(1, 3);
    int start = random.nextInt(3);
    int total = start + (size - 1) * stride + 1 + random.nextInt(3);
    if (count(x.type()) / size * total <= LARGEST) {
      keep(b.emit("pad", new Reindex.Pad(x, axis, Dim.of(start), Dim.of(total), stride)));
    }
  }

  private void gather() {
    Var x = tensor();
    int batch = random.nextInt(x.type().rank());
    int lookedUp = random.nextInt(1, x.type().rank() - batch + 1);
    List<Dim> where = where(x.type().dims().subList(0, batch));
    List<Var> indices = new ArrayList<>();
    for (int k = 0; k < lookedUp; k++) {
      indices.add(indices(where, x.type().dim(batch + k).value()));
    }
    Reindex.Gather op = new Reindex.Gather(x, indices, batch);
    if (count(new Type(Elem.F64, where)) * count(x.type().inner(batch + lookedUp)) <= LARGEST) {
      keep(b.emit("gather", op));
    }
  }

  private List<Dim> where(List<Dim> batch) {
    List<Dim> where = new ArrayList<>(batch);
    if (random.nextInt(4) > 0) {
      where.add(Dim.of(random.nextInt(1, 6)));
    }
    return where;
  }

  private void scatter() {
    Var x = tensor();
    int batch = x.type().rank() > 1 && random.nextBoolean() ? 1 : 0;
    List<Dim> dims = new ArrayList<>(x.type().dims());
    long extent = random.nextInt(1, 6);
    dims.set(batch, Dim.of(extent)); // the axis after the batch says where
    Var where = indices(x.type().dims().subList(0, batch + 1), extent);
    if (count(new Type(Elem.F64, dims)) <= LARGEST) {
      keep(b.emit("scatter", new Reindex.Scatter(x, List.of(where), batch, dims)));
    }
  }

  private void concat() {
    Var x = tensor();
    int axis = random.nextInt(x.type().rank());
    if (2 * count(x.type()) <= LARGEST) {
      keep(b.concat(List.of(x, real(x.type().dims())), axis));
    }
  }

  private void contract() {
    Var left = tensor();
    int rank = left.type().rank();
    int batch = rank > 2 && random.nextBoolean() ? 1 : 0;
    int summed = random.nextInt(0, Math.min(3, rank - batch + 1));
    List<Dim> right = new ArrayList<>(left.type().dims().subList(0, batch));
    right.addAll(left.type().dims().subList(rank - summed, rank));
    right.add(Dim.of(random.nextInt(1, 6)));
    long free = count(new Type(Elem.F64, left.type().dims().subList(0, rank - summed)));
    if (free * right.getLast().value() <= LARGEST && rank - summed + 1 <= 4) {
      Var product = b.contract(left, real(right), batch, summed);
      keep(b.call(ElementaryFunctions.TANH, product));
    }
  }

  // Kinds that are left to the runtime.

  private void array() {
    Var x = tensor();
    int batch = x.type().rank() - 1;
    switch (random.nextInt(3)) {
      case 0 -> keep(b.emit("sort", new Op.ArrayCall(ArrayFunctions.SORT, List.of(x), batch)));
      case 1 -> keep(b.emit("cumsum", new Op.ArrayCall(ArrayFunctions.CUMSUM, List.of(x), batch)));
      default -> {
        Var rows = constant(recipe.elem(), List.of(Dim.of(2), Dim.of(random.nextInt(2, 20))));
        values.addAll(
            b.emitAll("q", new Op.ArrayCall(ArrayFunctions.ORTHONORMALIZE, List.of(rows), 0)));
      }
    }
  }

  private void draw() {
    Var x = real();
    List<Dim> dims = x.type().dims();
    int batch = random.nextInt(dims.size() + 1);
    Distribution law = random.nextBoolean() ? Distribution.NORMAL : Distribution.UNIFORM;
    Var stream = constant(Elem.I64, dims.subList(0, batch));
    Op op =
        new Op.Draw(
            law, stream, List.of(x, real(dims)), dims.subList(batch, dims.size()), recipe.elem());
    keep(b.emit(law.label(), op));
  }

  /// Carries `c ← tanh(c*w + row)` and stacks `c*row`.
  private void scan() {
    Var rows = tensor();
    Type row = rows.type().inner(1);
    Var start = real(row.dims());
    Var weight = real(row.dims());
    Builder inner = new Builder(b.names());
    Var c = b.names().fresh("c", row);
    Var x = b.names().fresh("row", row);
    Var next = inner.call(ElementaryFunctions.TANH, inner.fma(c, weight, x));
    Block open = inner.block(List.of(c, x), List.of(next, inner.mul(c, x)));
    Blocks.Closed closed = Blocks.close(open, b.names());
    values.addAll(
        b.emitAll(
            "scan",
            new Region.Scan(
                closed.block(),
                rows.type().dim(0),
                List.of(start),
                List.of(rows),
                closed.captured(),
                Optional.empty())));
  }
}
