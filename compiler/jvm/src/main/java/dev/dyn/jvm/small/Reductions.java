package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.List;

/// Reductions as scalar lines, in the order of `dev.dyn.runtime.kernel.Sums`.
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

  private int combine(ReduceFn fn, Elem elem, int[] lines) {
    return switch (fn) {
      // Lanes start at +0.0. Leaving that out changes only the sign of zeros, which the last addition mends.
      case SUM -> elem.isReal() ? add(elem, tree(Scalars.ADD, elem, lines), literal(elem, 0)) : tree(Scalars.ADD, elem, lines);
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
    if (lines.length == 0) {
      return empty(fn, elem);
    }
    Method method = Method.of(fn, elem);
    int present = Math.min(lines.length, Sums.LANES);
    int[] lanes = java.util.Arrays.copyOf(lines, present);
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

  private int empty(ScalarFn fn, Elem elem) {
    boolean isMax = fn == Scalars.MAX;
    if (isMax || fn == Scalars.MIN) {
      return elem.isReal()
          ? literal(elem, isMax ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
          : writer.write(Instruction.Literal.of(isMax ? Long.MIN_VALUE : Long.MAX_VALUE));
    }
    return literal(elem, fn == Scalars.MUL || fn == Scalars.AND ? 1 : 0);
  }

  /// The first entry that no other beats.
  private int place(ScalarFn beats, Elem elem, int[] lines) {
    Method better = Method.of(beats, elem);
    Method select = Method.of(Scalars.SELECT, elem);
    Method selectPlace = Method.of(Scalars.SELECT, Elem.I64);
    int place = literal(Elem.I64, 0);
    int best = lines.length == 0 ? place : lines[0];
    for (int k = 1; k < lines.length; k++) {
      int wins = writer.apply(better, lines[k], best);
      best = writer.apply(select, wins, lines[k], best);
      place = writer.apply(selectPlace, wins, literal(Elem.I64, k), place);
    }
    return place;
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
