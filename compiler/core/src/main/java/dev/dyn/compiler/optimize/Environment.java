package dev.dyn.compiler.optimize;

import dev.dyn.compiler.batch.Varying;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a region hands to its blocks in every step: always the last parameters of each block.
///
/// @param vars in order
/// @param differs which of them differ between members
/// @param end the place behind them among the region's operands
record Environment(List<Var> vars, List<Boolean> differs, int end) {
  static Environment of(Region region) {
    List<Var> vars =
        switch (region) {
          case Region.SimulateFlow r -> r.environment();
          case Region.SimulateMap r -> r.environment();
          case Region.SimulateHybrid r -> r.environment();
          case SimulateDiffusion r -> r.environment();
          case Region.LyapunovFlow r -> r.environment();
          case Region.LyapunovMap r -> r.environment();
          case Region.Scan r -> r.environment();
          case FixedPoint r -> r.environment();
          case Nudge r -> r.environment();
        };
    int before =
        switch (region) {
          case Region.SimulateFlow r -> r.states().size();
          case Region.SimulateMap r -> r.states().size();
          case Region.SimulateHybrid r -> r.states().size();
          case SimulateDiffusion r -> r.states().size();
          case Region.LyapunovFlow r -> r.states().size();
          case Region.LyapunovMap r -> r.states().size();
          case Region.Scan r -> r.carried().size() + r.scanned().size();
          case FixedPoint r -> r.states().size();
          case Nudge r -> r.states().size();
        };
    int end = before + vars.size();
    List<Boolean> differs =
        region
            .members()
            .map(members -> members.differs().subList(before, end))
            .orElseGet(() -> vars.stream().map(_ -> false).toList());
    return new Environment(vars, differs, end);
  }

  /// `region`, whose blocks take `more` already, with `more` at the end of its environment.
  Region extended(Region region, List<Varying> more) {
    List<Var> all = new ArrayList<>(vars);
    more.forEach(v -> all.add(v.var()));
    Optional<Region.Members> members = region.members().map(old -> extended(old, more));
    return switch (region) {
      case Region.SimulateFlow r ->
          new Region.SimulateFlow(
              r.field(), r.outputs(), r.method(), r.grid(), r.states(), all, members);
      case Region.SimulateMap r ->
          new Region.SimulateMap(
              r.next(), r.outputs(), r.steps(), r.discard(), r.states(), all, members);
      case Region.SimulateHybrid r -> r.with(all, members);
      case SimulateDiffusion r -> r.around(all, members);
      case Region.LyapunovFlow r ->
          new Region.LyapunovFlow(
              r.field(),
              r.method(),
              r.start(),
              r.end(),
              r.settling(),
              r.count(),
              r.states(),
              all,
              members);
      case Region.LyapunovMap r ->
          new Region.LyapunovMap(
              r.next(), r.steps(), r.settling(), r.count(), r.states(), all, members);
      case Region.Scan r ->
          new Region.Scan(r.body(), r.length(), r.carried(), r.scanned(), all, members, r.stops());
      case FixedPoint r ->
          new FixedPoint(r.step(), r.floor(), r.tolerance(), r.states(), all, r.batch());
      case Nudge r -> new Nudge(r.field(), r.extent(), r.t(), r.states(), all);
    };
  }

  private Region.Members extended(Region.Members old, List<Varying> more) {
    List<Boolean> marks = new ArrayList<>(old.differs().subList(0, end));
    more.forEach(v -> marks.add(v.varies()));
    marks.addAll(old.differs().subList(end, old.differs().size()));
    return new Region.Members(old.size(), marks);
  }

  /// A block of the region with parameters for `more`, which it does not use.
  static Block widened(Block block, List<Varying> more, Names names) {
    List<Var> parameters = new ArrayList<>(block.parameters());
    for (Varying v : more) {
      Type type = v.varies() ? v.var().type().inner(1) : v.var().type();
      parameters.add(names.fresh(v.var().name(), type));
    }
    return new Block(parameters, block.lets(), block.results());
  }
}
