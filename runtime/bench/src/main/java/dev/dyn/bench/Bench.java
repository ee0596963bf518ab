package dev.dyn.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Measures what the arguments name and prints lines
/// `RESULT|workload|peer|threads|median_ms|min_ms|…`.
///
/// Arguments: `w1 w4 w5 w11 w12 ssa` (programs), `w6 w7 w8 w9 w10 w13 w14` (trainings),
/// `interpreter` (the first of them on the other engine), `gemm`, `layer` (its part), `exp`
/// (kernels), `steps` (what a step allocates), `memory` (what trainings take); none means all. The
/// property `dyn.bench.quiet` is how many milliseconds to wait for a quiet machine before each
/// measurement, 60,000 unless it is given.
public final class Bench {
  private static final String PEER = "Dyn";
  private static final List<Integer> SIZES = List.of(8, 16, 32, 64, 256, 512, 1024);
  private static final List<Integer> LAYERS = List.of(16, 64, 256);
  private static final int QUIET_MILLIS = Integer.getInteger("dyn.bench.quiet", 60_000);
  private static final int WARM_MILLIS = Integer.getInteger("dyn.bench.warm", 3000);
  private static final Timing.Plan PLAN = new Timing.Plan(WARM_MILLIS, 1000, 9, QUIET_MILLIS);

  /// For long steps: HotSpot compiles what it has seen often, and they are few in a second.
  private static final Timing.Plan LONG_PLAN =
      new Timing.Plan(4 * WARM_MILLIS, 1000, 9, QUIET_MILLIS);

  private Bench() {}

  public static void main(String[] args) {
    Set<String> wanted = new TreeSet<>(List.of(args));
    for (Workload workload : Workload.ALL) {
      if (wanted.isEmpty() || wanted.contains(workload.key())) {
        measure(workload, 1);
        if (workload.mayShare()) {
          measure(workload, 2);
        }
      }
    }
    if (wanted.isEmpty() || wanted.contains("interpreter")) {
      Workload workload = Workload.ALL.getFirst();
      Program program = workload.interpreted();
      show(workload.label(), "interpreter", Timing.of(PLAN, () -> timed(program)));
    }
    for (Training.Plan training : Training.Plan.ALL) {
      if (wanted.isEmpty()
          || wanted.contains(training.key())
          || wanted.contains(training.program())) {
        Training compiled = training.compiled(training.steps());
        Timing.Plan plan = training.mayShare() ? LONG_PLAN : PLAN;
        show(training.label(), PEER, Timing.of(plan, compiled::run).each(training.parts()));
        if (training.mayShare()) {
          Timing shared = Timing.of(PLAN, () -> compiled.run(2)).each(training.parts());
          System.out.println(shared.line(training.label(), PEER, 2));
        }
      }
    }
    if (wanted.isEmpty() || wanted.contains("gemm")) {
      for (int n : SIZES) {
        show("sgemm" + n, PEER, MatrixProduct.ofFloats(n, PLAN));
        show("dgemm" + n, PEER, MatrixProduct.ofDoubles(n, PLAN));
      }
    }
    if (wanted.isEmpty() || wanted.contains("gemm") || wanted.contains("layer")) {
      for (int n : LAYERS) {
        show("slayer" + n, PEER, MatrixProduct.ofLayers(n, PLAN));
      }
    }
    if (wanted.isEmpty() || wanted.contains("exp")) {
      show("exp-f64", PEER, Exponentials.ofDoubles(PLAN));
      show("exp-f64", "VectorOperators.EXP", Exponentials.ofDoublesByJdk(PLAN));
      show("exp-f32", PEER, Exponentials.ofFloats(PLAN));
      show("exp-f32", "VectorOperators.EXP", Exponentials.ofFloatsByJdk(PLAN));
    }
    if (wanted.isEmpty() || wanted.contains("memory")) {
      Footprint.ALL.forEach(Bench::show);
    }
    if (wanted.isEmpty() || wanted.contains("steps")) {
      for (Workload workload : Workload.ALL) {
        show(workload.label(), Allocation.bytesPerStep(workload, WARM_MILLIS));
      }
      for (Training.Plan training : Training.Plan.ALL) {
        show(training.label(), Allocation.bytesPerStep(training, WARM_MILLIS));
      }
    }
  }

  private static void show(Footprint footprint) {
    System.out.printf(
        Locale.ROOT, "MEMORY|%s|%d|%d%n", footprint.label(), footprint.taken(), footprint.needed());
  }

  private static void measure(Workload workload, int threads) {
    Program program = workload.compiled(threads);
    Timing timing = Timing.of(PLAN, () -> timed(program));
    System.out.println(timing.line(workload.label(), PEER, threads));
    System.out.println("STEPS|" + workload.label() + "|" + workload.steps());
  }

  private static String timed(Program program) {
    program.run();
    return program.printed();
  }

  private static void show(String workload, String peer, Timing timing) {
    System.out.println(timing.line(workload, peer, 1));
  }

  private static void show(String workload, double bytes) {
    System.out.printf(Locale.ROOT, "BYTES|%s|%s|%.3f a step%n", workload, PEER, bytes);
  }
}
