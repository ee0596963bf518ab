package dev.dyn.compiler.batch;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Regions for all rows of a batch. A simulation becomes an ensemble: each row is a member. Where
/// there are members already, rows times members are the new ones. A scan stays one scan, with a
/// body that treats all rows.
final class BatchRegions {
  private final Builder b;
  private final Dim size;

  BatchRegions(Builder b, Dim size) {
    this.b = b;
    this.size = size;
  }

  List<Varying> apply(Let let, Region region, Function<Var, Varying> look) {
    requireEqualLengths(region, look);
    if (region instanceof FixedPoint point) {
      return fixedPoint(let, point, look);
    }
    if (region instanceof Nudge nudge) {
      return nudge(let, nudge, look);
    }
    if (region instanceof Region.Scan scan && scan.members().isEmpty()) {
      return scan(let, scan, look);
    }
    return region.members().isEmpty()
        ? members(let, region, look)
        : moreMembers(let, region, region.members().get(), look);
  }

  private static void requireEqualLengths(Region region, Function<Var, Varying> look) {
    boolean mayDiffer =
        switch (region) {
          case Region.SimulateFlow flow -> flow.grid() instanceof TimeGrid.EachStep;
          case SimulateDiffusion run ->
              run.grid() instanceof TimeGrid.EachStep && !hasEqualSteps(run, look);
          case Region.SimulateMap _,
              Region.SimulateHybrid _,
              Region.LyapunovFlow _,
              Region.LyapunovMap _,
              Region.Scan _,
              FixedPoint _,
              Nudge _ ->
              false;
        };
    if (mayDiffer) {
      throw new NotBatchable("a simulation that is saved at every step of its method");
    }
  }

  /// Whether all rows step at the same times.
  private static boolean hasEqualSteps(SimulateDiffusion run, Function<Var, Varying> look) {
    boolean single = run.members().isEmpty();
    return single
        && !look.apply(run.dt()).varies()
        && run.grid().operands().stream().noneMatch(v -> look.apply(v).varies());
  }

  private List<Varying> members(Let let, Region region, Function<Var, Varying> look) {
    List<Varying> operands = region.operands().stream().map(look).toList();
    Op op = region.mapOperands(inOrder(operands.stream().map(Varying::var).toList()));
    List<Boolean> differs = operands.stream().map(Varying::varies).toList();
    Region ensemble = ((Region) op).withMembers(new Region.Members(size, differs));
    return varying(b.emitLike(let, ensemble));
  }

  /// Flattens rows and members into one axis.
  private List<Varying> moreMembers(
      Let let, Region region, Region.Members members, Function<Var, Varying> look) {
    Dim total = size.times(members.size());
    List<Var> operands = new ArrayList<>();
    List<Boolean> differs = new ArrayList<>();
    for (int k = 0; k < region.operands().size(); k++) {
      Varying operand = look.apply(region.operands().get(k));
      boolean differed = members.differs().get(k);
      boolean varies = operand.varies() || differed;
      operands.add(varies ? flattened(operand, differed, members.size(), total) : operand.var());
      differs.add(varies);
    }
    Region ensemble =
        ((Region) region.mapOperands(inOrder(operands)))
            .withMembers(new Region.Members(total, differs));
    List<Varying> results = new ArrayList<>();
    for (Var result : b.emitLike(let, ensemble)) {
      Type inner = result.type().inner(1);
      Var unfolded = b.reshape(result, inner.under(members.size()).under(size).dims());
      results.add(new Varying(unfolded, true));
    }
    return results;
  }

  private Var flattened(Varying operand, boolean differed, Dim members, Dim total) {
    Type inner = operand.var().type().inner((operand.varies() ? 1 : 0) + (differed ? 1 : 0));
    List<Dim> dims = inner.under(members).under(size).dims();
    List<Integer> axes = new ArrayList<>();
    if (operand.varies()) {
      axes.add(0);
    }
    if (differed) {
      axes.add(1);
    }
    IntStream.range(2, dims.size()).forEach(axes::add);
    return b.reshape(b.broadcast(operand.var(), dims, axes), inner.under(total).dims());
  }

