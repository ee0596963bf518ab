package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.tensor.Elem;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/// The arithmetic rows that are one JVM instruction. All other rows are calls; HotSpot inlines the
/// short ones.
final class Intrinsics {
  private static final Map<String, Integer> DOUBLES =
      Map.of(
          "add",
          Opcodes.DADD,
          "sub",
          Opcodes.DSUB,
          "mul",
          Opcodes.DMUL,
          "div",
          Opcodes.DDIV,
          "neg",
          Opcodes.DNEG,
          "toF32",
          Opcodes.D2F,
          "toI64",
          Opcodes.D2L,
          "toF64",
          Opcodes.NOP);
  private static final Map<String, Integer> FLOATS =
      Map.of(
          "add",
          Opcodes.FADD,
          "sub",
          Opcodes.FSUB,
          "mul",
          Opcodes.FMUL,
          "div",
          Opcodes.FDIV,
          "neg",
          Opcodes.FNEG,
          "toF64",
          Opcodes.F2D,
          "toI64",
          Opcodes.F2L,
          "toF32",
          Opcodes.NOP);
  private static final Map<String, Integer> LONGS =
      Map.of(
          "add",
          Opcodes.LADD,
          "sub",
          Opcodes.LSUB,
          "mul",
          Opcodes.LMUL,
          "neg",
          Opcodes.LNEG,
          "toF64",
          Opcodes.L2D,
          "toF32",
          Opcodes.L2F,
          "toI64",
          Opcodes.NOP);

  private Intrinsics() {}

  /// The opcode that does what `method` does.
  static Optional<Integer> opcode(Method method) {
    if (method.owner() != Arithmetic.class) {
      return Optional.empty();
    }
    Elem elem = method.parameters().getFirst();
    return switch (elem) {
      case F64 -> Optional.ofNullable(DOUBLES.get(method.name()));
      case F32 -> Optional.ofNullable(FLOATS.get(method.name()));
      case I64 -> Optional.ofNullable(LONGS.get(method.name()));
      case BOOL -> Optional.empty();
    };
  }

  /// Methods of `Math` that HotSpot has an instruction for, under the same name.
  static boolean isInMath(Method method) {
    return method.owner() == Arithmetic.class
        && switch (method.name()) {
          case "fma", "min", "max" -> true;
          default -> false;
        };
  }
}
