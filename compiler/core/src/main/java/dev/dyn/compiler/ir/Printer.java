package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a block as text that [IrParser] reads back to an equal block, one line for each let:
///
/// ```
/// block (%x.0: f64[3], %k.1: f64) {
///   %k.2: f64[3] = broadcast %k.1 to [3] along []
///   %mul.3: f64[3] = mul(%x.0, %k.2) @17
/// } -> (%mul.3)
/// ```
///
/// `@17` is the offset in the source. What an open block takes from outside stands in `given (…)`.
public final class Printer {
  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /// `block` with the numbers that its variables have.
  public static String print(Block block) {
    Printer printer = new Printer();
    printer.block("block", block, Blocks.freeVariables(block), "");
    return printer.out.toString();
  }

  /// `block` with variables numbered in order of appearance, so that the text does not depend on
  /// what was made and thrown away before: for approved texts.
  public static String stable(Block block) {
    return print(Renumbering.of(block));
  }

  private void block(String keyword, Block block, List<Var> given, String indent) {
    out.append(indent).append(keyword).append(' ').append(definitions(block.parameters()));
    if (!given.isEmpty()) {
      out.append(" given ").append(definitions(given));
    }
    out.append(" {\n");
    for (Let let : block.lets()) {
      out.append(indent).append("  ");
      out.append(let.targets().stream().map(IrText::definition).collect(Collectors.joining(", ")));
      out.append(" = ");
      op(let.op(), indent + "  ");
      if (let.site() >= 0) {
        out.append(" @").append(let.site());
      }
      out.append('\n');
    }
    out.append(indent).append("} -> ").append(vars(block.results())).append('\n');
  }

  private void op(Op op, String indent) {
    switch (op) {
      case Constant(Tensor value) -> out.append("constant").append(entries(value));
      case Iota(Dim size) -> out.append("iota ").append(IrText.dim(size));
      case Size(Dim size) -> out.append("size ").append(IrText.dim(size));
      case Op.Elementwise(var fn, var args) -> out.append(fn.name()).append(vars(args));
      case Op.Reduce(var fn, var arg, var axes) ->
          line("reduce %s %s over %s", fn.label(), IrText.var(arg), axes);
      case Reindex reindex -> out.append(reindexing(reindex));
      case Op.Contract(var left, var right, int batch, int summed) ->
          line(
              "contract %s %s batch %s summed %s",
              IrText.var(left), IrText.var(right), batch, summed);
      case Op.ArrayCall(var fn, var args, int batch) ->
          line("array %s%s batch %s", fn.name(), vars(args), batch);
      case Op.Draw(var law, var stream, var parameters, var dims, var elem) ->
          line(
              "draw %s stream %s %s dims %s %s",
              law.label(), IrText.var(stream), vars(parameters), IrText.dims(dims), elem.label());
      case Region region -> region(region, indent);
    }
  }

  private void line(String format, Object... parts) {
    out.append(String.format(format, parts));
  }

  private static String entries(Tensor value) {
    int n = value.size();
    String first = n == 0 ? "" : IrText.entry(value, 0);
    boolean allEqual = n > 1;
    StringBuilder all = new StringBuilder();
    for (int k = 0; k < n; k++) {
      String entry = IrText.entry(value, k);
      allEqual &= entry.equals(first);
      all.append(' ').append(entry);
    }
    return allEqual ? " all " + first : all.toString();
  }

  private static String reindexing(Reindex op) {
    return switch (op) {
      case Reindex.Reshape(var arg, var dims) ->
          String.format("reshape %s to %s", IrText.var(arg), IrText.dims(dims));
      case Reindex.Transpose(var arg, var order) ->
          String.format("transpose %s by %s", IrText.var(arg), order);
      case Reindex.Broadcast(var arg, var dims, var axes) ->
          String.format("broadcast %s to %s along %s", IrText.var(arg), IrText.dims(dims), axes);
      case Reindex.Slice(var arg, int axis, var start, var size, int stride) ->
          String.format(
              "slice %s axis %s from %s size %s stride %s",
              IrText.var(arg), axis, IrText.dim(start), IrText.dim(size), stride);
      case Reindex.Pad(var arg, int axis, var start, var total, int stride) ->
          String.format(
              "pad %s axis %s from %s total %s stride %s",
              IrText.var(arg), axis, IrText.dim(start), IrText.dim(total), stride);
      case Reindex.Gather(var source, var indices, int batch) ->
          String.format("gather %s at %s batch %s", IrText.var(source), vars(indices), batch);
      case Reindex.Scatter(var updates, var indices, int batch, var dims) ->
          String.format(
              "scatter %s at %s batch %s into %s",
              IrText.var(updates), vars(indices), batch, IrText.dims(dims));
      case Reindex.Concat(var args, int axis) ->
          String.format("concat %s axis %s", vars(args), axis);
    };
  }

