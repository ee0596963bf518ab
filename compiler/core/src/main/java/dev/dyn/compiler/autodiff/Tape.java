package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.optimize.Passes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Writes values and notes the lines through which derivatives flow, in order.
final class Tape {
  private final Builder b;
  private final Set<Var> active = new HashSet<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<Var, Var> computed = new HashMap<>();

  Tape(Builder b) {
    this.b = b;
  }

  /// A line on variables of the builder, and what its backward rule needs beside its operands and
  /// targets.
  record Line(Let let, List<Var> saved) {}

  void activate(Var v) {
    active.add(v);
  }

  /// Tells that `value` is what the line of `target` in the recorded block would compute.
  void computed(Var target, Var value) {
    computed.put(target, value);
  }

  Set<Var> active() {
    return active;
  }

  List<Line> lines() {
    return lines;
  }

  /// Writes the lines of `function` for the given arguments.
  ///
  /// @return the function's results
  List<Var> record(Block function, List<Var> arguments) {
    Block block = Passes.beforeDerivatives().run(function, b.names());
    Map<Var, Var> here = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      here.put(block.parameters().get(k), arguments.get(k));
    }
    int site = b.site();
    for (Let let : block.lets()) {
      b.at(let.site());
      Op op = let.op().mapOperands(v -> here.getOrDefault(v, v));
      Var known = computed.get(let.targets().getFirst());
      List<Var> targets =
          known == null
              ? line(let, op)
              : note(new Line(new Let(List.of(known), op, let.site()), List.of()));
      for (int k = 0; k < targets.size(); k++) {
        here.put(let.targets().get(k), targets.get(k));
      }
    }
    b.at(site);
    return block.results().stream().map(v -> here.getOrDefault(v, v)).toList();
  }

  private List<Var> line(Let let, Op op) {
    if (op.operands().stream().noneMatch(active::contains)) {
      return b.emitLike(let, op);
    }
    return switch (op) {
      case Op.Elementwise(ScalarFn fn, var args)
          when fn.meaning() instanceof ScalarFn.Meaning.Expansion(var expand)
              && !(fn.partials() instanceof ScalarFn.Partials.Zero) ->
          record(CalledLines.block(expand, args, b), args);
      case Region.Scan scan when scan.members().isEmpty() && Checkpoints.pay(scan) -> {
        Explained.segmented(let, scan, Checkpoints.turns(scan), b);
        yield record(Checkpoints.block(scan, b), scan.operands());
      }
      case Region.Scan scan when scan.members().isEmpty() -> {
        Explained.saved(let, scan, b);
        yield note(ReverseScan.emit(let, scan, b));
      }
      case Region.SimulateMap map when discarded(map).isPresent() ->
          record(MapAsScan.block(map, discarded(map).getAsLong(), b), map.operands());
      case Region.SimulateFlow flow when FlowAdjoint.pays(flow, active) -> {
        Optional<Block> lines = FlowAsScan.block(flow, b);
        lines.ifPresent(_ -> Explained.asLoop(let, b));
        if (lines.isEmpty()) {
          lines = FlowAsSteps.block(flow, b).or(() -> MembersAsSteps.block(flow, b));
          lines.ifPresentOrElse(_ -> Explained.asAccepted(let, b), () -> Explained.adjoint(let, b));
        }
        yield lines.isPresent()
            ? record(lines.get(), flow.operands())
            : note(new Line(new Let(b.emitLike(let, flow), flow, let.site()), List.of()));
      }
      case Region.SimulateHybrid hybrid -> {
        UnsmoothRuns.refuse(hybrid, let.site());
        Optional<Block> loop = MapEventsAsScan.block(hybrid, b);
        if (loop.isPresent()) {
          Explained.throughMap(let, b);
          yield record(loop.get(), hybrid.operands());
        }
        Optional<Block> lines = HybridAsSteps.block(hybrid, active, b);
        if (lines.isPresent()) {
          Explained.throughEvents(let, b);
          yield record(lines.get(), hybrid.operands());
        }
        Explained.region(let, hybrid, b);
        yield note(new Line(new Let(b.emitLike(let, hybrid), hybrid, let.site()), List.of()));
      }
      case Op.Draw draw when draw.distribution().isDiscrete() ->
          // its ints have no cotangents, so that nothing would notice later
          throw new NotDifferentiable(draw.distribution().label(), let.site());
      case Op other -> {
        if (other instanceof Region region) {
          Explained.region(let, region, b);
        }
        List<Var> targets = b.emitLike(let, op);
        yield note(new Line(new Let(targets, op, let.site()), List.of()));
      }
    };
  }

  private List<Var> note(Line line) {
    List<Var> targets = line.let().targets();
    List<Boolean> marks = Activity.targets(line.let().op(), active);
    for (int k = 0; k < marks.size(); k++) {
      if (marks.get(k)) {
        active.add(targets.get(k));
      }
    }
    lines.add(line);
    return targets;
  }

  /// How many steps of a map are thrown away, if that is a constant and the same for all members.
  private OptionalLong discarded(Region.SimulateMap map) {
    return KnownValue.of(map.discard(), b)
        .filter(value -> value.shape().rank() == 0)
        .map(value -> OptionalLong.of(value.intAt(0)))
        .orElse(OptionalLong.empty());
  }
}
