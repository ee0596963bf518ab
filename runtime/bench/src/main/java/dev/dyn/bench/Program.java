package dev.dyn.bench;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Elaboration;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.elaborate.Setting;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Resolver;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Engine;
import dev.dyn.driver.JvmEngine;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The one experiment of a program, compiled, with the one simulation or analysis in it ready to be
/// run again and again: what is timed is what users run, once it is warm.
final class Program {
  private final RegionRunner runner;
  private final String printed;
  private Optional<Call> call = Optional.empty();

  /// A region with what it is run on.
  private record Call(Region region, List<Tensor> operands) {}

  /// Compiles the program `name` among the resources and runs it once.
  ///
  /// @param end replaces the program's parameter `end`, its length
  Program(String name, double end, int threads) {
    this(name, end, threads, JvmEngine::new);
  }

  /// The same on another engine.
  ///
  /// @param engine what makes kernels
  Program(String name, double end, int threads, Function<Evaluator, Engine> engine) {
    Script script = script(name, end);
    Block body = Passes.standard().run(script.body(), script.names());
    runner = new RegionRunner(engine, new Workers(threads), Progress.NONE);
    Evaluator evaluator = new Evaluator(this::remembered);
    List<Tensor> results = evaluator.run(body, List.of());
    Map<Var, Tensor> values = new HashMap<>();
    for (int k = 0; k < results.size(); k++) {
      values.put(script.body().results().get(k), results.get(k));
    }
    printed = printed(script, values);
    call.orElseThrow(() -> new IllegalStateException(name + " simulates nothing"));
  }

  /// What the program prints.
  String printed() {
    return printed;
  }

  /// Runs the simulation once more.
  List<Tensor> run() {
    Call again = call.orElseThrow();
    return runner.run(again.region(), again.operands(), 0);
  }

  private List<Tensor> remembered(Region region, List<Tensor> operands, int site) {
    if (call.isPresent()) {
      throw new IllegalStateException("the program simulates more than once");
    }
    call = Optional.of(new Call(region, operands));
    return runner.run(region, operands, site);
  }

  /// The only experiment of the program `name`, elaborated with this value of `end`.
  static Script script(String name, double end) {
    Problems problems = new Problems();
    Module module = Parser.parse(source(name), problems);
    Modules modules = new LibraryModules();
    Resolver.resolve(module, modules, problems);
    Elaboration.Request request =
        new Elaboration.Request(
            List.of(length(end, problems)), OptionalLong.empty(), Optional.empty());
    List<Script> scripts = Elaboration.elaborate(module, modules, request, problems);
    if (problems.hasErrors() || scripts.size() != 1) {
      throw new IllegalStateException(name + " is not one sound experiment: " + problems.sorted());
    }
    return scripts.getFirst();
  }

  private static Setting length(double end, Problems problems) {
    Source source = new Source("end", "let end = " + end);
    Module module = Parser.parse(source, problems);
    Declaration.Let let = module.declarations(Declaration.Let.class).findFirst().orElseThrow();
    return new Setting("end", let.binding().value(), source.span(0, source.text().length()));
  }

  private static Source source(String name) {
    String path = "/programs/" + name + ".dyn";
    try (InputStream in = Program.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no program " + path);
      }
      return new Source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String printed(Script script, Map<Var, Tensor> values) {
    StringBuilder text = new StringBuilder();
    for (Script.Effect effect : script.effects()) {
      if (effect instanceof Script.Effect.Print(List<Script.Piece> pieces)) {
        for (Script.Piece piece : pieces) {
          text.append(
              switch (piece) {
                case Script.Piece.Characters(String characters) -> characters;
                case Script.Piece.Inserted(Var value, String format) ->
                    format.isEmpty()
                        ? Formats.text(values.get(value))
                        : Formats.text(values.get(value), format);
              });
        }
      }
    }
    return text.toString();
  }
}
