package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Runs the lines of an experiment: regions by their drivers, the lines between them by the
/// evaluator or, where they are much work, compiled. Both give the same bits.
final class Segments {
  /// Below this number of entries, compiling takes longer than evaluating. Tests set it to 0.
  private static final long WORTH_COMPILING = Long.getLong("dyn.compileAbove", 50_000);

  private final Evaluator evaluator;
  private final RegionRunner regions;
  private final EngineKind kind;
  private final Engine engine;
  private final Block body;

  Segments(String name, Block body, RunOptions options, RunListener listener) {
    this.kind = options.engine();
    this.body = body;
    this.regions =
        new RegionRunner(
            kind == EngineKind.JIT ? JvmEngine::new : EvaluatorEngine::new,
            new Workers(options.threads()),
            fraction -> listener.progress(name, fraction));
    this.evaluator = regions.evaluator();
    this.engine =
        kind == EngineKind.JIT ? new JvmEngine(evaluator) : new EvaluatorEngine(evaluator);
  }

  /// Runs `lets`, which use what is in `values`, and adds what they define.
  void run(List<Let> lets, Map<Var, Tensor> values) {
    List<Let> pure = new ArrayList<>();
    for (Let let : lets) {
      if (let.op() instanceof Region) {
        runPure(pure, values);
        pure.clear();
        evaluate(List.of(let), values);
      } else {
        pure.add(let);
      }
    }
    runPure(pure, values);
  }

  private void runPure(List<Let> lets, Map<Var, Tensor> values) {
    if (lets.isEmpty()) {
      return;
    }
    if (kind == EngineKind.JIT && isWorthCompiling(lets)) {
      compiled(lets, values);
    } else {
      evaluate(lets, values);
    }
  }

  private static boolean isWorthCompiling(List<Let> lets) {
    long work = 0;
    for (Let let : lets) {
      for (Var target : let.targets()) {
        if (!target.type().isKnown()) {
          return false;
        }
        work += target.type().count().value();
      }
      if (!let.op().operands().stream().map(Var::type).allMatch(Type::isKnown)) {
        return false;
      }
    }
    return work > WORTH_COMPILING;
  }

  /// The lines as a closed block whose results are what others use.
  private Block block(List<Let> lets) {
    Set<Let> own = new HashSet<>(lets);
    Set<Var> wanted = new HashSet<>(body.results());
    for (Let other : body.lets()) {
      if (!own.contains(other)) {
        wanted.addAll(other.op().operands());
      }
    }
    List<Var> results =
        lets.stream().flatMap(let -> let.targets().stream()).filter(wanted::contains).toList();
    Block open = new Block(List.of(), lets, results);
    return new Block(Blocks.freeVariables(open), lets, results);
  }

  private void evaluate(List<Let> lets, Map<Var, Tensor> values) {
    Block block = withSizes(block(lets), values);
    List<Tensor> arguments = block.parameters().stream().map(values::get).toList();
    List<Tensor> results = evaluator.run(block, arguments);
    for (int k = 0; k < results.size(); k++) {
      values.put(block.results().get(k), results.get(k));
    }
  }

  /// Sizes that only the run knows, such as a number of saved steps, are learnt from tensors: a
  /// block that mentions one gets a tensor of that size as a further parameter.
  private static Block withSizes(Block block, Map<Var, Tensor> values) {
    Set<String> names = new TreeSet<>();
    for (Let let : block.lets()) {
      let.op().operands().forEach(var -> addNames(var, names));
      let.targets().forEach(var -> addNames(var, names));
      if (let.op() instanceof Size(Dim size)) {
        names.addAll(size.names());
      }
    }
    List<Var> parameters = new ArrayList<>(block.parameters());
    for (String name : names) {
      values.keySet().stream()
          .filter(var -> var.type().dims().contains(Dim.named(name)))
          .filter(var -> !parameters.contains(var))
          .min(Comparator.comparingInt(Var::id))
          .ifPresent(parameters::add);
    }
    return new Block(parameters, block.lets(), block.results());
  }

  private static void addNames(Var var, Set<String> names) {
    var.type().dims().forEach(dim -> names.addAll(dim.names()));
  }

  private void compiled(List<Let> lets, Map<Var, Tensor> values) {
    Block block = block(lets);
    Kernel kernel = engine.compile(block, 1);
    Memory memory = Memory.of(kernel.layout());
    for (int k = 0; k < block.parameters().size(); k++) {
      memory.write(kernel.inputs().get(k), values.get(block.parameters().get(k)));
    }
    kernel.run(memory);
    for (int k = 0; k < block.results().size(); k++) {
      values.put(block.results().get(k), memory.read(kernel.outputs().get(k)));
    }
  }
}
