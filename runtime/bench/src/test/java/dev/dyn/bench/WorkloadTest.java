package dev.dyn.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is measured runs, and computes the approved numbers: the programs of the benchmarks over a
/// short span. The first three agree with an independent implementation in NumPy in every digit;
/// the exponents depend on the vectors they start with, and tend to 0.906, 0 and -14.57.
final class WorkloadTest {
  private static final List<Workload> WORKLOADS = Workload.ALL;

  private record Short(double end, String approved) {}

  private static final Map<String, Short> APPROVED =
      Map.of(
          "w1", new Short(1, "-9.378570012 -8.357033786 29.362325343"),
          "w4", new Short(0.02, "0.000715032162"),
          "w5", new Short(0.02, "100.085807508923"),
          "ssa", new Short(1, "2611"),
          "w11", new Short(0.05, "21.518993 1.084017"),
          "w12", new Short(100, "[0.9013, 0.0056, -14.5735]"));

  @ParameterizedTest
  @FieldSource("WORKLOADS")
  void aShortSpanGivesTheApprovedNumbers(Workload workload) {
    Short span = APPROVED.get(workload.key());
    Program program = new Program(workload.program(), span.end(), 2);
    assertEquals(span.approved(), program.printed());
    assertArrayEquals(values(program.run()), values(program.run()), "a repeat gives the same");
  }

  private static double[] values(List<Tensor> results) {
    return results.stream()
        .filter(Tensor.F64.class::isInstance)
        .flatMapToDouble(t -> Arrays.stream(((Tensor.F64) t).values()))
        .toArray();
  }
}
