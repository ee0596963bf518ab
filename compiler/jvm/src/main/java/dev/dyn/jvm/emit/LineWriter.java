package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.ScalarProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;

/// Writes lines of a scalar program into one method.
///
/// A value that is used once is computed where it is used, on the operand stack; others get local
/// variables, which are used again after the last use. Values from outside (parameters, lines of
/// other methods) have a home in memory.
public final class LineWriter {
  /// Expressions are not nested deeper, so that operand stacks stay small.
  private static final int DEEPEST = 8;

  private static final int NO_LOCAL = -1;

  private final MethodVisitor code;
  private final Machine machine;
  private final List<Instruction> lines;
  private final int[] homes;
  private final Locals locals;
  private final Kind[] kinds;
  private final int[][] local;
  private final int[][] remaining;
  private final BitSet isPinned = new BitSet();
  private final BitSet isInline = new BitSet();
  private final BitSet isComputedHere = new BitSet();

  /// @param homes for each line the offset of its home in memory, negative without one
  /// @param firstLocal the first local variable that is free
  public LineWriter(
      MethodVisitor code, Machine machine, ScalarProgram program, int[] homes, int firstLocal) {
    this.code = code;
    this.machine = machine;
    this.lines = program.lines();
    this.homes = homes;
    this.locals = new Locals(firstLocal);
    this.kinds = new Kind[lines.size()];
    this.local = new int[lines.size()][machine.copies()];
    this.remaining = new int[lines.size()][machine.copies()];
    for (int[] copies : local) {
      Arrays.fill(copies, NO_LOCAL);
    }
  }

  /// Says what the method is going to compute, in order; plans what is nested in what.
  ///
  /// @param also lines that are used outside of the computed ones, once for each time they stand
  ///   here
  /// @param kept lines that must not be nested, because they are needed at a certain place
  public void plan(List<Integer> computed, List<Integer> also, BitSet kept) {
    int[] uses = new int[lines.size()];
    also.forEach(line -> uses[line]++);
    for (int line : computed) {
      for (int arg : lines.get(line).args()) {
        uses[arg]++;
      }
    }
    computed.forEach(isComputedHere::set);
    int[] depth = new int[lines.size()];
    for (int line : computed) {
      int deepest = 0;
      for (int arg : lines.get(line).args()) {
        deepest = Math.max(deepest, isInline.get(arg) ? depth[arg] : 0);
      }
      depth[line] = deepest + 1;
      if (uses[line] == 1 && !kept.get(line) && depth[line] < DEEPEST && !usesMemory(line)) {
        isInline.set(line);
      }
    }
    for (int line = 0; line < uses.length; line++) {
      Arrays.fill(remaining[line], uses[line]);
    }
  }

  private boolean usesMemory(int line) {
    return throughMemory(line).isPresent();
  }

  private Optional<ThroughMemory> throughMemory(int line) {
    return lines.get(line) instanceof Instruction.Apply(var method, _) && isComputedHere.get(line)
        ? machine.throughMemory(method)
        : Optional.empty();
  }

  /// Puts the value into local variables that keep it to the end of the method.
  public void pin(int line) {
    isPinned.set(line);
    if (isLiteral(line) || (!isComputedHere.get(line) && machine.isUniform(homes[line]))) {
      kinds[line] = produce(line, 0);
      storeFresh(line, 0);
      Arrays.fill(local[line], local[line][0]);
      return;
    }
    if (local[line][0] == NO_LOCAL) {
      fill(line);
    }
  }

  /// Computes a line of the plan, unless it is nested in a later one.
  public void compute(int line) {
    if (!isInline.get(line)) {
      fill(line);
    }
  }

  /// Puts all copies of the value into local variables.
  private void fill(int line) {
    Optional<ThroughMemory> call = throughMemory(line);
    for (int copy = 0; copy < machine.copies() && call.isPresent(); copy++) {
      call.get().take(code, pushArguments(lines.get(line).args(), copy), copy);
    }
    call.ifPresent(c -> c.call(code));
    for (int copy = 0; copy < machine.copies(); copy++) {
      kinds[line] = call.isPresent() ? call.get().give(code, copy) : produce(line, copy);
      storeFresh(line, copy);
    }
  }

  private List<Kind> pushArguments(List<Integer> args, int copy) {
    List<Kind> pushed = new ArrayList<>();
    for (int arg : args) {
      pushed.add(push(arg, copy));
    }
    return pushed;
  }

  /// Stores the value of a line in memory.
  public void store(int line, int offset) {
    for (int copy = 0; copy < machine.copies(); copy++) {
      machine.beginStore(code, lines.get(line).elem(), offset, copy);
      machine.storeEntry(code, push(line, copy), offset, copy);
    }
  }

  /// Gives the pinned lines `to` the values of the lines `from`, all at once.
  public void assign(List<Integer> from, List<Integer> to) {
    BitSet targets = new BitSet();
    to.forEach(targets::set);
    List<Runnable> later = new ArrayList<>();
    for (int k = 0; k < from.size(); k++) {
      int source = from.get(k);
      int target = to.get(k);
      for (int copy = 0; copy < machine.copies(); copy++) {
        if (source != target && targets.get(source)) {
          later.add(viaTemporary(source, target, copy));
        }
      }
    }
    for (int k = 0; k < from.size(); k++) {
      if (!targets.get(from.get(k))) {
        for (int copy = 0; copy < machine.copies(); copy++) {
          move(push(from.get(k), copy), to.get(k), copy);
        }
      }
    }
    later.forEach(Runnable::run);
  }

  private Runnable viaTemporary(int source, int target, int copy) {
    Kind kind = push(source, copy);
    int temporary = locals.take(machine.localSize(kind));
    machine.storeLocal(code, kind, temporary);
    return () -> {
      machine.loadLocal(code, kind, temporary);
      move(kind, target, copy);
    };
  }

  private void move(Kind kind, int target, int copy) {
    machine.cast(code, kind, kinds[target]);
    machine.storeLocal(code, kinds[target], local[target][copy]);
  }

  private Kind push(int line, int copy) {
    if (local[line][copy] == NO_LOCAL) {
      kinds[line] = produce(line, copy);
      if (remaining[line][copy] > 1 && !isLiteral(line)) {
        storeFresh(line, copy);
      } else {
        return kinds[line];
      }
    }
    machine.loadLocal(code, kinds[line], local[line][copy]);
    if (--remaining[line][copy] == 0 && !isPinned.get(line)) {
      locals.give(local[line][copy], machine.localSize(kinds[line]));
      local[line][copy] = NO_LOCAL;
    }
    return kinds[line];
  }

  private boolean isLiteral(int line) {
    return lines.get(line) instanceof Instruction.Literal;
  }

  /// Leaves the value on the stack without looking for it in local variables.
  private Kind produce(int line, int copy) {
    return switch (lines.get(line)) {
      case Instruction.Literal literal -> machine.literal(code, literal);
      case Instruction.Parameter parameter ->
          machine.loadEntry(code, parameter.elem(), homes[line], copy);
      case Instruction.Apply(var method, var args) -> {
        if (!isComputedHere.get(line)) {
          yield machine.loadEntry(code, method.result(), homes[line], copy);
        }
        yield machine.apply(code, method, pushArguments(args, copy));
      }
    };
  }

  private void storeFresh(int line, int copy) {
    local[line][copy] = locals.take(machine.localSize(kinds[line]));
    machine.storeLocal(code, kinds[line], local[line][copy]);
  }
}