  private void region(Region region, String indent) {
    switch (region) {
      case Region.SimulateFlow r -> {
        line("simulate_flow %s %s", method(r.method()), grid(r.grid()));
        carried(r.states(), r.environment());
      }
      case Region.SimulateMap r -> {
        line("simulate_map steps %s discard %s", IrText.dim(r.steps()), IrText.var(r.discard()));
        carried(r.states(), r.environment());
      }
      case Region.SimulateHybrid r -> {
        line(
            "simulate_hybrid %s firings %s actions %s events %s logged %s stream %s",
            motion(r.motion()),
            r.firings().size(),
            r.actions().size(),
            IrText.dim(r.events()),
            r.logged(),
            IrText.var(r.stream()));
        carried(r.states(), r.environment());
      }
      case SimulateDiffusion r -> {
        String method = IrText.word(r.method().name());
        line(
            "simulate_diffusion %s %s %s %s %s",
            method,
            IrText.var(r.dt()),
            grid(r.grid()),
            noise(r.noise()),
            r.keepsNonFinite() ? "any" : "finite");
        carried(r.states(), r.environment());
      }
      case Region.LyapunovFlow r -> {
        List<Var> times = List.of(r.start(), r.end(), r.settling());
        line("lyapunov_flow %s times %s count %s", method(r.method()), vars(times), r.count());
        carried(r.states(), r.environment());
      }
      case Region.LyapunovMap r -> {
        List<Var> times = List.of(r.steps(), r.settling());
        line("lyapunov_map times %s count %s", vars(times), r.count());
        carried(r.states(), r.environment());
      }
      case Region.Scan r -> {
        String kind = r.stops() ? "scan_until" : "scan";
        line("%s length %s scanned %s", kind, IrText.dim(r.length()), vars(r.scanned()));
        carried(r.carried(), r.environment());
      }
      case Nudge r -> {
        String extent =
            switch (r.extent()) {
              case Nudge.By(Var dt) -> "by " + IrText.var(dt);
              case Nudge.Until _ -> "until";
            };
        line("nudge %s t %s", extent, IrText.var(r.t()));
        carried(r.states(), r.environment());
      }
      case FixedPoint r -> {
        line(
            "fixed_point floor %s tolerance %s batch %s",
            r.floor() == 0 ? 0 : 1, IrText.var(r.tolerance()), r.batch());
        carried(r.states(), r.environment());
      }
    }
    region
        .members()
        .ifPresent(m -> line(" members %s differs %s", IrText.dim(m.size()), marks(m.differs())));
    out.append(" {\n");
    for (Block block : region.blocks()) {
      block("block", block, List.of(), indent + "  ");
    }
    out.append(indent).append('}');
  }

  private void carried(List<Var> states, List<Var> environment) {
    line(" states %s environment %s", vars(states), vars(environment));
  }

  private static String motion(Motion motion) {
    return switch (motion) {
      case Motion.Flow flow -> "flow " + method(flow.method()) + " " + grid(flow.grid());
      case Motion.Diffusion run ->
          String.join(
              " ",
              "diffusion",
              IrText.word(run.method().name()),
              IrText.var(run.dt()),
              grid(run.grid()),
              noise(run.noise()));
      case Motion.Waiting waiting ->
          "waiting " + waiting.method().label() + " " + grid(waiting.grid());
      case Motion.Steps map ->
          "steps " + IrText.dim(map.steps()) + " discard " + IrText.var(map.discard());
    };
  }

  private static String method(Method method) {
    String keyword =
        switch (method) {
          case Method.Fixed _ -> "fixed";
          case Method.Adaptive _ -> "adaptive";
        };
    return keyword + " " + IrText.word(method.tableau().name()) + " " + vars(method.operands());
  }

  private static String grid(TimeGrid grid) {
    String keyword =
        switch (grid) {
          case TimeGrid.Every _ -> "every";
          case TimeGrid.At _ -> "at";
          case TimeGrid.EachStep _ -> "eachstep";
        };
    return keyword + " " + vars(grid.operands()) + " count " + IrText.dim(grid.count());
  }

  private static String noise(SimulateDiffusion.Noise noise) {
    String keyword =
        switch (noise) {
          case SimulateDiffusion.Noise.Drawn _ -> "drawn";
          case SimulateDiffusion.Noise.Path _ -> "path";
        };
    return keyword + " " + vars(noise.operands());
  }

  private static String marks(List<Boolean> differs) {
    return differs.stream().map(d -> d ? "1" : "0").collect(Collectors.joining(", ", "[", "]"));
  }

  private static String vars(List<Var> vars) {
    return vars.stream().map(IrText::var).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String definitions(List<Var> vars) {
    return vars.stream().map(IrText::definition).collect(Collectors.joining(", ", "(", ")"));
  }
}