  private List<Varying> scan(Let let, Region.Scan scan, Function<Var, Varying> look) {
    int carried = scan.carried().size();
    List<Varying> start = scan.carried().stream().map(look).toList();
    List<Varying> rows = scan.scanned().stream().map(look).toList();
    List<Varying> environment = scan.environment().stream().map(look).toList();
    List<Boolean> varies = new ArrayList<>(start.stream().map(Varying::varies).toList());
    Batching.Batched body = body(scan, varies, rows, environment);
    while (!body.varying().subList(0, carried).equals(varies)) {
      varies = new ArrayList<>(body.varying().subList(0, carried));
      body = body(scan, varies, rows, environment);
    }
    List<Var> first = new ArrayList<>();
    for (int k = 0; k < carried; k++) {
      first.add(varies.get(k) ? Batching.repeated(start.get(k), size, b) : start.get(k).var());
    }
    Region.Scan whole =
        new Region.Scan(
            body.block(),
            scan.length(),
            first,
            rows.stream().map(v -> v.varies() ? swapOuter(v.var()) : v.var()).toList(),
            environment.stream().map(Varying::var).toList(),
            Optional.empty(),
            scan.stops());
    List<Var> results = b.emitLike(let, whole);
    List<Varying> out = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      boolean rowwise = body.varying().get(k);
      Var result = k >= carried && rowwise ? swapOuter(results.get(k)) : results.get(k);
      out.add(new Varying(result, rowwise));
    }
    return out;
  }

  /// One search in which every row comes to rest for itself.
  private List<Varying> fixedPoint(Let let, FixedPoint point, Function<Var, Varying> look) {
    List<Var> start =
        point.states().stream().map(v -> Batching.repeated(look.apply(v), size, b)).toList();
    List<Varying> environment = point.environment().stream().map(look).toList();
    List<Boolean> parameters = new ArrayList<>(Collections.nCopies(start.size(), true));
    environment.forEach(v -> parameters.add(v.varies()));
    List<Boolean> wanted = Collections.nCopies(start.size(), true);
    Batching.Batched step = Batching.batch(point.step(), parameters, wanted, size, b.names());
    FixedPoint whole =
        new FixedPoint(
            step.block(),
            point.floor(),
            Batching.repeated(look.apply(point.tolerance()), size, b),
            start,
            environment.stream().map(Varying::var).toList(),
            point.batch() + 1);
    return varying(b.emitLike(let, whole));
  }

  /// One nudge with a moment for every row.
  private List<Varying> nudge(Let let, Nudge nudge, Function<Var, Varying> look) {
    List<Var> operands =
        nudge.operands().stream().map(v -> Batching.repeated(look.apply(v), size, b)).toList();
    List<Block> blocks =
        nudge.blocks().stream()
            .map(block ->
                Batching.batch(
                    block, Collections.nCopies(block.parameters().size(), true), size, b.names()))
            .toList();
    Nudge whole = (Nudge) nudge.mapOperands(inOrder(operands));
    return varying(b.emitLike(let, whole.withBlocks(blocks)));
  }

  /// The body for all rows, if the carried values marked in `varies` differ between rows at the
  /// start of a turn. They then do so at its end as well.
  private Batching.Batched body(
      Region.Scan scan, List<Boolean> varies, List<Varying> rows, List<Varying> environment) {
    List<Boolean> parameters = new ArrayList<>(varies);
    rows.forEach(v -> parameters.add(v.varies()));
    environment.forEach(v -> parameters.add(v.varies()));
    List<Boolean> wanted = new ArrayList<>(varies);
    while (wanted.size() < scan.body().results().size()) {
      wanted.add(false);
    }
    return Batching.batch(scan.body(), parameters, wanted, size, b.names());
  }

  private Var swapOuter(Var x) {
    List<Integer> order = new ArrayList<>(List.of(1, 0));
    IntStream.range(2, x.type().rank()).forEach(order::add);
    return b.transpose(x, order);
  }

  /// Gives the operands of an operation one after the other, whatever they were.
  private static UnaryOperator<Var> inOrder(List<Var> operands) {
    Iterator<Var> next = operands.iterator();
    return _ -> next.next();
  }

  private static List<Varying> varying(List<Var> vars) {
    return vars.stream().map(v -> new Varying(v, true)).toList();
  }
}
