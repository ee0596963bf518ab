package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Expansions;
import dev.dyn.compiler.op.FixedPointLoop;
import dev.dyn.compiler.op.NudgeLines;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Meaning;
import dev.dyn.runtime.lines.Extent;
import dev.dyn.runtime.lines.Line;
import dev.dyn.runtime.lines.LineBlock;
import dev.dyn.runtime.lines.LineWork;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.lines.TensorType;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Writes blocks of the IR as lines that the runtime runs: variables become numbers, functions the
/// names of their methods, regions their places in a list.
public final class LineTranslation {
  private final List<Let> regions;
  private final Map<LineWork.Scan, Region.Scan> scans;
  private final Map<Var, Integer> numbers = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private int values;

  private LineTranslation(List<Let> regions, Map<LineWork.Scan, Region.Scan> scans) {
    this.regions = regions;
    this.scans = scans;
  }

  /// A block as lines.
  ///
  /// @param regions the lines of the IR that [LineWork.Drive] mentions by their numbers
  /// @param scans what each scan among the lines stands for, by identity
  public record Translated(
      LineBlock block, List<Let> regions, Map<LineWork.Scan, Region.Scan> scans) {
    public Translated {
      regions = List.copyOf(regions);
    }
  }

  public static Translated of(Block block) {
    List<Let> regions = new ArrayList<>();
    Map<LineWork.Scan, Region.Scan> scans = new IdentityHashMap<>();
    return new Translated(new LineTranslation(regions, scans).block(block), regions, scans);
  }

  private LineBlock block(Block block) {
    block.parameters().forEach(this::define);
    block.lets().forEach(this::add);
    return new LineBlock(
        values, types(block.parameters()), lines, numbers(block.results()), types(block.results()));
  }

  private int define(Var var) {
    numbers.put(var, values);
    return values++;
  }

  private int number(Var var) {
    Integer number = numbers.get(var);
    if (number == null) {
      throw new IllegalStateException(var + " is used before it has a value");
    }
    return number;
  }

  private List<Integer> numbers(List<Var> vars) {
    return vars.stream().map(this::number).toList();
  }

  private void add(Let let) {
    if (let.op() instanceof Op.Elementwise(var fn, var args)
        && fn.meaning() instanceof Meaning.Expansion) {
      Block expanded = Expansions.lines(fn, args.stream().map(Var::type).toList());
      List<Integer> results = inline(expanded, numbers(args), let.site());
      numbers.put(let.target(), results.getFirst());
      return;
    }
    List<Integer> operands = numbers(let.op().operands());
    if (let.op() instanceof FixedPoint point) {
      stand(let, inline(FixedPointLoop.block(point), operands, let.site()));
      return;
    }
    if (let.op() instanceof Nudge nudge) {
      stand(let, inline(NudgeLines.block(nudge), operands, let.site()));
      return;
    }
    LineWork work = work(let);
    lines.add(
        new Line(work, operands, let.targets().stream().map(this::define).toList(), let.site()));
  }

  /// Makes the results of other lines those of `let`.
  private void stand(Let let, List<Integer> results) {
    for (int k = 0; k < results.size(); k++) {
      numbers.put(let.targets().get(k), results.get(k));
    }
  }

  /// The lines of `block`, whose variables are none of ours, among ours; gives the numbers of its
  /// results.
  private List<Integer> inline(Block block, List<Integer> arguments, int site) {
    Map<Var, Integer> outer = new HashMap<>(numbers);
    numbers.clear();
    for (int k = 0; k < arguments.size(); k++) {
      numbers.put(block.parameters().get(k), arguments.get(k));
    }
    block.lets().forEach(let -> add(new Let(let.targets(), let.op(), site)));
    List<Integer> results = numbers(block.results());
    numbers.clear();
    numbers.putAll(outer);
    return results;
  }

  private LineWork work(Let let) {
    return switch (let.op()) {
      case Constant(Tensor value) -> new LineWork.Constant(value);
      case Iota(Dim size) -> new LineWork.Count(extent(size));
      case Size(Dim size) -> new LineWork.Size(extent(size));
      case Op.Elementwise(var fn, var args) -> new LineWork.Elementwise(loop(fn, args));
      case Op.Reduce(var fn, _, var axes) -> new LineWork.Reduce(fn.meaning(), axes);
      case Reindex reindex -> move(reindex);
      case Op.Contract(_, _, int batch, int summed) -> new LineWork.Contract(batch, summed);
      case Op.ArrayCall(var fn, _, int batch) ->
          new LineWork.ArrayFunction(fn.name(), batch, types(let.targets()));
      case Op.Draw(var law, _, _, var dims, var elem) ->
          new LineWork.Draw(law.label(), extents(dims), elem);
      case Region.Scan scan -> scan(scan);
      case Region _ -> {
        regions.add(let);
        yield new LineWork.Drive(regions.size() - 1, types(let.targets()));
      }
    };
  }

  private static LoopName loop(ScalarFn fn, List<Var> args) {
    return switch (fn.meaning()) {
      case Meaning.StaticMethod method ->
          ElementLoops.name(fn, method, args.stream().map(arg -> arg.type().elem()).toList());
      case Meaning.Expansion _ -> throw new IllegalStateException(fn + " is expanded before");
    };
  }

  private static LineWork move(Reindex op) {
    return switch (op) {
      case Reindex.Reshape(_, var dims) -> new LineWork.Reshape(extents(dims));
      case Reindex.Transpose(_, var order) -> new LineWork.Transpose(order);
      case Reindex.Broadcast(_, var dims, var axes) -> new LineWork.Broadcast(extents(dims), axes);
      case Reindex.Slice(_, int axis, var start, var size, int stride) ->
          new LineWork.Slice(axis, extent(start), extent(size), stride);
      case Reindex.Pad(_, int axis, var start, var total, int stride) ->
          new LineWork.Pad(axis, extent(start), extent(total), stride);
      case Reindex.Gather(_, _, int batch) -> new LineWork.Gather(batch);
      case Reindex.Scatter(_, _, int batch, var dims) -> new LineWork.Scatter(batch, extents(dims));
      case Reindex.Concat(_, int axis) -> new LineWork.Concat(axis);
    };
  }

  private LineWork scan(Region.Scan scan) {
    LineWork.Scan work =
        new LineWork.Scan(
            new LineTranslation(regions, scans).block(scan.body()),
            scan.carried().size(),
            scan.scanned().size(),
            extent(scan.length()),
            scan.members()
                .map(members -> new LineWork.Members(extent(members.size()), members.differs())),
            scan.stops());
    scans.put(work, scan);
    return work;
  }

  private static List<TensorType> types(List<Var> vars) {
    return vars.stream().map(var -> type(var.type())).toList();
  }

  private static TensorType type(Type type) {
    return new TensorType(type.elem(), extents(type.dims()));
  }

  private static List<Extent> extents(List<Dim> dims) {
    return dims.stream().map(LineTranslation::extent).toList();
  }

  private static Extent extent(Dim dim) {
    List<Extent.Term> terms = new ArrayList<>();
    dim.terms().forEach((names, factor) -> terms.add(new Extent.Term(factor, names)));
    return new Extent(terms);
  }
}
