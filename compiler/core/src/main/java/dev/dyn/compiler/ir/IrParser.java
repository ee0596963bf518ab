package dev.dyn.compiler.ir;

import dev.dyn.compiler.method.StochasticMethods;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.FirstRows;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what [Printer] writes. For tests and for looking into the compiler: types are taken as
/// they stand, and [Verifier] says whether they are right.
public final class IrParser {
  private static final Block NO_BLOCK = new Block(List.of(), List.of(), List.of());

  private final IrTokens tokens;
  private final Function<String, Tableau> tableaux;

  private IrParser(IrTokens tokens, Function<String, Tableau> tableaux) {
    this.tokens = tokens;
    this.tableaux = tableaux;
  }

  /// The block that `text` stands for; methods are found by name in `tableaux`.
  ///
  /// @throws IllegalArgumentException with the line, if it is no printed block
  public static Block parse(String text, Function<String, Tableau> tableaux) {
    IrParser parser = new IrParser(new IrTokens(text), tableaux);
    Block block = parser.block();
    if (!parser.tokens.isAtEnd()) {
      throw parser.tokens.fail("the end");
    }
    return block;
  }

  /// As above, for a block without integration methods.
  public static Block parse(String text) {
    return parse(
        text,
        name -> {
          throw new IllegalArgumentException("no method is called " + name);
        });
  }

  private Block block() {
    tokens.expect("block");
    List<Var> parameters = tokens.definitions();
    if (tokens.takeIf("given")) {
      tokens.definitions();
    }
    tokens.expect("{");
    List<Let> lets = new ArrayList<>();
    while (!tokens.takeIf("}")) {
      lets.add(let());
    }
    tokens.expect("->");
    return new Block(parameters, lets, tokens.uses());
  }

  private Let let() {
    List<Var> targets = new ArrayList<>();
    while (!tokens.takeIf("=")) {
      if (!targets.isEmpty()) {
        tokens.expect(",");
      }
      targets.add(tokens.definition());
    }
    Op op = op(targets);
    return new Let(targets, op, tokens.takeIf("@") ? tokens.integer() : -1);
  }

  private Op op(List<Var> targets) {
    if (tokens.peekSecond().equals("(") && Functions.scalar(tokens.peek()).isPresent()) {
      var fn = Functions.scalar(tokens.take()).orElseThrow();
      return new Op.Elementwise(fn, tokens.uses());
    }
    return switch (tokens.take()) {
      case "constant" -> new Constant(tensor(targets.getFirst().type()));
      case "iota" -> new Iota(tokens.dim());
      case "size" -> new Size(tokens.dim());
      case "reduce" -> new Op.Reduce(reduceFn(), tokens.use(), after("over", tokens::integers));
      case "reshape" -> new Reindex.Reshape(tokens.use(), after("to", tokens::dims));
      case "transpose" -> new Reindex.Transpose(tokens.use(), after("by", tokens::integers));
      case "broadcast" ->
          new Reindex.Broadcast(
              tokens.use(), after("to", tokens::dims), after("along", tokens::integers));
      case "slice" ->
          new Reindex.Slice(
              tokens.use(),
              number("axis"),
              after("from", tokens::dim),
              after("size", tokens::dim),
              number("stride"));
      case "pad" ->
          new Reindex.Pad(
              tokens.use(),
              number("axis"),
              after("from", tokens::dim),
              after("total", tokens::dim),
              number("stride"));
      case "gather" -> new Reindex.Gather(tokens.use(), after("at", tokens::uses), number("batch"));
      case "scatter" ->
          new Reindex.Scatter(
              tokens.use(),
              after("at", tokens::uses),
              number("batch"),
              after("into", tokens::dims));
      case "concat" -> new Reindex.Concat(tokens.uses(), number("axis"));
      case "contract" ->
          new Op.Contract(tokens.use(), tokens.use(), number("batch"), number("summed"));
      case "array" -> {
        String name = tokens.take();
        var fn =
            name.equals(FirstRows.NAME)
                ? new FirstRows(targets.getFirst().type().dim(0))
                : Functions.array(name)
                    .orElseThrow(() -> tokens.fail("a function of arrays, not " + name));
        yield new Op.ArrayCall(fn, tokens.uses(), number("batch"));
      }
      case "draw" ->
          new Op.Draw(
              distribution(),
              after("stream", tokens::use),
              tokens.uses(),
              after("dims", tokens::dims),
              tokens.elem());
      case "simulate_flow" -> simulateFlow();
      case "simulate_diffusion" -> simulateDiffusion();
      case "simulate_map" -> simulateMap();
      case "simulate_hybrid" -> simulateHybrid();
      case "lyapunov_flow" -> lyapunovFlow();
      case "lyapunov_map" -> lyapunovMap();
      case "scan" -> scan(false);
      case "scan_until" -> scan(true);
      case "fixed_point" -> fixedPoint();
      case "nudge" -> nudge();
      case String other -> throw tokens.fail("an operation, not " + other);
    };
  }

