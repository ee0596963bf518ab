package dev.dyn.jvm.small;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// How an ensemble of a scalar program is laid into vectors.
///
/// @param width members in one vector
/// @param copies vectors treated side by side: two hide the latency of arithmetic if both fit the registers
public record VectorPlan(int width, int copies) {
  /// Vector registers of the widest machine and of narrower ones.
  private static final int REGISTERS_512 = 32;

  private static final int REGISTERS = 16;

  static VectorPlan of(ScalarProgram program, boolean isOneMethod) {
    int doubles = DoubleVector.SPECIES_PREFERRED.length();
    boolean isFloat =
        isOneMethod
            && program.lines().stream().allMatch(line -> isFloatLine(line))
            && program.results().stream()
                .allMatch(
                    lines ->
                        lines.stream()
                            .allMatch(k -> program.lines().get(k).elem() == Elem.F32));
    int width = isFloat ? FloatVector.SPECIES_PREFERRED.length() : doubles;
    int registers =
        DoubleVector.SPECIES_PREFERRED.vectorBitSize() == 512 ? REGISTERS_512 : REGISTERS;
    return new VectorPlan(width, isOneMethod && mostAlive(program) <= registers ? 2 : 1);
  }

  private static boolean isFloatLine(Instruction line) {
    return switch (line) {
      case Instruction.Parameter(_, _, Elem elem) -> elem == Elem.F32;
      case Instruction.Literal(Elem elem, _) -> elem == Elem.F32;
      case Instruction.Apply apply -> apply.elem() == Elem.F32 || apply.elem() == Elem.BOOL;
    };
  }

  int members() {
    return width * copies;
  }

  /// The largest number of values that are alive at one line, constants aside.
  private static int mostAlive(ScalarProgram program) {
    int n = program.lines().size();
    int[] last = new int[n];
    boolean[] needed = program.needed();
    for (int line = 0; line < n; line++) {
      if (needed[line]) {
        for (int arg : program.lines().get(line).args()) {
          last[arg] = line;
        }
      }
    }
    program.results().forEach(lines -> lines.forEach(line -> last[line] = n));
    List<Integer> ends = new ArrayList<>();
    int most = 0;
    for (int line = 0; line < n; line++) {
      int now = line;
      ends.removeIf(end -> end <= now);
      if (needed[line] && !(program.lines().get(line) instanceof Instruction.Literal)) {
        ends.add(last[line]);
        most = Math.max(most, ends.size());
      }
    }
    return most;
  }
}
