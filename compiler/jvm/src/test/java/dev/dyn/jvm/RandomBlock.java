package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Well-typed blocks by chance, with every kind of operation that the back end compiles, and
/// arguments for them.
final class RandomBlock {
  private static final List<ScalarFn> FUNCTIONS =
      List.of(
          ScalarFn.scalar("exp", 1).runs(Elementary.class, "exp"),
          ScalarFn.scalar("sin", 1).runs(Elementary.class, "sin"),
          ScalarFn.scalar("tanh", 1).runs(Elementary.class, "tanh"),
          ScalarFn.scalar("sqrt", 1).runs(Elementary.class, "sqrt"),
          ScalarFn.scalar("abs", 1).runs(Elementary.class, "abs"),
          ScalarFn.scalar("floor", 1).runs(Elementary.class, "floor"),
          Scalars.NEG);
  private static final List<ScalarFn> BINARY =
      List.of(
          Scalars.ADD,
          Scalars.SUB,
          Scalars.MUL,
          Scalars.DIV,
          Scalars.MOD,
          Scalars.MIN,
          Scalars.MAX,
          Scalars.MASKED_MUL);
  private static final List<ScalarFn> COMPARISONS =
      List.of(Scalars.LT, Scalars.LE, Scalars.GT, Scalars.GE, Scalars.EQ, Scalars.NE);

  private static final int MOST_ENTRIES = 5000;

  private final Random random;
  private final Builder b = new Builder(new Names());
  private final List<Var> vars = new ArrayList<>();
  private final int largest;

  private RandomBlock(long seed, int largest) {
    this.random = new Random(seed);
    this.largest = largest;
  }

  /// A block of `lines` random steps over tensors with extents up to `largest`.
  static Block of(long seed, int lines, int largest) {
    return new RandomBlock(seed, largest).block(lines);
  }

