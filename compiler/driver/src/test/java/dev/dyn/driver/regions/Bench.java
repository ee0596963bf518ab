package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.driver.EvaluatorEngine;
import dev.dyn.driver.JvmEngine;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Runs samples as regions: operands are laid out as the front end would.
final class Bench {
  static final Tableau RK4 = method("rk4");
  static final Tableau DOPRI5 = method("dopri5");

  private Bench() {}

  static Tableau method(String name) {
    return MethodLibrary.find(name).orElseThrow();
  }

  static RegionRunner compiled(int threads) {
    return new RegionRunner(JvmEngine::new, new Workers(threads), Progress.NONE);
  }

  static RegionRunner evaluated() {
    return new RegionRunner(EvaluatorEngine::new, Workers.ONE, Progress.NONE);
  }

  /// A method with its numbers: dt, or rtol and atol.
  record Choice(Tableau tableau, double... numbers) {
    Method method(List<Var> operands) {
      return numbers.length == 1
          ? new Method.Fixed(tableau, operands.getFirst())
          : new Method.Adaptive(tableau, operands.get(0), operands.get(1));
    }
  }

  /// Saved times with their numbers.
  sealed interface Times {
    record Every(double start, double end, double step) implements Times {}

    record At(double start, double... times) implements Times {}

    record EachStep(double start, double end) implements Times {}
  }

  /// Which of states and environment differ between members, in their order; empty for a single
  /// run.
  record Spread(int size, List<Boolean> differs) {
    static final Spread SINGLE = new Spread(1, List.of());
  }

  static List<Tensor> flow(RegionRunner runner, Sample s, Choice choice, Times times) {
    return flow(runner, s, noOutputs(s), choice, times, Spread.SINGLE);
  }

  static Block noOutputs(Sample s) {
    return new Block(s.right().parameters(), List.of(), List.of());
  }

  static List<Tensor> flow(
      RegionRunner runner, Sample s, Block outputs, Choice choice, Times times, Spread spread) {
    Operands operands = new Operands(s, spread);
    List<Var> numbers = operands.addAll(reals(choice.numbers()));
    TimeGrid grid =
        switch (times) {
          case Times.Every(double start, double end, double step) -> {
            List<Var> g = operands.addAll(reals(start, end, step));
            long count = (long) Math.floor(Math.abs(end - start) / step + 1e-9) + 1;
            yield new TimeGrid.Every(g.get(0), g.get(1), g.get(2), Dim.of(count));
          }
          case Times.At(double start, double[] at) -> {
            List<Var> g = operands.addAll(List.of(Tensor.of(start), Tensor.vector(at)));
            yield new TimeGrid.At(g.get(0), g.get(1), Dim.of(at.length));
          }
          case Times.EachStep(double start, double end) -> {
            List<Var> g = operands.addAll(reals(start, end));
            yield new TimeGrid.EachStep(g.get(0), g.get(1), Dim.named("T"));
          }
        };
    Region region =
        new Region.SimulateFlow(
            s.right(),
            outputs,
            choice.method(numbers),
            grid,
            operands.states(),
            operands.environment(),
            operands.members());
    return runner.run(region, operands.values, 7);
  }

  static List<Tensor> map(RegionRunner runner, Sample s, int steps, long discard, Spread spread) {
    Operands operands = new Operands(s, spread);
    List<Var> numbers = operands.addAll(List.of(Tensor.of(discard)));
    Region region =
        new Region.SimulateMap(
            s.right(),
            noOutputs(s),
            Dim.of(steps),
            numbers.getFirst(),
            operands.states(),
            operands.environment(),
            operands.members());
    return runner.run(region, operands.values, 7);
  }

  static List<Tensor> exponents(
      RegionRunner runner,
      Sample s,
      int count,
      Choice choice,
      double end,
      double settling,
      Spread spread) {
    Operands operands = new Operands(s, spread);
    List<Var> numbers = operands.addAll(reals(choice.numbers()));
    List<Var> times = operands.addAll(reals(0, end, settling));
    Region region =
        new Region.LyapunovFlow(
            s.right(),
            choice.method(numbers),
            times.get(0),
            times.get(1),
            times.get(2),
            count,
            operands.states(),
            operands.environment(),
            operands.members());
    return runner.run(region, operands.values, 7);
  }

  static List<Tensor> mapExponents(
      RegionRunner runner, Sample s, int count, long steps, long settling, Spread spread) {
    Operands operands = new Operands(s, spread);
    List<Var> numbers = operands.addAll(List.of(Tensor.of(steps), Tensor.of(settling)));
    Region region =
        new Region.LyapunovMap(
            s.right(),
            numbers.get(0),
            numbers.get(1),
            count,
            operands.states(),
            operands.environment(),
            operands.members());
    return runner.run(region, operands.values, 7);
  }

  static List<Tensor> reals(double... values) {
    List<Tensor> tensors = new ArrayList<>();
    for (double value : values) {
      tensors.add(Tensor.of(value));
    }
    return tensors;
  }

  private static final class Operands {
    private final Names names = new Names();
    private final Sample sample;
    private final Spread spread;
    private final List<Tensor> values = new ArrayList<>();
    private final List<Var> vars = new ArrayList<>();

    Operands(Sample sample, Spread spread) {
      this.sample = sample;
      this.spread = spread;
      for (int k = 0; k < sample.states().size(); k++) {
        add("x" + k, sample.states().get(k));
      }
      addAll(sample.environment());
    }

    private Var add(String name, Tensor value) {
      Type type = Sample.type(value);
      Var var = names.fresh(name, type);
      values.add(value);
      vars.add(var);
      return var;
    }

    List<Var> addAll(List<Tensor> more) {
      return more.stream().map(value -> add("p", value)).toList();
    }

    List<Var> states() {
      return vars.subList(0, sample.states().size());
    }

    List<Var> environment() {
      int states = sample.states().size();
      return vars.subList(states, states + sample.environment().size());
    }

    Optional<Region.Members> members() {
      if (spread.differs().isEmpty()) {
        return Optional.empty();
      }
      List<Boolean> differs = new ArrayList<>(spread.differs());
      differs.addAll(Collections.nCopies(vars.size() - differs.size(), false));
      return Optional.of(new Region.Members(Dim.of(spread.size()), differs));
    }
  }
}
