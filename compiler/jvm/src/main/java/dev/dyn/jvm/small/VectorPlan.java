package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// How an ensemble of a scalar program is laid into vectors.
///
/// @param width members in one vector
/// @param copies vectors treated side by side: they hide the latency of arithmetic while they
///   nearly fit the registers
/// @param longest the largest number of operations in one method
public record VectorPlan(int width, int copies, int longest) {
  /// Vector operations in one method that loads and stores only around its loop. HotSpot gives up
  /// inlining in larger ones and then puts every vector into an object.
  static final int LONGEST = 300;

  /// Vector operations in one of several methods, which hand values on through memory. Larger ones
  /// overflow the registers of HotSpot's first compiler, and may then never reach the second.
  static final int LONGEST_PART = 110;

  /// Vectors side by side at most.
  private static final int MOST_COPIES = 3;

  /// Vector registers of the widest machine and of narrower ones.
  private static final int REGISTERS_512 = 32;

  private static final int REGISTERS = 16;

  static VectorPlan of(Block block, ScalarProgram program) {
    boolean isOneMethod = Sections.of(program, block.results().size(), LONGEST).isOneMethod();
    int doubles = DoubleVector.SPECIES_PREFERRED.length();
    boolean isFloat =
        isOneMethod
            && program.lines().stream().allMatch(line -> isFloatLine(line))
            && program.results().stream()
                .allMatch(lines ->
                    lines.stream().allMatch(k -> program.lines().get(k).elem() == Elem.F32));
    int width = isFloat ? FloatVector.SPECIES_PREFERRED.length() : doubles;
    int registers =
        DoubleVector.SPECIES_PREFERRED.vectorBitSize() == 512 ? REGISTERS_512 : REGISTERS;
    if (!isOneMethod) {
      return new VectorPlan(width, 1, LONGEST_PART);
    }
    int alive = mostAlive(program);
    int copies = MOST_COPIES;
    while (copies > 1 && !fits(block, program, copies, alive, registers)) {
      copies--;
    }
    return new VectorPlan(width, copies, LONGEST / copies);
  }

  /// Whether one method may treat `copies` vectors side by side. One copy more than the registers
  /// hold pays: what then waits in memory is read once, by the operation that needs it.
  private static boolean fits(
      Block block, ScalarProgram program, int copies, int alive, int registers) {
    return (copies - 1) * alive <= registers
        && Sections.of(program, block.results().size(), LONGEST / copies).isOneMethod();
  }

  /// The same without vectors side by side.
  VectorPlan oneByOne() {
    return new VectorPlan(width, 1, copies * longest);
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
