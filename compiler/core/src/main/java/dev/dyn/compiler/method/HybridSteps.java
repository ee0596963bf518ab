package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// The blocks of a system with jumps or events that the drivers run beside its motion.
public record HybridSteps(Region.SimulateHybrid region) {
  public static HybridSteps of(Region.SimulateHybrid region) {
    return new HybridSteps(region);
  }

  /// `(which, t, stream, states…, environment…)` → the states after jump number `which`.
  public Block fire() {
    return acting(region.firings());
  }

  /// The same for event number `which`. In a map t is the number of the step.
  public Block act() {
    return acting(region.actions());
  }

  private Block acting(List<Block> blocks) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var which = names.fresh("which", Type.I64);
    Var clock = names.freshLike(region.rates().parameters().getFirst());
    Var stream = names.fresh("stream", Type.I64);
    JumpSystem system = JumpSystem.of(region);
    List<Var> x = system.stateParameters(names);
    List<Var> environment = system.environmentParameters(names);
    List<Var> after = JumpSystem.chosen(b, blocks, which, clock, stream, x, environment);
    return b.block(join(List.of(which, clock, stream), x, environment), after);
  }

  /// `(t, states…, environment…)` → how deep the state lies in the condition of each event, then
  /// how fast it goes deeper; NaN where a condition has no depth.
  public Block depths(Motion.Flow flow) {
    return new GuardDepths(region.guards(), flow.field()).block();
  }

  /// Whether the integrated rate moves along: where something jumps, and where nothing else moves.
  public static boolean hasHazard(int jumps, int moving) {
    return jumps > 0 || moving == 0;
  }

  /// The right-hand side of what moves between firings: `(t, moving states…, hazard, waiting
  /// states…, environment…)` → their slopes, and for the hazard the sum of the rates. Without jumps
  /// there is no hazard, unless nothing else moves.
  ///
  /// @throws IllegalStateException if the system does not move in time
  public Block field() {
    if (!(region.motion() instanceof Motion.Flow flow)) {
      throw new IllegalStateException("this system has no field");
    }
    int moving = flow.field().results().size();
    return hasHazard(region.firings().size(), moving) ? withHazard(flow.field()) : flow.field();
  }

  private Block withHazard(Block field) {
    int moving = field.results().size();
    Names names = new Names();
    Builder b = new Builder(names);
    JumpSystem system = JumpSystem.of(region);
    Var t = names.freshLike(field.parameters().getFirst());
    List<Var> x = system.stateParameters(names);
    Var hazard = names.fresh("hazard", t.type());
    List<Var> environment = system.environmentParameters(names);
    List<Var> given = join(List.of(t), x, environment);
    List<Var> slopes = new ArrayList<>(Blocks.inline(field, given, b));
    Var total = JumpSteps.total(b, Blocks.inline(region.rates(), given, b));
    slopes.add(b.convert(total, t.type().elem()));
    List<Var> parameters =
        join(
            List.of(t),
            x.subList(0, moving),
            List.of(hazard),
            x.subList(moving, x.size()),
            environment);
    return b.block(parameters, slopes);
  }

  /// The stochastic equations of what moves between firings, its integrated rate among it, as
  /// [#field()].
  public DiffusionSystem diffusion(Motion.Diffusion motion) {
    int moving = motion.drift().results().size();
    if (!hasHazard(region.firings().size(), moving)) {
      return new DiffusionSystem(motion.drift(), motion.diffusion());
    }
    Block noise = motion.diffusion();
    Builder b = new Builder(Names.after(noise));
    Var hazard = b.names().fresh("hazard", noise.parameters().getFirst().type());
    List<Var> given = noise.parameters();
    List<Var> parameters =
        join(
            given.subList(0, 1 + moving), List.of(hazard), given.subList(1 + moving, given.size()));
    Var still = b.fill(0, hazard.type());
    List<Let> lets = new ArrayList<>(noise.lets());
    lets.addAll(b.lets());
    return new DiffusionSystem(
        withHazard(motion.drift()),
        new Block(parameters, lets, join(noise.results(), List.of(still))));
  }

  /// `(s, h, states…, slopes…, states after…, slopes after…)` → states at `t + s*h`, by the cubic
  /// polynomial through both ends with their slopes (Hermite), for methods that have nothing
  /// better.
  public static Block cubic(FlowSystem system) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var s = names.fresh("s", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    List<Var> k = system.stateParameters(names, "_k");
    List<Var> y = system.stateParameters(names, "_after");
    List<Var> l = system.stateParameters(names, "_l");
    Var one = b.real(1, Elem.F64);
    Var rest = b.sub(one, s);
    Var square = b.mul(s, s);
    // x + s²(3 − 2s)(y − x) + h s(1−s)((1−s) k − s l)
    Var share = b.mul(square, b.fma(b.real(-2, Elem.F64), s, b.real(3, Elem.F64)));
    Var bend = b.mul(b.mul(h, s), rest);
    List<Var> results = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Type type = x.get(i).type();
      Var slopes =
          b.sub(
              b.mul(SlopeSums.spread(b, rest, type), k.get(i)),
              b.mul(SlopeSums.spread(b, s, type), l.get(i)));
      Var straight = b.fma(SlopeSums.spread(b, share, type), b.sub(y.get(i), x.get(i)), x.get(i));
      results.add(b.fma(SlopeSums.spread(b, bend, type), slopes, straight));
    }
    return b.block(join(List.of(s, h), x, k, y, l), results);
  }
}
