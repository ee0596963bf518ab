package dev.dyn.jvm.array;

import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.runtime.tensor.Elem;

/// What the virtual lanes of a reduction start with.
final class Neutral {
  private Neutral() {}

  static Instruction.Literal of(ReduceFn fn, Elem elem) {
    return switch (elem) {
      case F64 -> Instruction.Literal.of(real(fn));
      case F32 -> Instruction.Literal.of((float) real(fn));
      case I64 -> Instruction.Literal.of(whole(fn));
      case BOOL -> Instruction.Literal.of(fn == ReduceFn.ALL);
    };
  }

  private static double real(ReduceFn fn) {
    return switch (fn) {
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case SUM, ANY, ALL, ARGMAX, ARGMIN -> 0;
    };
  }

  private static long whole(ReduceFn fn) {
    return switch (fn) {
      case PROD -> 1;
      case MAX -> Long.MIN_VALUE;
      case MIN -> Long.MAX_VALUE;
      case SUM, ANY, ALL, ARGMAX, ARGMIN -> 0;
    };
  }
}
