package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// Reductions of at least one entry as scalar lines, in the order of `dev.dyn.runtime.kernel.Sums`.
record Reductions(ScalarProgram.Writer writer) {
  Entries reduce(Op.Reduce op, Entries arg) {
    List<Integer> kept = Builder.otherAxes(arg.shape().rank(), op.axes());
    Shape outer = new Shape(kept.stream().mapToInt(arg.shape()::extent).toArray());
    Shape inner = new Shape(op.axes().stream().mapToInt(arg.shape()::extent).toArray());
    Elem elem = op.arg().type().elem();
    return Entries.at(
        outer,
        at -> {
          int[] lines = new int[inner.size()];
          for (int k = 0; k < lines.length; k++) {
            int[] within = Entries.indexOf(inner, k);
            int[] index = new int[arg.shape().rank()];
            for (int a = 0; a < kept.size(); a++) {
              index[kept.get(a)] = at[a];
            }
            for (int a = 0; a < within.length; a++) {
              index[op.axes().get(a)] = within[a];
            }
            lines[k] = arg.at(index);
          }
          return combine(op.fn(), elem, lines);
        });
  }

  /// One number of at least one.
  int combine(ReduceFn fn, Elem elem, int[] lines) {
    return switch (fn) {
      // Lanes start at +0.0. Leaving that out changes only the sign of zeros, which the last
      // addition mends.
      case SUM ->
          elem.isReal()
              ? add(elem, tree(Scalars.ADD, elem, lines), literal(elem, 0))
              : tree(Scalars.ADD, elem, lines);
      case PROD -> tree(Scalars.MUL, elem, lines);
      case MAX -> tree(Scalars.MAX, elem, lines);
      case MIN -> tree(Scalars.MIN, elem, lines);
      case ANY -> tree(Scalars.OR, Elem.BOOL, lines);
      case ALL -> tree(Scalars.AND, Elem.BOOL, lines);
      case ARGMAX -> place(Scalars.GT, elem, lines);
      case ARGMIN -> place(Scalars.LT, elem, lines);
    };
  }

  /// Lane l of 16 takes in the entries l, l + 16, …; then the lanes are halved until one is left.
  private int tree(ScalarFn fn, Elem elem, int[] lines) {
    Method method = Method.of(fn, elem);
    int present = Math.min(lines.length, Sums.LANES);
    int[] lanes = Arrays.copyOf(lines, present);
    for (int k = present; k < lines.length; k++) {
      lanes[k % Sums.LANES] = writer.apply(method, lanes[k % Sums.LANES], lines[k]);
    }
    for (int width = Sums.LANES / 2; width >= 1; width /= 2) {
      for (int l = 0; l < width && l + width < present; l++) {
        lanes[l] = writer.apply(method, lanes[l], lanes[l + width]);
      }
      present = Math.min(present, width);
    }
    return lanes[0];
  }

  /// The first entry that no other beats; a NaN beats all numbers. As in
  /// `dev.dyn.runtime.kernel.Places`.
  private int place(ScalarFn beats, Elem elem, int[] lines) {
    Method select = Method.of(Scalars.SELECT, elem);
    Method selectPlace = Method.of(Scalars.SELECT, Elem.I64);
    int place = literal(Elem.I64, 0);
    int held = lines[0];
    for (int k = 1; k < lines.length; k++) {
      int wins = writer.apply(Method.of(beats, elem), lines[k], held);
      if (elem.isReal()) {
        wins =
            writer.apply(Method.of(Scalars.OR, Elem.BOOL), wins, isFirstNaN(elem, lines[k], held));
      }
      held = writer.apply(select, wins, lines[k], held);
      place = writer.apply(selectPlace, wins, literal(Elem.I64, k), place);
    }
    return place;
  }

  private int isFirstNaN(Elem elem, int next, int held) {
    int isNaN = writer.apply(Method.of(Scalars.NE, elem), next, next);
    int isNumber = writer.apply(Method.of(Scalars.EQ, elem), held, held);
    return writer.apply(Method.of(Scalars.AND, Elem.BOOL), isNaN, isNumber);
  }

  private int add(Elem elem, int x, int y) {
    return writer.apply(Method.of(Scalars.ADD, elem), x, y);
  }

  private int literal(Elem elem, double value) {
    return writer.write(
        switch (elem) {
          case F64 -> Instruction.Literal.of(value);
          case F32 -> Instruction.Literal.of((float) value);
          case I64 -> Instruction.Literal.of((long) value);
          case BOOL -> Instruction.Literal.of(value != 0);
        });
  }
}
