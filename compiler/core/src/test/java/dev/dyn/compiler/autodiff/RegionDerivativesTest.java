package dev.dyn.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.compiler.testing.Bits;
import dev.dyn.compiler.testing.ReferenceRegions;
import dev.dyn.compiler.testing.Systems;
import dev.dyn.compiler.testing.Tensors;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives, batches and passes through simulations.
class RegionDerivativesTest {
  private static final List<Boolean> BOTH = List.of(true, true);

  private final Evaluator evaluator = new Evaluator(new ReferenceRegions());
  private final Names names = new Names();

  static Stream<Function<Names, Block>> systems() {
    return Stream.of(
        Systems::flow,
        names -> Systems.map(names, 4, 0),
        names -> Systems.map(names, 3, 2),
        names -> ensemble(Systems.flow(names), names),
        names -> ensemble(Systems.map(names, 3, 2), names));
  }

  /// Three members from one initial state, with parameters of their own.
  private static Block ensemble(Block single, Names names) {
    return Batching.batch(single, List.of(false, true), Dim.of(3), names);
  }

  private static List<Tensor> arguments(Block block) {
    List<Tensor> single = Systems.arguments();
    boolean many = !block.parameters().getLast().type().isScalar();
    return many ? List.of(single.getFirst(), Tensor.vector(1.3, 0.2, -0.9)) : single;
  }

