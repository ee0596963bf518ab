package dev.dyn.bench;

import dev.dyn.truffle.TruffleInterpreter;
import java.util.List;

/// A program that is measured, under the name that the peers' harness gives to the same work.
///
/// @param key for the command line
/// @param label the name in the results
/// @param program its file, without the ending
/// @param end how long it simulates when it is measured
/// @param steps how many steps that are, or nearly; for what is allocated in a step
/// @param mayShare whether it has members that threads can share
record Workload(
    String key, String label, String program, double end, long steps, boolean mayShare) {
  static final List<Workload> ALL =
      List.of(
          new Workload("w1", "W1-lorenz-dp5", "w1_lorenz", 100, 16_286, false),
          new Workload("w4", "W4-kuramoto1000", "w4_kuramoto", 1, 100, false),
          new Workload("w5", "W5-gbm", "w5_gbm", 1, 1000, true),
          new Workload("w11", "W11-ens-lorenz-1e4x1000", "w11_ensemble", 10, 1000, true),
          new Workload("w12", "W12-lyap-lorenz", "w12_lyapunov", 1000, 100_000, false),
          new Workload("ssa", "SSA-sir-1e4", "ssa_sir", 200, 1_198_570, true));

  Program compiled(int threads) {
    return new Program(program, end, threads);
  }

  /// The same for the engine `interpreter` of the command line.
  Program interpreted() {
    return new Program(program, end, 1, new TruffleInterpreter()::engine);
  }
}
