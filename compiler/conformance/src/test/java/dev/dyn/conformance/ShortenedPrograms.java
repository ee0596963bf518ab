package dev.dyn.conformance;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.truffle.TruffleInterpreter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdk.incubator.vector.DoubleVector;

/// Programs of the specification with fewer steps, and what they come to. Their expectations need
/// not hold any more; their numbers must be the same everywhere.
///
/// Started as a program, it prints the results: for machines that the running one can pretend to
/// be.
enum ShortenedPrograms {
  LORENZ(
      "01_lorenz.dyn",
      new Change("t: 0..100", "t: 0..10"),
      new Change("t: 0..2000, transient: 100", "t: 0..20, transient: 2")),
  LOGISTIC(
      "02_logistic.dyn",
      new Change("1_200", "37"),
      new Change("steps: 200, discard: 1_000", "steps: 20, discard: 100"),
      new Change("steps: 10_000, transient: 1_000", "steps: 300, transient: 100"),
      new Change("steps: 200_000, transient: 1_000", "steps: 3_000, transient: 100")),
  BALL("04_bouncing_ball.dyn", new Change("t: 0..10, every: 0.01", "t: 0..7, every: 0.1")),
  EPIDEMIC(
      "05_epidemic.dyn",
      new Change("N: int = 10_000", "N: int = 300"),
      new Change("t: 0..200", "t: 0..40"),
      new Change("0..<64", "0..<11")),
  KURAMOTO(
      "06_kuramoto.dyn",
      new Change("N: int = 400", "N: int = 21"),
      new Change("t: 0..40", "t: 0..4"),
      new Change("run.r[200..<400]", "run.r[20..<40]")),
  DIGITS(
      "09_digits.dyn",
      new Change("hidden = 128", "hidden = 19"),
      new Change("40 epochs", "2 epochs")),
  CUSTOM_RULE(
      "10_custom_rule.dyn",
      new Change("0..<4_000", "0..<30"),
      new Change("for 400 steps", "for 30 steps")),
  FIT("11_fit_ode.dyn", new Change("3_000 steps", "12 steps")),
  TRAINING_MAP(
      "12_training_is_a_map.dyn",
      new Change("301", "7"),
      new Change("discard: 3_000", "discard: 30"),
      new Change("steps: 5_000, transient: 1_000", "steps: 50, transient: 10"),
      new Change("steps: 200_000, transient: 10_000", "steps: 300, transient: 100"),
      new Change("discard: 20_000", "discard: 200")),
  NEURAL_ODE(
      "13_neural_ode.dyn",
      new Change("Learned(50)", "Learned(11)"),
      new Change("0..<990, 20", "0..<990, 5"),
      new Change("600 steps", "4 steps"),
      new Change("run.loss[-50..]", "run.loss[-4..]")),
  EDGE_OF_STABILITY(
      "14_edge_of_stability.dyn",
      new Change("Net(32)", "Net(11)"),
      new Change("12_000 steps", "60 steps"),
      new Change("every 500 steps", "every 15 steps"),
      new Change("run.loss[2_000]", "run.loss[20]")),
  GROKKING(
      "15_grokking.dyn",
      new Change("p = 31", "p = 7"),
      new Change("Quadratic(p, 128)", "Quadratic(p, 21)"),
      new Change("1_500 steps", "150 steps"),
      new Change("train_accuracy >= 0.99", "train_accuracy >= 0"),
      new Change("test_accuracy  >= 0.95", "test_accuracy >= 0")),
  SOFTMAX_COLLAPSE(
      "16_softmax_collapse.dyn",
      new Change("p = 31", "p = 7"),
      new Change("Square(p, 200)", "Square(p, 21)"),
      new Change("1_400 steps", "40 steps"),
      new Change("every 100 steps", "every 7 steps"),
      new Change("1_200 steps", "30 steps"),
      new Change("600 steps", "30 steps")),
  TANGENT_KERNEL(
      "17_tangent_kernel.dyn",
      new Change("[64, 256, 1_024, 4_096], k in 0..<5", "[16, 67], k in 0..<2"),
      new Change("Wide(4_096), x) for k in 0..<20", "Wide(131), x) for k in 0..<5"),
      new Change("400 steps", "20 steps")),
  GRADIENT_FLOW("18_gradient_flow.dyn", new Change("t: 0..6", "t: 0..1")),
  GAME("19_game.dyn", new Change("1_000", "200")),
  HYPERGRADIENT(
      "20_hypergradient.dyn",
      new Change("tol: 1e-13", "tol: 1e-6"),
      new Change("times: 4_000", "times: 100")),
  PHYSICS_INFORMED(
      "22_physics_informed.dyn",
      new Change("600", "45"),
      new Change("[200]", "[23]"),
      new Change("Field(40)", "Field(11)"),
      new Change("3_000", "8"));

  private record Change(String from, String to) {}

  private final String file;
  private final List<Change> changes;

  ShortenedPrograms(String file, Change... changes) {
    this.file = file;
    this.changes = List.of(changes);
  }

  Source source() {
    String text = CorpusProgram.read(Checkout.PROGRAMS.resolve(file));
    for (Change change : changes) {
      if (!text.contains(change.from())) {
        throw new IllegalStateException(file + " has no `" + change.from() + "`");
      }
      text = text.replace(change.from(), change.to());
    }
    return new Source(Checkout.PROGRAMS.resolve(file).toString(), text);
  }

  /// The report as text, without times and the like.
  String results(EngineKind engine, int threads) {
    return results(new Dyn(), engine, threads);
  }

  /// What the interpreter of the command line gives.
  String truffleResults(int threads) {
    return results(new Dyn(new TruffleInterpreter()), EngineKind.INTERPRETER, threads);
  }

  /// What the JAR gives that `dyn build` makes.
  String standaloneResults() throws IOException {
    Dyn dyn = new Dyn();
    BuildOutcome outcome = dyn.build(dyn.analyze(source()), options(EngineKind.JIT, 1));
    return switch (outcome) {
      case BuildOutcome.Built built ->
          RunText.of(PackedPrograms.run(built, Arguments.NONE, Optional.empty()).report());
      case BuildOutcome.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }

  private static RunOptions options(EngineKind engine, int threads) {
    return new RunOptions(
        List.of(),
        OptionalLong.empty(),
        Optional.empty(),
        engine,
        Optional.empty(),
        threads,
        Checkout.PROGRAMS,
        false);
  }

  private String results(Dyn dyn, EngineKind engine, int threads) {
    return switch (dyn.run(dyn.analyze(source()), options(engine, threads), RunListener.silent())) {
      case RunOutcome.Finished(var report) -> RunText.of(report);
      case RunOutcome.Failed(_, var failure) -> throw new IllegalStateException(failure.toString());
      case RunOutcome.Rejected(var problems) ->
          throw new IllegalStateException(problems.toString());
    };
  }

  /// How many doubles the vectors of this machine hold.
  static int lanes() {
    return DoubleVector.SPECIES_PREFERRED.length();
  }

  static String allResults() {
    StringBuilder all = new StringBuilder();
    for (ShortenedPrograms program : values()) {
      all.append(program.results(EngineKind.JIT, 1));
    }
    return all.toString();
  }

  public static void main(String[] arguments) {
    System.out.println("lanes " + lanes());
    System.out.print(allResults());
  }
}