  private static List<Tensor> directions(Block block) {
    boolean many = !block.parameters().getLast().type().isScalar();
    return List.of(
        Tensor.vector(0.4, 1.0, -0.3), many ? Tensor.vector(0.7, -1.0, 0.5) : Tensor.of(0.7));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void tangentsAgreeWithDifferences(Function<Names, Block> make) {
    Block block = make.apply(names);
    List<Tensor> x = arguments(block);
    List<Tensor> v = directions(block);
    Block jvp = Derivatives.jvp(block, BOTH, names);
    List<Tensor> expected = new Differences(evaluator).along(block, x, BOTH, v);
    near(expected, run(jvp, joined(x, v)).subList(2, 4), 1e-8);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void cotangentsAreAdjoint(Function<Names, Block> make) {
    Block block = make.apply(names);
    List<Tensor> x = arguments(block);
    List<Tensor> v = directions(block);
    List<Tensor> y = run(block, x);
    List<Tensor> w = y.stream().map(RegionDerivativesTest::weights).toList();
    List<Tensor> tangents = run(Derivatives.jvp(block, BOTH, names), joined(x, v)).subList(2, 4);
    List<Tensor> all = run(Derivatives.vjp(block, BOTH, names), joined(x, w));
    assertEquals(Optional.empty(), Bits.difference(y, all.subList(0, 2)));
    double forward =
        Tensors.dot(w.get(0), tangents.get(0)) + Tensors.dot(w.get(1), tangents.get(1));
    double reverse = Tensors.dot(all.get(2), v.get(0)) + Tensors.dot(all.get(3), v.get(1));
    assertEquals(forward, reverse, 1e-10 * (1 + Math.abs(forward)));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void secondDerivativesAreSymmetricAndAgreeWithDifferences(Function<Names, Block> make) {
    Block block = scalar(make.apply(names));
    List<Tensor> x = arguments(block);
    Block grad = Derivatives.grad(block, 0, names);
    Tensor hessian = run(Derivatives.hessian(block, 0, names), x).getFirst();
    for (int k = 0; k < 3; k++) {
      Tensor unit = Tensors.unit(new Shape(3), k);
      List<Tensor> column =
          new Differences(evaluator).along(grad, x, List.of(true, false), List.of(unit));
      near(column, List.of(hessian.row(k)), 1e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void batchesAndPassesKeepBits(Function<Names, Block> make) {
    Block block = make.apply(names);
    List<Tensor> x = arguments(block);
    List<Tensor> other = directions(block);
    for (List<Boolean> batched :
        List.of(List.of(true, false), List.of(false, true), List.of(true, true))) {
      Block all = Batching.batch(block, batched, Dim.of(2), names);
      Block passed = Passes.standard().run(all, names);
      List<Tensor> both = new ArrayList<>();
      List<Tensor> second = new ArrayList<>();
      for (int k = 0; k < 2; k++) {
        boolean differs = batched.get(k);
        both.add(differs ? Tensors.stack(List.of(x.get(k), other.get(k))) : x.get(k));
        second.add(differs ? other.get(k) : x.get(k));
      }
      List<Tensor> results = run(all, both);
      assertEquals(Optional.empty(), Bits.difference(results, run(passed, both)));
      same(run(block, x), results, 0);
      same(run(block, second), results, 1);
    }
  }

  static Stream<Function<Names, Block>> networks() {
    return Stream.of(
        names -> Systems.network(names, true),
        names -> Systems.network(names, false),
        names ->
            Batching.batch(Systems.network(names, true), List.of(true, false), Dim.of(3), names),
        names ->
            Batching.batch(Systems.network(names, false), List.of(true, true), Dim.of(2), names));
  }

  /// With many parameters the adjoint equations are solved; they agree with tangents to the
  /// accuracy of the method.
  @ParameterizedTest
  @MethodSource("networks")
  void adjointEquationsAgreeWithTangents(Function<Names, Block> make) {
    Block block = make.apply(names);
    List<Tensor> x = smooth(block, 1);
    List<Tensor> v = smooth(block, 2);
    List<Tensor> w = run(block, x).stream().map(RegionDerivativesTest::weights).toList();
    List<Tensor> tangents = run(Derivatives.jvp(block, BOTH, names), joined(x, v)).subList(2, 4);
    Block vjp = Derivatives.vjp(block, BOTH, names);
    List<Tensor> all = run(Passes.standard().run(vjp, names), joined(x, w));
    double forward =
        Tensors.dot(w.get(0), tangents.get(0)) + Tensors.dot(w.get(1), tangents.get(1));
    double reverse = Tensors.dot(all.get(2), v.get(0)) + Tensors.dot(all.get(3), v.get(1));
    assertEquals(forward, reverse, 1e-7 * (1 + Math.abs(forward)));
    assertTrue(vjp.lets().stream().anyMatch(let -> let.op() instanceof Region.Scan));
  }

  private static List<Tensor> smooth(Block block, int phase) {
    List<Tensor> all = new ArrayList<>();
    for (Var parameter : block.parameters()) {
      double[] values = new double[parameter.type().shape().size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = Math.sin(phase + 1.7 * k) / 2;
      }
      all.add(new Tensor.F64(parameter.type().shape(), values));
    }
    return all;
  }

  /// A carried value so large that the scan is cut into segments: 23 turns of 400,000 entries.
  @Test
  void longScansAreDifferentiatedInSegments() {
    Dim size = Dim.of(400_000);
    Type wide = new Type(Elem.F64, List.of(size));
    Builder turn = new Builder(names);
    Var c = names.fresh("c", wide);
    Var row = names.fresh("row", Type.F64);
    Var k = names.fresh("k", Type.F64);
    Var factor = turn.broadcast(turn.add(row, k), wide.dims(), List.of());
    Var moved = turn.call(ElementaryFunctions.SIN, turn.mul(factor, c));
    Block body =
        turn.block(List.of(c, row, k), List.of(moved, turn.reduceAll(ReduceFn.MAX, moved)));
    Builder b = new Builder(names);
    Var rows = names.fresh("rows", new Type(Elem.F64, List.of(Dim.of(23))));
    Var scale = names.fresh("k", Type.F64);
    Var start = b.broadcast(scale, wide.dims(), List.of());
    List<Var> scan =
        b.emitAll(
            "scan",
            new Region.Scan(
                body, Dim.of(23), List.of(start), List.of(rows), List.of(scale), Optional.empty()));
    Var first = b.pick(scan.getFirst(), 0, Dim.ZERO);
    Block block = b.block(List.of(rows, scale), List.of(first, scan.getLast()));
    Block small = smaller(block, 3);
    double[] values = new double[23];
    Arrays.setAll(values, i -> 0.5 + Math.sin(i) / 4);
    List<Tensor> x = List.of(Tensor.vector(values), Tensor.of(0.8));
    List<Tensor> w = run(small, x).stream().map(RegionDerivativesTest::weights).toList();
    Block inSegments = Derivatives.vjp(block, BOTH, names);
    assertTrue(scans(inSegments) > scans(Derivatives.vjp(small, BOTH, names)));
    near(
        run(Derivatives.vjp(small, BOTH, names), joined(x, w)),
        run(inSegments, joined(x, w)),
        1e-12);
  }

  /// The same with fewer equal entries.
  private Block smaller(Block block, int size) {
    String text = Printer.stable(block).replace("400000", Integer.toString(size));
    return IrParser.parse(text);
  }

  private static long scans(Block block) {
    return block.lets().stream()
        .map(Let::op)
        .filter(Region.class::isInstance)
        .map(Region.class::cast)
        .mapToLong(
            region -> 1 + region.blocks().stream().mapToLong(RegionDerivativesTest::scans).sum())
        .sum();
  }

  @Test
  void hoistingTakesOutWhatOnlyTheParameterMakes() {
    Block block = ensemble(Systems.map(names, 3, 2), names);
    Block passed = Passes.standard().run(block, names);
    Region region = region(passed);
    boolean computesInside =
        region.blocks().getLast().lets().stream()
            .anyMatch(let -> let.targets().getFirst().name().equals("exp"));
    assertTrue(region.operands().size() > region(block).operands().size());
    assertTrue(!computesInside, "exp(k) is computed before the run");
  }

  private static Region region(Block block) {
    return block.lets().stream()
        .map(Let::op)
        .filter(Region.class::isInstance)
        .map(Region.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void derivativesByStepSizesStopWithANote() {
    Builder b = new Builder(names);
    Block flow = Systems.flow(names);
    Var dt = names.fresh("dt", Type.F64);
    List<Var> parameters = new ArrayList<>(flow.parameters());
    parameters.add(dt);
    Region.SimulateFlow old = (Region.SimulateFlow) region(flow);
    Region.SimulateFlow stepped =
        new Region.SimulateFlow(
            old.field(),
            old.outputs(),
            new Method.Fixed(Systems.MIDPOINT, dt),
            old.grid(),
            old.states(),
            old.environment(),
            old.members());
    flow.lets().subList(0, flow.lets().size() - 1).forEach(b::append);
    Block block = b.block(parameters, b.emitAll("run", stepped).subList(1, 3));
    NotDifferentiable failure =
        assertThrows(
            NotDifferentiable.class,
            () -> Derivatives.jvp(block, List.of(false, false, true), names));
    assertEquals("simulate", failure.functionName());
  }

  private Block scalar(Block block) {
    Builder b = new Builder(names);
    block.lets().forEach(b::append);
    Var sum =
        b.add(
            b.reduceAll(ReduceFn.SUM, block.results().getFirst()),
            b.reduceAll(ReduceFn.SUM, block.results().getLast()));
    return b.block(block.parameters(), List.of(sum));
  }

  private List<Tensor> run(Block block, List<Tensor> arguments) {
    assertEquals(List.of(), Verifier.problems(block));
    return evaluator.run(block, arguments);
  }

  private static Tensor weights(Tensor y) {
    double[] values = new double[y.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.cos(k);
    }
    return new Tensor.F64(y.shape(), values);
  }

  private static void near(List<Tensor> expected, List<Tensor> actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    for (int k = 0; k < expected.size(); k++) {
      double distance = Tensors.largest(Tensors.plus(expected.get(k), -1, actual.get(k)));
      assertTrue(
          distance <= tolerance * (1 + Tensors.largest(expected.get(k))), "off by " + distance);
    }
  }

  private static void same(List<Tensor> expected, List<Tensor> batched, int row) {
    assertEquals(
        Optional.empty(),
        Bits.difference(expected, batched.stream().map(t -> t.row(row)).toList()));
  }

  private static List<Tensor> joined(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
