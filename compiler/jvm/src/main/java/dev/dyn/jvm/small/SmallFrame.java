package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Slot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What all methods of a kernel for small state agree on: how the program is cut, and where values
/// lie in memory.
///
/// @param homes for each line the offset in memory where other methods find its value, negative
///   without one
/// @param parameterLines for each input the lines that stand for its entries, −1 for an entry that
///   nobody uses
record SmallFrame(
    ScalarProgram program,
    Sections sections,
    int lanes,
    List<Slot> inputs,
    List<Slot> outputs,
    int[] homes,
    int[][] parameterLines) {
  static SmallFrame of(Block block, ScalarProgram program, int lanes, int longest, Layout places) {
    List<Slot> inputs = places.slots(block.parameters());
    SmallFrame frame =
        new SmallFrame(
            program,
            Sections.of(program, block.results().size(), longest),
            lanes,
            inputs,
            places.slots(block.results()),
            new int[program.lines().size()],
            inputs.stream().map(slot -> new int[slot.size()]).toArray(int[][]::new));
    frame.planHomes(places);
    return frame;
  }

  private void planHomes(Layout places) {
    Arrays.fill(homes, -1);
    Arrays.stream(parameterLines).forEach(lines -> Arrays.fill(lines, -1));
    for (int line = 0; line < homes.length; line++) {
      if (program.lines().get(line) instanceof Instruction.Parameter(int input, int entry, _)) {
        homes[line] = inputs.get(input).offset() + entry * lanes;
        parameterLines[input][entry] = line;
      }
    }
    eachResult((line, offset) -> {
      if (program.lines().get(line) instanceof Instruction.Apply) {
        homes[line] = offset;
      }
    });
    if (!sections.isOneMethod()) {
      crossing().stream()
          .filter(line -> homes[line] < 0)
          .forEach(line -> homes[line] = places.take(program.lines().get(line).elem(), lanes));
    }
  }

  /// Lines that a later section uses.
  BitSet crossing() {
    int[] section = new int[homes.length];
    List<List<Integer>> all = sections.all();
    for (int s = 0; s < all.size(); s++) {
      for (int line : all.get(s)) {
        section[line] = s;
      }
    }
    BitSet crossing = new BitSet();
    for (List<Integer> lines : all) {
      for (int line : lines) {
        for (int arg : program.lines().get(line).args()) {
          if (program.lines().get(arg) instanceof Instruction.Apply
              && section[arg] != section[line]) {
            crossing.set(arg);
          }
        }
      }
    }
    return crossing;
  }

  /// What is done with the line of an entry of a result, and its offset in memory.
  interface ResultUse {
    void of(int line, int offset);
  }

  void eachResult(ResultUse use) {
    for (int k = 0; k < outputs.size(); k++) {
      List<Integer> lines = program.results().get(k);
      for (int e = 0; e < lines.size(); e++) {
        use.of(lines.get(e), outputs.get(k).offset() + e * lanes);
      }
    }
  }

  List<Integer> resultLines() {
    return program.results().stream().flatMap(List::stream).toList();
  }

  boolean isLiteral(int line) {
    return program.lines().get(line) instanceof Instruction.Literal;
  }
}