  private <T> T after(String keyword, Supplier<T> item) {
    tokens.expect(keyword);
    return item.get();
  }

  private int number(String keyword) {
    return after(keyword, tokens::integer);
  }

  private ReduceFn reduceFn() {
    String label = tokens.take();
    return Arrays.stream(ReduceFn.values())
        .filter(fn -> fn.label().equals(label))
        .findFirst()
        .orElseThrow(() -> tokens.fail("a reduction, not " + label));
  }

  private Distribution distribution() {
    String label = tokens.take();
    return Arrays.stream(Distribution.values())
        .filter(law -> law.label().equals(label))
        .findFirst()
        .orElseThrow(() -> tokens.fail("a distribution, not " + label));
  }

  private Tensor tensor(Type type) {
    Shape shape = type.shape();
    boolean allEqual = tokens.takeIf("all");
    int n = shape.size();
    String[] entries = new String[n];
    for (int k = 0; k < n; k++) {
      entries[k] = allEqual && k > 0 ? entries[0] : tokens.take();
    }
    return switch (type.elem()) {
      case F64 ->
          new Tensor.F64(shape, Arrays.stream(entries).mapToDouble(IrParser::real).toArray());
      case F32 -> {
        float[] values = new float[n];
        for (int k = 0; k < n; k++) {
          values[k] = single(entries[k]);
        }
        yield new Tensor.F32(shape, values);
      }
      case I64 ->
          new Tensor.I64(shape, Arrays.stream(entries).mapToLong(Long::parseLong).toArray());
      case BOOL ->
          new Tensor.Bool(
              shape, Arrays.stream(entries).mapToLong(e -> e.equals("true") ? 1 : 0).toArray());
    };
  }

