package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Elaboration;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Resolver;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Expectation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every kind of operation is differentiated rightly, once and twice, or refused: gradients in
/// reverse, and those of gradients, agree with forward mode and with differences. A kind without an
/// entry here fails. Functions of numbers and arrays and laws to draw from are rows of kinds; the
/// tests of the compiler go through these.
class OperationGradientsTest {
  private static final String SYSTEMS =
      """
      system Flow(k: real) {
        state y = 1.0
        y' = -k*y + 0.1*sin(t)
      }
      system Wide {
        param k: [70] = 1.0
        state y: [70] = 1.0
        y' = -k*y
      }
      system Orbit(k: real) {
        state y = 0.4
        next y = k*y*(1 - y)
      }
      system Ball(g: real) {
        state y = 1.0
        state v = 0.0
        y' = v
        v' = -g
        when y < 0 { v := -0.8*v }
      }
      system Noisy(k: real) {
        state y = 1.0
        noise w
        dy = -k*y*dt + 0.1*k*y*dw
      }
      """;

  /// Kinds through which nothing flows: they have no operands.
  private static final Set<Class<?>> SOURCES = Set.of(Constant.class, Iota.class, Size.class);

  /// Functions of `x: [4]`, which is near (0.7, -0.4, 1.3, 0.2), with one number as value.
  private static final Map<Class<?>, List<String>> FUNCTIONS =
      Map.ofEntries(
          Map.entry(
              Op.Elementwise.class,
              List.of("sum(sin(x)*x)", "sum(if a > 0 then a^3 else exp(a) for a in x)")),
          Map.entry(
              Op.Contract.class,
              List.of("(x @ [[1.0*i - j^2 for j in 0..<4] for i in 0..<4]) @ x^2")),
          Map.entry(
              Op.ArrayCall.class,
              List.of(
                  "sum(sort(x)*[1.0, -2.0, 3.0, 0.5]*x)",
                  "sum(cumsum(x)^3)",
                  "sum(linsolve([[x[i]*x[j] for j in 0..<4] for i in 0..<4] + 3*eye(4), x)^2)")),
          Map.entry(Op.Draw.class, List.of("sum(sample(normal(0, 1), [3])*x[0]^2)")),
          Map.entry(Reindex.Reshape.class, List.of("sum((reshape(x, [2, 2]) @ [1.0, 2.0])^3)")),
          Map.entry(Reindex.Transpose.class, List.of("sum((reshape(x, [2, 2]).T @ [1.0, 2.0])^3)")),
          Map.entry(Reindex.Broadcast.class, List.of("sum((x + sum(x))^3)")),
          Map.entry(Reindex.Slice.class, List.of("sum(x[1..<3]^3*x[0..<2])")),
          Map.entry(Reindex.Pad.class, List.of("sum(x[1..<3]^3*x[0..<2])")),
          Map.entry(Reindex.Gather.class, List.of("sum(x[argsort(x)[..<3]]^3)")),
          Map.entry(Reindex.Scatter.class, List.of("sum(x[argsort(x)[..<3]]^3)")),
          Map.entry(Reindex.Concat.class, List.of("sum(concat([x, x^2])^3)")),
          Map.entry(
              Region.Scan.class,
              List.of(
                  "iterate(fn(y) = sum(x)*sin(y), 0.5, times: 5)",
                  "sum(scan(fn(y, u) = tanh(y + u), 0.1, x)^2)",
                  "fold(fn(y, u) = y*u + sin(y), 1.0, x)")),
          Map.entry(
              Region.SimulateFlow.class,
              List.of(
                  "simulate(Flow(k: x[0]^2, y: x[1]), t: 0..1, every: 0.5, method: rk4(dt:"
                      + " 0.1)).y[-1]^2",
                  "sum(simulate(Wide(k: [sum(x) + 0.01*i for i in 0..<70]), t: 0..1, every: 0.5,"
                      + " method: rk4(dt: 0.1)).y[-1])")),
          Map.entry(
              SimulateDiffusion.class,
              List.of(
                  "simulate(Noisy(k: x[0]), t: 0..1, every: 0.5, method: milstein(dt:"
                      + " 0.1)).y[-1]^2")),
          Map.entry(
              Nudge.class,
              List.of("simulate(Ball(g: 9 + x[0], y: x[2]), t: 0..1, method: dopri5()).y[-1]")),
          Map.entry(
              Region.SimulateMap.class, List.of("simulate(Orbit(k: 2 + x[0]), steps: 5).y[-1]^2")));

  /// What is differentiated once, with tangents: no derivatives of such derivatives.
  private static final Map<Class<?>, List<String>> ONCE =
      Map.ofEntries(
          Map.entry(
              Region.SimulateHybrid.class,
              List.of(
                  "simulate(Ball(g: 9 + x[0], y: x[2]), t: 0..1, every: 0.1, method: rk4(dt:"
                      + " 0.001)).y[-1]")),
          Map.entry(
              FixedPoint.class,
              List.of("fixed_point(fn(z: real) = 0.5*cos(z) + 0.1*x[0], from: 0.5, tol: 1e-13)")));

  /// What is refused.
  private static final Map<Class<?>, String> REFUSED =
      Map.of(
          Region.LyapunovFlow.class, "lyapunov(Flow(k: x[0]), t: 0..2)[0]",
          Region.LyapunovMap.class, "lyapunov(Orbit(k: 2 + x[0]), steps: 50)[0]");