  private Block block(int lines) {
    List<Var> parameters = new ArrayList<>();
    for (Elem elem : List.of(Elem.F64, Elem.F64, Elem.F32, Elem.I64, Elem.BOOL)) {
      parameters.add(b.names().fresh(elem.label(), new Type(elem, dims(random.nextInt(4)))));
    }
    parameters.add(b.names().fresh("s", Type.F64));
    vars.addAll(parameters);
    for (int line = 0; line < lines; line++) {
      b.at(line);
      vars.add(step());
    }
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      results.add(any());
    }
    results.add(vars.getLast());
    return b.block(parameters, results);
  }

  /// Arguments of the types of the block's parameters.
  static List<Tensor> arguments(Block block, long seed) {
    Random random = new Random(seed);
    return block.parameters().stream().map(v -> tensor(v.type(), random)).toList();
  }

  private static Tensor tensor(Type type, Random random) {
    Shape shape = type.shape();
    Tensor tensor = Tensor.zeros(type.elem(), shape);
    for (int k = 0; k < shape.size(); k++) {
      switch (tensor) {
        case Tensor.F64(_, var v) -> v[k] = real(random);
        case Tensor.F32(_, var v) -> v[k] = (float) real(random);
        case Tensor.I64(_, var v) -> v[k] = random.nextInt(-9, 10);
        case Tensor.Bool(_, var v) -> v[k] = random.nextInt(2);
      }
    }
    return tensor;
  }

  private static double real(Random random) {
    return random.nextInt(12) == 0
        ? new double[] {0.0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, -3}[random.nextInt(6)]
        : random.nextGaussian();
  }

  /// Extents whose product is at most [#MOST_ENTRIES].
  private List<Dim> dims(int rank) {
    List<Dim> dims = new ArrayList<>();
    int left = MOST_ENTRIES;
    for (int axis = 0; axis < rank; axis++) {
      int extent = random.nextInt(1, Math.min(largest, left) + 1);
      left /= extent;
      dims.add(Dim.of(extent));
    }
    return dims;
  }

  private Var any() {
    return vars.get(random.nextInt(vars.size()));
  }

  private Var any(Elem elem) {
    List<Var> fit = vars.stream().filter(v -> v.type().elem() == elem).toList();
    return fit.get(random.nextInt(fit.size()));
  }

  /// Something of the kind and extents of `like`.
  private Var similar(Var like) {
    List<Var> fit = vars.stream().filter(v -> v.type().equals(like.type())).toList();
    if (random.nextInt(3) > 0 || like.type().elem() == Elem.BOOL) {
      return fit.get(random.nextInt(fit.size()));
    }
    return random.nextBoolean() || like.type().elem() != Elem.F64
        ? b.fill(random.nextInt(-2, 4), like.type())
        : b.broadcast(
            vars.stream().filter(v -> v.name().equals("s")).findFirst().orElseThrow(),
            like.type().dims(),
            List.of());
  }

  private Var step() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> arithmetic();
      case 4 -> {
        Var x = any(random.nextBoolean() ? Elem.F64 : Elem.F32);
        yield b.call(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), x);
      }
      case 5 -> {
        Var x = any();
        Var y = similar(x);
        yield b.call(
            x.type().elem() == Elem.BOOL
                ? List.of(Scalars.AND, Scalars.OR, Scalars.EQ).get(random.nextInt(3))
                : COMPARISONS.get(random.nextInt(6)),
            x,
            y);
      }
      case 6 -> {
        Var x = any();
        Var c = any(Elem.BOOL);
        Var condition = c.type().isScalar() ? c : truth();
        yield b.select(b.broadcast(condition, x.type().dims(), List.of()), x, similar(x));
      }
      case 7 -> b.convert(any(), List.of(Elem.F64, Elem.F32, Elem.I64).get(random.nextInt(3)));
      case 8, 9 -> reduction();
      case 10 -> {
        Var x = any();
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.type().rank()).boxed().toList());
        Collections.shuffle(order, random);
        yield b.transpose(x, order);
      }
      case 11 -> widened(any());
      case 12 -> sliced(any());
      case 13 -> random.nextBoolean() ? looked(any()) : added(any());
      case 14 -> contracted();
      default -> random.nextBoolean() ? joined(any()) : drawn();
    };
  }

  private Var truth() {
    return b.constant(Tensor.of(random.nextBoolean()));
  }

  private Var arithmetic() {
    Var x = any();
    while (x.type().elem() == Elem.BOOL) {
      x = any();
    }
    if (x.type().elem() == Elem.I64) {
      return b.call(
          List.of(Scalars.ADD, Scalars.SUB, Scalars.MUL, Scalars.MAX).get(random.nextInt(4)),
          x,
          similar(x));
    }
    return random.nextInt(4) == 0
        ? b.fma(x, similar(x), similar(x))
        : b.call(BINARY.get(random.nextInt(BINARY.size())), x, similar(x));
  }

  private Var reduction() {
    Var x = any();
    List<Integer> axes =
        IntStream.range(0, x.type().rank()).filter(_ -> random.nextBoolean()).boxed().toList();
    ReduceFn fn =
        x.type().elem() == Elem.BOOL
            ? List.of(ReduceFn.ANY, ReduceFn.ALL).get(random.nextInt(2))
            : List.of(
                    ReduceFn.SUM,
                    ReduceFn.SUM,
                    ReduceFn.PROD,
                    ReduceFn.MAX,
                    ReduceFn.MIN,
                    ReduceFn.ARGMAX,
                    ReduceFn.ARGMIN)
                .get(random.nextInt(7));
    return b.reduce(fn, x, axes);
  }

  private Var widened(Var x) {
    if (x.type().rank() >= 3 || x.type().count().value() * largest > 4 * MOST_ENTRIES) {
      return x;
    }
    List<Dim> dims = new ArrayList<>(x.type().dims());
    int at = random.nextInt(dims.size() + 1);
    dims.add(at, Dim.of(random.nextInt(1, largest + 1)));
    return b.broadcast(
        x, dims, IntStream.range(0, dims.size()).filter(a -> a != at).boxed().toList());
  }

  private Var sliced(Var x) {
    if (x.type().rank() == 0) {
      return b.convert(b.iota(Dim.of(random.nextInt(1, largest + 1))), Elem.F64);
    }
    int axis = random.nextInt(x.type().rank());
    int extent = x.type().dim(axis).size();
    int start = random.nextInt(extent);
    return switch (random.nextInt(4)) {
      case 0 -> b.slice(x, axis, Dim.of(start), Dim.of(random.nextInt(1, extent - start + 1)), 1);
      case 1 -> b.slice(x, axis, Dim.of(start), Dim.of(start + 1), -1);
      case 2 -> b.emit("pad", new Reindex.Pad(x, axis, Dim.of(1), Dim.of(2 * extent + 1), 2));
      default -> b.reshape(x, List.of(x.type().count()));
    };
  }

  private Var looked(Var x) {
    if (x.type().rank() == 0) {
      return x;
    }
    int extent = x.type().dim(0).size();
    Var integers = any(Elem.I64);
    Var indices = b.call(Scalars.MOD, integers, b.fill(extent, integers.type()));
    return indices.type().rank() + x.type().rank() > 4
            || indices.type().count().value() * x.type().count().value() > 4 * MOST_ENTRIES
        ? x
        : b.emit("gather", new Reindex.Gather(x, List.of(indices), 0));
  }

  private Var added(Var x) {
    if (x.type().rank() == 0 || x.type().elem() == Elem.BOOL) {
      return x;
    }
    Var places =
        b.call(Scalars.MOD, b.iota(x.type().dim(0)), b.fill(2, Type.I64.under(x.type().dim(0))));
    List<Dim> dims = new ArrayList<>(x.type().dims());
    dims.set(0, Dim.of(3));
    return b.emit("scatter", new Reindex.Scatter(x, List.of(places), 0, dims));
  }

  private Var contracted() {
    Var x = any(random.nextBoolean() ? Elem.F64 : Elem.F32);
    if (x.type().rank() == 0 || x.type().rank() > 2) {
      return x;
    }
    List<Dim> dims = new ArrayList<>(dims(1));
    if (x.type().count().value() * dims.getFirst().value() > 4 * MOST_ENTRIES) {
      return x;
    }
    dims.add(0, x.type().dims().getLast());
    Var y = b.broadcast(b.convert(b.iota(dims.getFirst()), x.type().elem()), dims, List.of(0));
    return b.contract(x, y, 0, 1);
  }

  private Var joined(Var x) {
    return x.type().rank() == 0 || x.type().count().value() > MOST_ENTRIES
        ? x
        : b.concat(List.of(x, similar(x)), random.nextInt(x.type().rank()));
  }

  private Var drawn() {
    Elem elem = random.nextBoolean() ? Elem.F64 : Elem.F32;
    List<Dim> dims = dims(1);
    Var low = b.fill(-1, new Type(elem, dims));
    Var high = b.fill(2, new Type(elem, dims));
    Distribution law = random.nextBoolean() ? Distribution.UNIFORM : Distribution.NORMAL;
    Var stream = b.call(Scalars.MIX, b.integer(random.nextLong()), b.integer(3));
    return b.emit("draw", new Op.Draw(law, stream, List.of(low, high), dims, elem));
  }
}
