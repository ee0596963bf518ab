package dev.dyn.conformance;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.truffle.TruffleInterpreter;
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
      new Change("run.r[200..<400]", "run.r[20..<40]"));

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
    return new Source(file, text);
  }

  /// The report as text, without times and the like.
  String results(EngineKind engine, int threads) {
    return results(new Dyn(), engine, threads);
  }

  /// What the interpreter of the command line gives.
  String truffleResults(int threads) {
    return results(new Dyn(new TruffleInterpreter()), EngineKind.INTERPRETER, threads);
  }

  private String results(Dyn dyn, EngineKind engine, int threads) {
    RunOptions options =
        new RunOptions(
            List.of(),
            OptionalLong.empty(),
            Optional.empty(),
            engine,
            Optional.empty(),
            threads,
            Checkout.PROGRAMS,
            false);
    return switch (dyn.run(dyn.analyze(source()), options, RunListener.silent())) {
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
