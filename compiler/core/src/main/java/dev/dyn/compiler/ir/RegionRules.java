package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether a region's blocks fit its operands. Operands that differ between members are looked at
/// without the member axis.
final class RegionRules {
  private final Region region;
  private final List<String> problems = new ArrayList<>();

  private RegionRules(Region region) {
    this.region = region;
  }

  static List<String> problems(Region region) {
    RegionRules rules = new RegionRules(region);
    rules.members();
    if (rules.problems.isEmpty()) {
      rules.check();
    }
    return rules.problems;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private void members() {
    if (region.members().isEmpty()) {
      return;
    }
    Region.Members members = region.members().get();
    List<Var> operands = region.operands();
    require(
        members.differs().size() == operands.size(),
        members.differs().size() + " marks for " + operands.size() + " operands");
    for (int k = 0; k < operands.size() && problems.isEmpty(); k++) {
      Type type = operands.get(k).type();
      boolean carries = type.rank() > 0 && type.dim(0).equals(members.size());
      require(
          !members.differs().get(k) || carries,
          operands.get(k) + " of type " + type + " does not carry " + members.size() + " members");
    }
  }

  /// The types of the operands from `from` to `to`, for one member.
  private List<Type> single(int from, int to) {
    List<Type> types = new ArrayList<>();
    for (int k = from; k < to; k++) {
      Type type = region.operands().get(k).type();
      int at = k;
      boolean differs = region.members().map(m -> m.differs().get(at)).orElse(false);
      types.add(differs ? type.inner(1) : type);
    }
    return types;
  }

  private void check() {
    int all = region.operands().size();
    switch (region) {
      case Region.SimulateFlow r -> {
        Ends ends = ends(r.states(), r.environment());
        List<Type> parameters = joined(time(r.field()), ends.states, ends.environment);
        require(time(r.field()).getFirst().elem().isReal(), "time is no real number");
        block("the field", r.field(), parameters);
        block("the outputs", r.outputs(), parameters);
        results("the field", r.field(), ends.states);
        int methodEnd = ends.end + r.method().operands().size();
        scalars("the method", Type.F64, ends.end, methodEnd);
        grid(r.grid(), methodEnd, all);
      }
      case SimulateDiffusion r -> {
        Ends ends = ends(r.states(), r.environment());
        List<Type> parameters = joined(time(r.drift()), ends.states, ends.environment);
        int states = r.states().size();
        List<Type> noises =
            r.diffusion().parameters().subList(1 + states, 1 + states + r.noises()).stream()
                .map(Var::type)
                .toList();
        List<Type> before = joined(time(r.drift()), ends.states, noises);
        block("the drift", r.drift(), parameters);
        block("the diffusion", r.diffusion(), joined(before, ends.environment, List.of()));
        block("the outputs", r.outputs(), parameters);
        results("the drift", r.drift(), ends.states);
        results("the diffusion", r.diffusion(), ends.states);
        scalars("the step", Type.F64, ends.end, ends.end + 1);
        int noiseAt = ends.end + 1 + r.grid().operands().size();
        grid(r.grid(), ends.end + 1, noiseAt);
        noise(r.noise(), r.noises(), noiseAt, all);
      }
      case Region.SimulateMap r -> {
        Ends ends = ends(r.states(), r.environment());
        List<Type> parameters = joined(List.of(Type.I64), ends.states, ends.environment);
        block("the map", r.next(), parameters);
        block("the outputs", r.outputs(), parameters);
        results("the map", r.next(), ends.states);
        scalars("discard", Type.I64, ends.end, all);
      }
      case Region.SimulateHybrid r -> hybrid(r);
      case Region.LyapunovFlow r -> {
        Ends ends = ends(r.states(), r.environment());
        List<Type> moved = joined(ends.states, vectors(ends.states, r.count()), List.of());
        block("the field", r.field(), joined(time(r.field()), moved, ends.environment));
        results("the field", r.field(), moved);
        scalars("method and times", Type.F64, ends.end, all);
      }
      case Region.LyapunovMap r -> {
        Ends ends = ends(r.states(), r.environment());
        List<Type> moved = joined(ends.states, vectors(ends.states, r.count()), List.of());
        block("the map", r.next(), joined(List.of(Type.I64), moved, ends.environment));
        results("the map", r.next(), moved);
        scalars("the numbers of steps", Type.I64, ends.end, all);
      }
      case Region.Scan r -> scan(r);
      case FixedPoint r -> fixedPoint(r);
      case Nudge r -> nudge(r);
    }
  }

  private void hybrid(Region.SimulateHybrid r) {
    Ends ends = ends(r.states(), r.environment());
    int all = r.operands().size();
    List<Type> clock = r.motion() instanceof Motion.Steps ? List.of(Type.I64) : time(r.rates());
    List<Type> parameters = joined(clock, ends.states, ends.environment);
    List<Type> acting = joined(clock, List.of(Type.I64, Type.BOOL), ends.states);
    block("the rates", r.rates(), parameters);
    block("the guards", r.guards(), parameters);
    block("the outputs", r.outputs(), parameters);
    results("the rates", r.rates(), r.firings().stream().map(_ -> Type.F64).toList());
    results("the guards", r.guards(), r.actions().stream().map(_ -> Type.BOOL).toList());
    for (Block acts : Stream.concat(r.firings().stream(), r.actions().stream()).toList()) {
      block("a firing or action", acts, joined(acting, ends.environment, List.of()));
      results("a firing or action", acts, ends.states);
    }
    int states = ends.states.size();
    require(
        r.logged() <= states
            && ends.states.subList(states - r.logged(), states).stream().allMatch(Type.F64::equals),
        "what is logged are no numbers");
    scalars("the stream", Type.I64, ends.end, ends.end + 1);
    int motionAt = ends.end + 1;
    switch (r.motion()) {
      case Motion.Flow flow -> {
        block("the field", flow.field(), parameters);
        int moving = Math.min(flow.field().results().size(), ends.states.size());
        results("the field", flow.field(), ends.states.subList(0, moving));
        int gridAt = motionAt + flow.method().operands().size();
        scalars("the method", Type.F64, motionAt, gridAt);
        grid(flow.grid(), gridAt, all);
      }
      case Motion.Diffusion run -> diffusion(run, ends, parameters, motionAt, all);
      case Motion.Waiting waiting -> grid(waiting.grid(), motionAt, all);
      case Motion.Steps map -> {
        block("the map", map.next(), parameters);
        results("the map", map.next(), ends.states);
        scalars("discard", Type.I64, motionAt, all);
      }
    }
  }

  private void diffusion(Motion.Diffusion run, Ends ends, List<Type> parameters, int at, int all) {
    block("the drift", run.drift(), parameters);
    int moving = Math.min(run.drift().results().size(), ends.states.size());
    List<Type> first = ends.states.subList(0, moving);
    List<Type> waiting = ends.states.subList(moving, ends.states.size());
    List<Type> noises = run.noises();
    List<Type> before = joined(time(run.drift()), first, noises);
    block("the diffusion", run.diffusion(), joined(before, waiting, ends.environment));
    results("the drift", run.drift(), first);
    results("the diffusion", run.diffusion(), first);
    scalars("the step", Type.F64, at, at + 1);
    int noiseAt = at + 1 + run.grid().operands().size();
    grid(run.grid(), at + 1, noiseAt);
    noise(run.noise(), noises.size(), noiseAt, all);
  }

  private void noise(SimulateDiffusion.Noise noise, int count, int at, int end) {
    switch (noise) {
      case SimulateDiffusion.Noise.Drawn drawn -> {
        scalars("the noise", Type.I64, at, end);
        require(drawn.streams().size() == count, "a stream for each noise is needed");
      }
      case SimulateDiffusion.Noise.Path _ -> {
        scalars("the path", Type.I64, at, at + 1);
        scalars("the times of the path", Type.F64, at + 1, end);
      }
    }
  }

  private void scan(Region.Scan r) {
    int carriedEnd = r.carried().size();
    int scannedEnd = carriedEnd + r.scanned().size();
    List<Type> carried = single(0, carriedEnd);
    List<Type> scanned = single(carriedEnd, scannedEnd);
    boolean areLong = scanned.stream().allMatch(t -> t.rank() > 0 && t.dim(0).equals(r.length()));
    require(areLong, "scanned " + scanned + " for " + r.length() + " turns");
    if (areLong) {
      List<Type> rows = scanned.stream().map(t -> t.inner(1)).toList();
      block("the body", r.body(), joined(carried, rows, single(scannedEnd, r.operands().size())));
      boolean enough = r.body().results().size() >= carriedEnd;
      require(
          !r.stops() || !carried.isEmpty() && carried.getFirst().elem() == Elem.BOOL,
          "a scan that stops carries " + carried);
      require(enough, "the body does not give all carried values");
      if (enough) {
        List<Type> given = r.body().resultTypes().subList(0, carriedEnd);
        require(given.equals(carried), "the body carries " + given + ", expected " + carried);
      }
    }
  }

  private void fixedPoint(FixedPoint r) {
    Ends ends = ends(r.states(), r.environment());
    List<Type> parameters = joined(ends.states, ends.environment, List.of());
    block("the step", r.step(), parameters);
    results("the step", r.step(), ends.states);
    require(
        ends.states.stream().allMatch(t -> t.elem().isReal() && t.rank() >= r.batch()),
        "the states are " + ends.states + " with " + r.batch() + " axes of rows");
    Type tolerance = single(ends.end, ends.end + 1).getFirst();
    require(
        tolerance.elem() == Elem.F64 && tolerance.rank() == r.batch(),
        "the tolerance is " + tolerance);
  }

  private void nudge(Nudge r) {
    Ends ends = ends(r.states(), r.environment());
    Type t = single(ends.end, ends.end + 1).getFirst();
    List<Type> parameters = joined(List.of(t), ends.states, ends.environment);
    block("the field", r.field(), parameters);
    results("the field", r.field(), ends.states);
    require(
        ends.states.stream().allMatch(type -> type.elem().isReal()),
        "the states are " + ends.states);
    switch (r.extent()) {
      case Nudge.By(Var dt) ->
          require(dt.type().equals(r.length()), "the moment is " + dt.type() + " at " + t);
      case Nudge.Until(Block depth) -> {
        block("the depth", depth, parameters);
        results("the depth", depth, List.of(r.length()));
      }
    }
  }

  private record Ends(List<Type> states, List<Type> environment, int end) {}

  private Ends ends(List<Var> states, List<Var> environment) {
    int end = states.size() + environment.size();
    return new Ends(single(0, states.size()), single(states.size(), end), end);
  }

  private static List<Type> time(Block block) {
    boolean isScalar =
        !block.parameters().isEmpty() && block.parameters().getFirst().type().isScalar();
    return List.of(isScalar ? block.parameters().getFirst().type() : Type.F64);
  }

  private static List<Type> vectors(List<Type> states, int count) {
    return states.stream().map(type -> type.under(Dim.of(count))).toList();
  }

  private static List<Type> joined(List<Type> a, List<Type> b, List<Type> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }

  private void block(String what, Block block, List<Type> expected) {
    List<Type> given = block.parameters().stream().map(Var::type).toList();
    require(given.equals(expected), what + " takes " + given + ", expected " + expected);
  }

  private void results(String what, Block block, List<Type> expected) {
    require(
        block.resultTypes().equals(expected),
        what + " gives " + block.resultTypes() + ", expected " + expected);
  }

  private void scalars(String what, Type type, int from, int to) {
    List<Type> given = single(from, to);
    require(given.stream().allMatch(type::equals), what + ": " + given + " instead of " + type);
  }

  private void grid(TimeGrid grid, int from, int to) {
    switch (grid) {
      case TimeGrid.Every _ -> scalars("the times", Type.F64, from, to);
      case TimeGrid.EachStep each -> {
        scalars("the times", Type.F64, from, from + 2);
        boolean isVector =
            single(from + 2, to).stream().allMatch(t -> t.elem() == Elem.F64 && t.rank() == 1);
        require(isVector, "the stops are " + single(from + 2, to));
        require(
            each.stops().isEmpty() || region instanceof Region.SimulateHybrid,
            "only happenings have stops");
      }
      case TimeGrid.At at -> {
        scalars("the start", Type.F64, from, from + 1);
        List<Type> times = single(from + 1, to);
        Type expected = Type.F64.under(at.count());
        require(times.equals(List.of(expected)), "the times are " + times + ", not " + expected);
      }
    }
  }
}
