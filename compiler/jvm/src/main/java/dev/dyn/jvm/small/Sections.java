package dev.dyn.jvm.small;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A scalar program cut into pieces that fit one method each. What does not change while the
/// program is iterated stands first.
///
/// @param invariant pieces that depend only on inputs which iterating leaves alone
/// @param step the other pieces
public record Sections(List<List<Integer>> invariant, List<List<Integer>> step) {
  /// @param carried the number of inputs that iterating replaces
  /// @param longest the largest number of operations in one piece
  public static Sections of(ScalarProgram program, int carried, int longest) {
    boolean[] needed = program.needed();
    BitSet varies = new BitSet();
    List<Integer> fixed = new ArrayList<>();
    List<Integer> step = new ArrayList<>();
    for (int line = 0; line < needed.length; line++) {
      switch (program.lines().get(line)) {
        case Instruction.Parameter(int input, _, _) -> varies.set(line, input < carried);
        case Instruction.Literal _ -> varies.clear(line);
        case Instruction.Apply(_, var args) -> {
          varies.set(line, args.stream().anyMatch(varies::get));
          if (needed[line]) {
            (varies.get(line) ? step : fixed).add(line);
          }
        }
      }
    }
    return new Sections(cut(fixed, longest), cut(step, longest));
  }

  private static List<List<Integer>> cut(List<Integer> lines, int longest) {
    List<List<Integer>> pieces = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += longest) {
      pieces.add(lines.subList(from, Math.min(lines.size(), from + longest)));
    }
    return pieces;
  }

  List<List<Integer>> all() {
    List<List<Integer>> all = new ArrayList<>(invariant);
    all.addAll(step);
    return all;
  }

  boolean isOneMethod() {
    return invariant.size() <= 1 && step.size() <= 1;
  }
}
