package dev.dyn.jvm.small;

import dev.dyn.runtime.exec.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A block of small tensors with every entry spelled out: straight-line code over single numbers,
/// assigned once. Reindexing has vanished into naming, equal lines are one.
///
/// @param results for each result of the block the lines that hold its entries, row-major
public record ScalarProgram(List<Instruction> lines, List<List<Integer>> results) {
  public ScalarProgram {
    lines = List.copyOf(lines);
    results = results.stream().map(List::copyOf).toList();
  }

  /// The lines that the results need, and those that may fail, as flags by position.
  public boolean[] needed() {
    boolean[] needed = new boolean[lines.size()];
    for (int line = 0; line < needed.length; line++) {
      needed[line] =
          lines.get(line) instanceof Instruction.Apply(var method, _)
              && (method.owner() == Lookup.class || method.isWatch());
    }
    results.forEach(entries -> entries.forEach(line -> needed[line] = true));
    for (int line = lines.size() - 1; line >= 0; line--) {
      if (needed[line]) {
        lines.get(line).args().forEach(arg -> needed[arg] = true);
      }
    }
    return needed;
  }

  /// Collects lines; asking for a line that exists gives the old one.
  public static final class Writer {
    private final List<Instruction> lines = new ArrayList<>();
    private final Map<Instruction, Integer> known = new HashMap<>();
    private final int limit;
    private int computed;

    public Writer(int limit) {
      this.limit = limit;
    }

    public int write(Instruction line) {
      Integer old = known.get(line);
      if (old != null) {
        return old;
      }
      if (line instanceof Instruction.Apply && ++computed > limit) {
        throw new TooLarge();
      }
      lines.add(line);
      known.put(line, lines.size() - 1);
      return lines.size() - 1;
    }

    public int apply(Method method, Integer... args) {
      return write(new Instruction.Apply(method, List.of(args)));
    }

    public Instruction line(int index) {
      return lines.get(index);
    }

    public ScalarProgram finish(List<List<Integer>> results) {
      return new ScalarProgram(lines, results);
    }
  }

  /// More lines than the caller wants to have.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("too many scalar operations", null, false, false);
    }
  }
}
