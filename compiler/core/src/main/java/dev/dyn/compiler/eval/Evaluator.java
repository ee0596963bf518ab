package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Expansions;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.random.DrawTensors;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs blocks line by line on tensors. This is the meaning of the IR; compiled code has to give
/// the same bits.
///
/// An evaluator keeps nothing between runs but lines that it would write again, and may be used by
/// several threads if its [Regions] may.
public final class Evaluator {
  /// A call of a function that is written with other functions.
  private record Call(ScalarFn fn, List<Elem> kinds, Shape shape) {}

  private final Regions regions;
  private final Map<Call, Block> expanded = new ConcurrentHashMap<>();

  /// An evaluator that leaves simulations and the like to `regions`.
  public Evaluator(Regions regions) {
    this.regions = regions;
  }

  /// The results of `block` on `arguments`, one for each parameter.
  ///
  /// @throws RunFailure for what only the run can know, such as an index out of range
  /// @throws IllegalArgumentException if the arguments do not have the types of the parameters
  public List<Tensor> run(Block block, List<Tensor> arguments) {
    return run(block, arguments, new Sizes());
  }

  /// `block`, whose types must be known, in the form that drivers run.
  public Kernel asKernel(Block block) {
    return new EvaluatedKernel(this, block);
  }

  /// What `let` gives for `operands`, which stand in the order of [Op#operands()]: for engines that
  /// keep values in their own way. The line has known sizes.
  ///
  /// @throws RunFailure for what only the run can know
  public List<Tensor> line(Let let, List<Tensor> operands) {
    Map<Var, Tensor> values = new HashMap<>();
    List<Var> vars = let.op().operands();
    for (int k = 0; k < vars.size(); k++) {
      values.put(vars.get(k), operands.get(k));
    }
    return line(let, values, new Sizes());
  }

  List<Tensor> run(Block block, List<Tensor> arguments, Sizes sizes) {
    if (arguments.size() != block.parameters().size()) {
      throw new IllegalArgumentException(
          arguments.size() + " arguments for " + block.parameters().size() + " parameters");
    }
    Map<Var, Tensor> values = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      sizes.learn(block.parameters().get(k).type(), arguments.get(k));
      values.put(block.parameters().get(k), arguments.get(k));
    }
    for (Let let : block.lets()) {
      List<Tensor> results = line(let, values, sizes);
      for (int k = 0; k < results.size(); k++) {
        values.put(let.targets().get(k), results.get(k));
      }
    }
    return block.results().stream().map(var -> value(values, var)).toList();
  }

  private static Tensor value(Map<Var, Tensor> values, Var var) {
    Tensor value = values.get(var);
    if (value == null) {
      throw new IllegalStateException(var + " is used before it has a value");
    }
    return value;
  }

  private List<Tensor> line(Let let, Map<Var, Tensor> values, Sizes sizes) {
    try {
      return run(let, values, sizes);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, let.site());
    }
  }

  private List<Tensor> run(Let let, Map<Var, Tensor> values, Sizes sizes) {
    return switch (let.op()) {
      case Constant(Tensor constant) -> List.of(constant);
      case Iota(var size) -> List.of(counted(sizes.extent(size)));
      case Size(var size) -> List.of(Tensor.of(sizes.value(size)));
      case Op.Elementwise(var fn, var args) -> List.of(elementwise(fn, all(args, values)));
      case Op.Reduce(var fn, var arg, var axes) ->
          List.of(Reductions.run(fn, value(values, arg), axes));
      case Reindex reindex ->
          List.of(new Moves(sizes, var -> value(values, var), let.site()).run(reindex));
      case Op.Contract(var left, var right, int batch, int summed) ->
          List.of(Contractions.run(value(values, left), value(values, right), batch, summed));
      case Op.ArrayCall call -> ArrayCalls.run(call, all(call.args(), values), let, sizes);
      case Op.Draw(var law, var stream, var parameters, var dims, var elem) ->
          List.of(
              DrawTensors.draw(
                  law.label(),
                  value(values, stream),
                  all(parameters, values),
                  sizes.shape(dims),
                  elem));
      case Region.Scan scan -> new Scans(this, sizes).run(scan, all(scan.operands(), values));
      case Region region -> {
        List<Tensor> results = regions.run(region, all(region.operands(), values), let.site());
        for (int k = 0; k < results.size(); k++) {
          sizes.learn(let.targets().get(k).type(), results.get(k));
        }
        yield results;
      }
    };
  }

  private static List<Tensor> all(List<Var> vars, Map<Var, Tensor> values) {
    List<Tensor> tensors = new ArrayList<>(vars.size());
    for (Var var : vars) {
      tensors.add(value(values, var));
    }
    return tensors;
  }

  private static Tensor counted(int size) {
    long[] values = new long[size];
    for (int k = 0; k < size; k++) {
      values[k] = k;
    }
    return new Tensor.I64(new Shape(size), values);
  }

  private Tensor elementwise(ScalarFn fn, List<Tensor> args) {
    Shape shape = args.getFirst().shape();
    requireEqualShapes(fn, args);
    return switch (fn.meaning()) {
      case ScalarFn.Meaning.StaticMethod method -> {
        ElementLoops.Typed typed = ElementLoops.of(fn, method, kinds(args));
        Tensor result = Tensor.zeros(typed.result(), shape);
        Object[] storages = new Object[args.size()];
        for (int k = 0; k < storages.length; k++) {
          storages[k] = Entries.storage(args.get(k));
        }
        typed.loop().run(storages, Entries.storage(result), result.size());
        yield result;
      }
      case ScalarFn.Meaning.Expansion _ -> {
        Block lines =
            expanded.computeIfAbsent(
                new Call(fn, kinds(args), shape),
                call -> Expansions.lines(fn, call.kinds(), shape));
        yield run(lines, args).getFirst();
      }
    };
  }

  private static List<Elem> kinds(List<Tensor> args) {
    return args.stream().map(Tensor::elem).toList();
  }

  private static void requireEqualShapes(ScalarFn fn, List<Tensor> args) {
    Shape shape = args.getFirst().shape();
    for (int k = 1; k < args.size(); k++) {
      if (!args.get(k).shape().equals(shape)) {
        throw new IllegalArgumentException(
            fn + " of shapes " + shape + " and " + args.get(k).shape());
      }
    }
  }
}