  private static double real(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      case String bits when bits.startsWith("nan") ->
          Double.longBitsToDouble(Long.parseUnsignedLong(bits.substring(3), 16));
      case String number -> Double.parseDouble(number);
    };
  }

  private static float single(String text) {
    return switch (text) {
      case "inf" -> Float.POSITIVE_INFINITY;
      case "-inf" -> Float.NEGATIVE_INFINITY;
      case "nan" -> Float.NaN;
      case String bits when bits.startsWith("nan") ->
          Float.intBitsToFloat(Integer.parseUnsignedInt(bits.substring(3), 16));
      case String number -> Float.parseFloat(number);
    };
  }

  private Method method() {
    String kind = tokens.take();
    Tableau tableau = tableaux.apply(tokens.word());
    List<Var> operands = tokens.uses();
    return kind.equals("fixed")
        ? new Method.Fixed(tableau, operands.getFirst())
        : new Method.Adaptive(tableau, operands.get(0), operands.get(1));
  }

  private TimeGrid grid() {
    String kind = tokens.take();
    List<Var> x = tokens.uses();
    Dim count = after("count", tokens::dim);
    return switch (kind) {
      case "every" -> new TimeGrid.Every(x.get(0), x.get(1), x.get(2), count);
      case "at" -> new TimeGrid.At(x.get(0), x.get(1), count);
      case "eachstep" ->
          new TimeGrid.EachStep(x.get(0), x.get(1), x.stream().skip(2).findFirst(), count);
      case String other -> throw tokens.fail("a time grid, not " + other);
    };
  }

  private Region simulateFlow() {
    Method method = method();
    TimeGrid grid = grid();
    Rest r = rest();
    return new Region.SimulateFlow(
        r.blocks.get(0), r.blocks.get(1), method, grid, r.states, r.environment, r.members);
  }

  private Region simulateDiffusion() {
    StochasticTableau method = StochasticMethods.find(tokens.word()).orElseThrow();
    Var dt = tokens.use();
    TimeGrid grid = grid();
    SimulateDiffusion.Noise noise = noise();
    boolean keepsNonFinite = tokens.take().equals("any");
    Rest r = rest();
    return new SimulateDiffusion(
        r.blocks.get(0),
        r.blocks.get(1),
        r.blocks.get(2),
        method,
        dt,
        grid,
        noise,
        keepsNonFinite,
        r.states,
        r.environment,
        r.members);
  }

  private SimulateDiffusion.Noise noise() {
    String kind = tokens.take();
    List<Var> x = tokens.uses();
    return kind.equals("path")
        ? new SimulateDiffusion.Noise.Path(x.get(0), x.get(1), x.get(2))
        : new SimulateDiffusion.Noise.Drawn(x);
  }

  private Region simulateMap() {
    Dim steps = after("steps", tokens::dim);
    Var discard = after("discard", tokens::use);
    Rest r = rest();
    return new Region.SimulateMap(
        r.blocks.get(0), r.blocks.get(1), steps, discard, r.states, r.environment, r.members);
  }

  private Region simulateHybrid() {
    Motion motion = motion();
    int firings = number("firings");
    int actions = number("actions");
    Dim events = after("events", tokens::dim);
    int logged = number("logged");
    Var stream = after("stream", tokens::use);
    Rest r = rest();
    Region empty =
        new Region.SimulateHybrid(
            motion,
            NO_BLOCK,
            NO_BLOCK,
            NO_BLOCK,
            Collections.nCopies(firings, NO_BLOCK),
            Collections.nCopies(actions, NO_BLOCK),
            events,
            logged,
            stream,
            r.states,
            r.environment,
            r.members);
    return empty.withBlocks(r.blocks);
  }

  /// A motion whose blocks are still to be read.
  private Motion motion() {
    return switch (tokens.take()) {
      case "flow" -> new Motion.Flow(NO_BLOCK, method(), grid());
      case "diffusion" ->
          new Motion.Diffusion(
              NO_BLOCK,
              NO_BLOCK,
              StochasticMethods.find(tokens.word()).orElseThrow(),
              tokens.use(),
              grid(),
              noise());
      case "waiting" -> {
        String label = tokens.take();
        JumpMethod method =
            Arrays.stream(JumpMethod.values())
                .filter(m -> m.label().equals(label))
                .findFirst()
                .orElseThrow(() -> tokens.fail("a method for jumps, not " + label));
        yield new Motion.Waiting(method, grid());
      }
      case "steps" -> new Motion.Steps(NO_BLOCK, tokens.dim(), after("discard", tokens::use));
      case String other -> throw tokens.fail("a motion, not " + other);
    };
  }

  private Region lyapunovFlow() {
    Method method = method();
    List<Var> times = after("times", tokens::uses);
    int count = number("count");
    Rest r = rest();
    return new Region.LyapunovFlow(
        r.blocks.getFirst(),
        method,
        times.get(0),
        times.get(1),
        times.get(2),
        count,
        r.states,
        r.environment,
        r.members);
  }

  private Region lyapunovMap() {
    List<Var> times = after("times", tokens::uses);
    int count = number("count");
    Rest r = rest();
    return new Region.LyapunovMap(
        r.blocks.getFirst(), times.get(0), times.get(1), count, r.states, r.environment, r.members);
  }

  private Region fixedPoint() {
    double floor = number("floor");
    Var tolerance = after("tolerance", tokens::use);
    int batch = number("batch");
    Rest r = rest();
    return new FixedPoint(r.blocks.getFirst(), floor, tolerance, r.states, r.environment, batch);
  }

  private Region nudge() {
    Nudge.Extent extent =
        tokens.takeIf("until") ? new Nudge.Until(NO_BLOCK) : new Nudge.By(after("by", tokens::use));
    Var t = after("t", tokens::use);
    Rest r = rest();
    return new Nudge(NO_BLOCK, extent, t, r.states, r.environment).withBlocks(r.blocks);
  }

  private Region scan(boolean stops) {
    Dim length = after("length", tokens::dim);
    List<Var> scanned = after("scanned", tokens::uses);
    Rest r = rest();
    return new Region.Scan(
        r.blocks.getFirst(), length, r.states, scanned, r.environment, r.members, stops);
  }

  /// What all regions end with.
  private record Rest(
      List<Var> states,
      List<Var> environment,
      Optional<Region.Members> members,
      List<Block> blocks) {}

  private Rest rest() {
    List<Var> states = after("states", tokens::uses);
    List<Var> environment = after("environment", tokens::uses);
    Optional<Region.Members> members = Optional.empty();
    if (tokens.takeIf("members")) {
      Dim size = tokens.dim();
      List<Boolean> differs = after("differs", tokens::integers).stream().map(k -> k == 1).toList();
      members = Optional.of(new Region.Members(size, differs));
    }
    tokens.expect("{");
    List<Block> blocks = new ArrayList<>();
    while (!tokens.takeIf("}")) {
      blocks.add(block());
    }
    return new Rest(states, environment, members, blocks);
  }
}
