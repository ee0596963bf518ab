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
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.array.BlockSizes;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Loops and products that go through their rows block by block give the evaluator's bits.
final class RowBlocksTest {
  /// Blocks wherever they are possible, of few rows.
  private static final BlockSizes SMALL = new BlockSizes(1, 1 << 10, 2);

  @Test
  void randomBlocksAgreeWithTheEvaluator() {
    for (int seed = 0; seed < 400; seed++) {
      Block block = RandomBlock.of(2000 + seed, 40, seed % 2 == 0 ? 12 : 40);
      check("block " + seed, block, SMALL, seed);
    }
  }

  /// What a network on one-hot inputs does in a step: rows picked, products, a softmax, products
  /// with the rows inside, and rows added up where they were picked.
  @Test
  void trainingStepsAgreeWithTheEvaluator() {
    int[] examples = {33, 64, 100, 257};
    for (Elem elem : List.of(Elem.F32, Elem.F64)) {
      for (int n : examples) {
        Block step = step(elem, n, 19, 23);
        check("a step on " + n + " rows of " + elem, step, SMALL, n);
      }
    }
  }

  @Test
  void blocksOfUsualSizeAgreeWithTheEvaluator() {
    Block step = step(Elem.F32, 3001, 97, 128);
    check("a step on 3001 rows", step, BlockSizes.USUAL, 7);
  }

  private static void check(String name, Block block, BlockSizes sizes, int seed) {
    for (Pace pace : Pace.values()) {
      JvmCompiler compiler = new JvmCompiler(0, pace, sizes);
      Agreement.check(name + " " + pace, block, compiler.compile(block, Target.single()), seed);
    }
  }

  /// The loss of `relu(u[a] + u[b]) @ w` against the classes a, and its derivatives by u and w.
  private static Block step(Elem elem, int n, int classes, int width) {
    Names names = new Names();
    Builder b = new Builder(names);
    Dim rows = Dim.of(n);
    Dim inputs = Dim.of(classes);
    Dim hidden = Dim.of(width);
    Var u = names.fresh("u", new Type(elem, List.of(inputs, hidden)));
    Var w = names.fresh("w", new Type(elem, List.of(hidden, inputs)));
    Random random = new Random(n);
    Var first = index(b, random, n, classes);
    Var second = index(b, random, n, classes);
    Var x = b.add(picked(b, u, first), picked(b, u, second));
    Var zero = b.fill(0, x.type());
    Var isOff = b.call(Scalars.LE, x, zero);
    Var h = b.select(isOff, zero, x);
    Var z = b.contract(h, w, 0, 1);
    Var most = b.broadcast(b.reduce(ReduceFn.MAX, z, List.of(1)), z.type().dims(), List.of(0));
    Var shifted = b.sub(z, most);
    Var e = b.call(ElementaryFunctions.EXP, shifted);
    Var sum = b.reduce(ReduceFn.SUM, e, List.of(1));
    Var chosen = b.emit("chosen", new Reindex.Gather(shifted, List.of(first), 1));
    Var each = b.sub(b.call(ElementaryFunctions.LOG, sum), chosen);
    Var loss = b.reduce(ReduceFn.SUM, each, List.of(0));
    Var p = b.div(e, b.broadcast(sum, z.type().dims(), List.of(0)));
    Var dh = b.contract(p, b.transpose(w, List.of(1, 0)), 0, 1);
    Var dw = b.contract(b.transpose(h, List.of(1, 0)), p, 0, 1);
    Var dx = b.select(isOff, zero, dh);
    List<Dim> table = List.of(inputs, hidden);
    Var du =
        b.concat(
            List.of(
                b.emit("sums", new Reindex.Scatter(dx, List.of(first), 0, table)),
                b.emit("sums", new Reindex.Scatter(dx, List.of(second), 0, table))),
            0);
    Var bias = b.reduce(ReduceFn.SUM, p, List.of(0));
    return b.block(List.of(u, w), List.of(loss, dw, du, bias, each));
  }

  private static Var picked(Builder b, Var table, Var index) {
    return b.emit("row", new Reindex.Gather(table, List.of(index), 0));
  }

  private static Var index(Builder b, Random random, int n, int classes) {
    long[] places = new long[n];
    for (int k = 0; k < n; k++) {
      places[k] = random.nextInt(-classes, classes);
    }
    return b.constant(new Tensor.I64(new Shape(n), places));
  }
}
