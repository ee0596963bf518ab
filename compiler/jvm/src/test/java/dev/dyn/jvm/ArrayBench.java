package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Measures loops over arrays of several shapes. Run by hand.
final class ArrayBench {
  private ArrayBench() {}

  public static void main(String[] args) {
    time("n-body of 100 (10,000 pairs)", bodies(100), 1e4, "pair");
    time("heat equation of 512 x 512", heat(512), 512.0 * 512, "cell");
    time("layer 64 x 784 -> 256, tanh, its mean square", layer(), 64.0 * 784 * 256, "fma");
  }

  private static void time(String name, Block block, double work, String unit) {
    Kernel kernel = new JvmCompiler(0, Pace.AT_ONCE).compile(block, Target.single());
    Memory memory = Memory.of(kernel.layout());
    for (int k = 0; k < memory.f64().length; k++) {
      memory.f64()[k] = (k * 7919 % 1000) * 1e-3;
    }
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + 4_000_000_000L;
    while (System.nanoTime() < end) {
      long begin = Clock.nanos();
      for (int k = 0; k < 10; k++) {
        kernel.run(memory);
      }
      best = Math.min(best, (Clock.nanos() - begin) / 10.0);
    }
    System.out.printf("%-50s %10.1f us, %.3f ns a %s%n", name, best / 1e3, best / work, unit);
  }

  /// Accelerations of `n` bodies of equal mass in space, softened.
  private static Block bodies(int n) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Dim> pairs = List.of(Dim.of(n), Dim.of(n));
    List<Dim> space = List.of(Dim.of(n), Dim.of(n), Dim.of(3));
    Var x = names.fresh("x", Type.F64.withDims(List.of(Dim.of(n), Dim.of(3))));
    Var apart = b.sub(b.broadcast(x, space, List.of(1, 2)), b.broadcast(x, space, List.of(0, 2)));
    Var square = b.reduce(ReduceFn.SUM, b.mul(apart, apart), List.of(2));
    Var soft = b.add(square, b.fill(0.01, Type.F64.withDims(pairs)));
    Var weight = b.div(b.fill(1, soft.type()), b.mul(soft, b.call(ElementaryFunctions.SQRT, soft)));
    Var pull = b.mul(b.broadcast(weight, space, List.of(0, 1)), apart);
    return b.block(List.of(x), List.of(b.reduce(ReduceFn.SUM, pull, List.of(1))));
  }

  /// One explicit step of the heat equation on a square with cold edges.
  private static Block heat(int n) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var u = names.fresh("u", Type.F64.withDims(List.of(Dim.of(n), Dim.of(n))));
    Var middle = cut(b, u, 1, 1, n);
    Var sum =
        b.add(
            b.add(cut(b, u, 0, 1, n), cut(b, u, 2, 1, n)),
            b.add(cut(b, u, 1, 0, n), cut(b, u, 1, 2, n)));
    Var next =
        b.fma(b.fill(0.2, middle.type()), b.fma(b.fill(-4, middle.type()), middle, sum), middle);
    Var rows = b.emit("rows", new Reindex.Pad(next, 0, Dim.ONE, Dim.of(n), 1));
    Var all = b.emit("all", new Reindex.Pad(rows, 1, Dim.ONE, Dim.of(n), 1));
    return b.block(List.of(u), List.of(all));
  }

  private static Var cut(Builder b, Var u, int row, int column, int n) {
    Dim size = Dim.of(n - 2);
    return b.slice(b.slice(u, 0, Dim.of(row), size, 1), 1, Dim.of(column), size, 1);
  }

  private static Block layer() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64.withDims(List.of(Dim.of(64), Dim.of(784))));
    Var w = names.fresh("w", Type.F64.withDims(List.of(Dim.of(784), Dim.of(256))));
    Var bias = names.fresh("bias", Type.F64.under(Dim.of(256)));
    Var z = b.contract(x, w, 0, 1);
    Var y = b.call(ElementaryFunctions.TANH, b.add(z, b.broadcastTrailing(bias, z.type().dims())));
    Var mean = b.div(b.reduceAll(ReduceFn.SUM, b.mul(y, y)), b.real(64 * 256, Elem.F64));
    return b.block(List.of(x, w, bias), List.of(y, mean));
  }
}