  private static final Map<ReduceFn, String> REDUCTIONS =
      Map.of(
          ReduceFn.SUM, "sum(x^3)",
          ReduceFn.PROD, "prod(x)",
          ReduceFn.MAX, "max(x)^3",
          ReduceFn.MIN, "min(x)^3",
          ReduceFn.ANY, "if any(x > 1) then sum(x^3) else sum(x)",
          ReduceFn.ALL, "if all(x > 1) then sum(x^3) else sum(x^2)",
          ReduceFn.ARGMAX, "x[argmax(x)]^3",
          ReduceFn.ARGMIN, "x[argmin(x)]^3");

  @Test
  void everyKindHasAnEntry() {
    Set<Class<?>> known = new HashSet<>(SOURCES);
    known.addAll(FUNCTIONS.keySet());
    known.addAll(ONCE.keySet());
    known.addAll(REFUSED.keySet());
    known.add(Op.Reduce.class);
    assertEquals(kinds(Op.class).collect(Collectors.toSet()), known);
    assertEquals(Set.of(ReduceFn.values()), REDUCTIONS.keySet());
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    return kind.isSealed()
        ? Stream.of(kind.getPermittedSubclasses()).flatMap(OperationGradientsTest::kinds)
        : Stream.of(kind);
  }

  @TestFactory
  Stream<DynamicTest> gradientsAgree() {
    return Stream.of(cases(FUNCTIONS, true), cases(ONCE, false), reductions()).flatMap(all -> all);
  }

  private static Stream<DynamicTest> cases(Map<Class<?>, List<String>> table, boolean twice) {
    return table.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream()
                .map(f ->
                    DynamicTest.dynamicTest(
                        entry.getKey().getSimpleName() + ": " + f,
                        () -> check(f, entry.getKey(), twice))));
  }

  private static Stream<DynamicTest> reductions() {
    return REDUCTIONS.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey() + ": " + entry.getValue(),
                () -> check(entry.getValue(), Op.Reduce.class, true)));
  }

  @TestFactory
  Stream<DynamicTest> othersAreRefused() {
    return REFUSED.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().getSimpleName(),
                () -> {
                  String wrong = program(entry.getValue(), false);
                  assertTrue(kindsIn(plain(entry.getValue())).contains(entry.getKey()));
                  List<Code> codes =
                      new Dyn()
                          .analyze(new Source("gradient.dyn", wrong)).diagnostics().stream()
                              .filter(d -> d.isError())
                              .map(d -> d.code())
                              .toList();
                  assertEquals(List.of(TypeCodes.NOT_DIFFERENTIABLE), codes);
                }));
  }

  private static String program(String function, boolean twice) {
    String first = "  let first = grad(fn(x: [4]) = " + function + ")([0.7, -0.4, 1.3, 0.2])\n";
    String second =
        "  let second = grad(fn(y: [4]) = grad(fn(x: [4]) = "
            + function
            + ")(y) @ [0.3, 1.1, -0.6, 0.8])([0.7, -0.4, 1.3, 0.2])\n";
    return SYSTEMS
        + "experiment e {\n"
        + first
        + (twice ? second + "  print first, second\n" : "  print first\n")
        + "}\n";
  }

  /// The function without derivatives, some of which replace a kind by others.
  private static String plain(String function) {
    return SYSTEMS
        + "experiment e {\n  let x = [0.7, -0.4, 1.3, 0.2]\n  print "
        + function
        + "\n}\n";
  }

  private static void check(String function, Class<?> kind, boolean twice) {
    String text = program(function, twice);
    Set<Class<?>> kinds = new HashSet<>(kindsIn(text));
    kinds.addAll(kindsIn(plain(function)));
    assertTrue(kinds.contains(kind), "it is about " + kind.getSimpleName());
    List<Expectation> heard = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void expectation(String experiment, Expectation expectation) {
            heard.add(expectation);
          }
        };
    Dyn dyn = new Dyn();
    RunOutcome outcome =
        dyn.compareGradients(
            dyn.analyze(new Source("gradient.dyn", text)),
            RunOptions.defaults(Path.of("")),
            listener);
    assertInstanceOf(RunOutcome.Finished.class, outcome, outcome::toString);
    assertEquals(
        List.of(), heard.stream().filter(e -> !e.passed()).map(Expectation::toString).toList());
    assertFalse(heard.isEmpty(), "something was compared");
  }

  /// The kinds of operations in what a program is elaborated to.
  private static Set<Class<?>> kindsIn(String text) {
    Problems problems = new Problems();
    Module module = Parser.parse(new Source("gradient.dyn", text), problems);
    ModuleFiles modules = new ModuleFiles();
    Resolver.resolve(module, modules, problems);
    Set<Class<?>> found = new HashSet<>();
    Elaboration.elaborate(module, modules, Elaboration.Request.PLAIN, problems)
        .forEach(script -> walk(script.body(), op -> found.add(op.getClass())));
    assertEquals(
        List.of(),
        problems.sorted().stream().filter(d -> d.isError()).map(Object::toString).toList());
    return found;
  }

  private static void walk(Block block, Consumer<Op> visit) {
    for (Let let : block.lets()) {
      visit.accept(let.op());
      if (let.op() instanceof Region region) {
        region.blocks().forEach(inner -> walk(inner, visit));
      }
    }
  }
}
