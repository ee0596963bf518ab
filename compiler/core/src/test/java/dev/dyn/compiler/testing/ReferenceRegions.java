package dev.dyn.compiler.testing;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Simulations for tests of transformations: maps, and flows with equal steps of which the last
/// before a saved time is shortened, one member after the other, in the plainest way.
public final class ReferenceRegions implements Regions {
  private final Evaluator evaluator = new Evaluator(this);

  @Override
  public List<Tensor> run(Region region, List<Tensor> operands, int site) {
    if (region.members().isEmpty()) {
      return single(region, operands);
    }
    Region.Members members = region.members().get();
    List<List<Tensor>> rows = new ArrayList<>();
    for (int member = 0; member < members.size().size(); member++) {
      int at = member;
      rows.add(
          single(
              region,
              IntStream.range(0, operands.size())
                  .mapToObj(
                      k -> members.differs().get(k) ? operands.get(k).row(at) : operands.get(k))
                  .toList()));
    }
    return transposed(rows);
  }

  private List<Tensor> single(Region region, List<Tensor> operands) {
    return switch (region) {
      case Region.SimulateMap map -> map(map, operands);
      case Region.SimulateFlow flow -> flow(flow, operands);
      case Region.SimulateHybrid _,
          Region.LyapunovFlow _,
          Region.LyapunovMap _,
          Region.Scan _,
          FixedPoint _,
          Nudge _,
          SimulateDiffusion _ ->
          throw new IllegalArgumentException("no reference for " + region);
    };
  }

  private List<Tensor> map(Region.SimulateMap map, List<Tensor> operands) {
    int n = map.states().size();
    List<Tensor> states = operands.subList(0, n);
    List<Tensor> environment = operands.subList(n, n + map.environment().size());
    long discard = operands.getLast().intAt(0);
    List<List<Tensor>> rows = new ArrayList<>();
    for (long k = 0; k <= discard + map.steps().size(); k++) {
      if (k >= discard) {
        List<Tensor> row = new ArrayList<>(states);
        row.addAll(at(map.outputs(), Tensor.of(k), states, environment));
        rows.add(row);
      }
      states = at(map.next(), Tensor.of(k), states, environment);
    }
    return transposed(rows);
  }

  private List<Tensor> flow(Region.SimulateFlow flow, List<Tensor> operands) {
    int n = flow.states().size();
    int m = n + flow.environment().size();
    List<Tensor> states = operands.subList(0, n);
    List<Tensor> environment = operands.subList(n, m);
    if (!(flow.method() instanceof Method.Fixed(Tableau tableau, _))) {
      throw new IllegalArgumentException("only equal steps");
    }
    double h = operands.get(m).scalar();
    double t = operands.get(m + 1).scalar();
    List<List<Tensor>> rows = new ArrayList<>();
    long steps = 0;
    for (double time : times(flow.grid(), operands.subList(m + 1, operands.size()))) {
      long between = Math.round(Math.ceil((time - t) / h - 1e-9));
      for (long k = 0; k < between; k++, steps++) {
        double length = k < between - 1 ? h : time - t - k * h;
        states = step(flow.field(), tableau, t + k * h, length, states, environment);
      }
      t = time;
      List<Tensor> saved = new ArrayList<>(List.of(Tensor.of(t)));
      saved.addAll(states);
      saved.addAll(at(flow.outputs(), Tensor.of(t), states, environment));
      rows.add(saved);
    }
    List<Tensor> results = new ArrayList<>(transposed(rows));
    results.add(Tensor.vector(steps, 0L, steps * tableau.stages()));
    return results;
  }

  private static double[] times(TimeGrid grid, List<Tensor> operands) {
    double start = operands.getFirst().scalar();
    return switch (grid) {
      case TimeGrid.Every every -> {
        double step = operands.get(2).scalar();
        yield IntStream.range(0, every.count().size()).mapToDouble(k -> start + k * step).toArray();
      }
      case TimeGrid.At _ ->
          IntStream.range(0, operands.get(1).size()).mapToDouble(operands.get(1)::realAt).toArray();
      case TimeGrid.EachStep _ -> throw new IllegalArgumentException("only stated times");
    };
  }

  private List<Tensor> step(
      Block field, Tableau m, double t, double h, List<Tensor> states, List<Tensor> environment) {
    List<List<Tensor>> slopes = new ArrayList<>();
    for (int stage = 0; stage < m.stages(); stage++) {
      List<Tensor> inside = moved(states, h, m.a().get(stage), slopes);
      slopes.add(at(field, Tensor.of(t + m.c().get(stage) * h), inside, environment));
    }
    return moved(states, h, m.b(), slopes);
  }

  private static List<Tensor> moved(
      List<Tensor> states, double h, List<Double> weights, List<List<Tensor>> slopes) {
    List<Tensor> all = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      Tensor x = states.get(s);
      for (int j = 0; j < weights.size(); j++) {
        x = Tensors.plus(x, h * weights.get(j), slopes.get(j).get(s));
      }
      all.add(x);
    }
    return all;
  }

  private List<Tensor> at(Block block, Tensor time, List<Tensor> states, List<Tensor> environment) {
    List<Tensor> all = new ArrayList<>(List.of(time));
    all.addAll(states);
    all.addAll(environment);
    return evaluator.run(block, all);
  }

  private static List<Tensor> transposed(List<List<Tensor>> rows) {
    return IntStream.range(0, rows.getFirst().size())
        .mapToObj(k -> Tensors.stack(rows.stream().map(row -> row.get(k)).toList()))
        .toList();
  }
}
