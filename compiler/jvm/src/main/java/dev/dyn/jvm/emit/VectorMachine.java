package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Operations on vectors with one member of an ensemble in each lane; truth values are masks.
///
/// Each lane has the bits that [ScalarMachine] computes: the operations are exact or correctly
/// rounded, and the elementary functions, which [VectorCalls] takes care of, are one formula for
/// both.
public final class VectorMachine implements Machine {
  private final int lanes;
  private final int copies;
  private final VectorCalls calls;

  /// @param lanes numbers in one vector
  /// @param copies vectors that each line is computed for
  public VectorMachine(int lanes, int copies, VectorCalls calls) {
    this.lanes = lanes;
    this.copies = copies;
    this.calls = calls;
  }

  @Override
  public int copies() {
    return copies;
  }

  @Override
  public boolean pinsLiterals() {
    return true;
  }

  private VectorKind vector(Elem elem) {
    return VectorKind.of(elem, lanes);
  }

  @Override
  public Kind literal(MethodVisitor code, Instruction.Literal literal) {
    VectorKind kind = vector(literal.elem());
    kind.pushSpecies(code);
    switch (literal.elem()) {
      case F64 -> Code.push(code, Double.longBitsToDouble(literal.bits()));
      case F32 -> code.visitLdcInsn(Float.intBitsToFloat((int) literal.bits()));
      case I64 -> Code.push(code, literal.bits());
      case BOOL -> {
        Code.push(code, (int) literal.bits());
        code.visitMethodInsn(
            Opcodes.INVOKEINTERFACE,
            VectorKind.SPECIES,
            "maskAll",
            "(Z)L" + VectorKind.MASK + ";",
            true);
        return Kind.maskOf(Elem.I64);
      }
    }
    kind.broadcast(code);
    return Kind.of(literal.elem());
  }

  @Override
  public Optional<ThroughMemory> throughMemory(Method method) {
    return VectorCalls.isInRegisters(method) ? Optional.empty() : calls.find(this, method);
  }

  @Override
  public Kind apply(MethodVisitor code, Method method, List<Kind> args) {
    Elem elem = method.parameters().getFirst();
    VectorKind kind = vector(elem);
    return switch (method.name()) {
      case "add", "sub", "mul", "div", "min", "max", "neg", "fma", "sqrt", "abs" -> {
        kind.call(code, method.name(), args.size());
        yield Kind.of(elem);
      }
      case "lt", "le", "gt", "ge" -> compared(code, kind, method.name());
      case "eq", "ne" ->
          elem == Elem.BOOL ? sameMask(code, method, args) : compared(code, kind, method.name());
      case "and", "or" -> {
        cast(code, args.get(1), args.get(0));
        mask(code, method.name(), true);
        yield args.getFirst();
      }
      case "not" -> {
        mask(code, "not", false);
        yield args.getFirst();
      }
      case "select" ->
          method.result() == Elem.BOOL ? selectMask(code, args) : select(code, method, args);
      case "maskedMul" -> maskedMul(code, kind);
      case "toF64", "toF32", "toI64" -> converted(code, method, args.getFirst());
      default -> throw new IllegalStateException("no vector form of " + method.name());
    };
  }

  private static Kind compared(MethodVisitor code, VectorKind kind, String comparison) {
    kind.compare(code, comparison.toUpperCase(Locale.ROOT));
    return Kind.maskOf(kind.elem());
  }

  private static void mask(MethodVisitor code, String method, boolean isBinary) {
    String mask = "L" + VectorKind.MASK + ";";
    String descriptor = (isBinary ? "(" + mask + ")" : "()") + mask;
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VectorKind.MASK, method, descriptor, false);
  }

  private Kind sameMask(MethodVisitor code, Method method, List<Kind> args) {
    cast(code, args.get(1), args.get(0));
    mask(code, "xor", true);
    if (method.name().equals("eq")) {
      mask(code, "not", false);
    }
    return args.getFirst();
  }

  /// From `[mask, x, y]`.
  private Kind select(MethodVisitor code, Method method, List<Kind> args) {
    code.visitInsn(Opcodes.SWAP);
    code.visitInsn(Opcodes.DUP2_X1);
    code.visitInsn(Opcodes.POP2);
    cast(code, args.getFirst(), Kind.maskOf(method.result()));
    vector(method.result()).blend(code);
    return Kind.of(method.result());
  }

  /// From `[mask, x, y]` as `y ^ (mask & (x ^ y))`.
  private Kind selectMask(MethodVisitor code, List<Kind> args) {
    Kind x = args.get(1);
    cast(code, args.get(2), x);
    code.visitInsn(Opcodes.DUP_X2);
    mask(code, "xor", true);
    cast(code, x, args.getFirst());
    mask(code, "and", true);
    cast(code, args.getFirst(), x);
    mask(code, "xor", true);
    return x;
  }

  /// From `[x, y]`: the product, and 0 where x is 0.
  private static Kind maskedMul(MethodVisitor code, VectorKind kind) {
    code.visitInsn(Opcodes.SWAP);
    code.visitInsn(Opcodes.DUP_X1);
    kind.call(code, "mul", 2);
    code.visitInsn(Opcodes.SWAP);
    kind.pushZero(code);
    kind.compare(code, "EQ");
    kind.pushZero(code);
    code.visitInsn(Opcodes.SWAP);
    kind.blend(code);
    return Kind.of(kind.elem());
  }

  private Kind converted(MethodVisitor code, Method method, Kind from) {
    VectorKind to = vector(method.result());
    if (from.elem() == Elem.BOOL) {
      cast(code, from, Kind.maskOf(method.result()));
      to.pushZero(code);
      code.visitInsn(Opcodes.SWAP);
      to.pushOne(code);
      code.visitInsn(Opcodes.SWAP);
      to.blend(code);
    } else if (from.elem() != method.result()) {
      to.convert(code, from.elem());
    }
    return Kind.of(method.result());
  }

  @Override
  public void cast(MethodVisitor code, Kind from, Kind to) {
    if (from.elem() == Elem.BOOL && from.mask() != to.mask()) {
      vector(to.mask()).pushSpecies(code);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          VectorKind.MASK,
          "cast",
          "(L" + VectorKind.SPECIES + ";)L" + VectorKind.MASK + ";",
          false);
    }
  }

  @Override
  public Kind loadEntry(MethodVisitor code, Elem elem, int offset, int copy) {
    vector(elem).pushSpecies(code);
    Code.pushArray(code, elem);
    pushIndex(code, offset, copy);
    return load(code, elem);
  }

  public void pushSpecies(MethodVisitor code, Elem elem) {
    vector(elem).pushSpecies(code);
  }

  /// From `[species, long]`: that number, and in each further lane `step` more.
  public Kind counted(MethodVisitor code, int step) {
    VectorKind longs = vector(Elem.I64);
    longs.broadcast(code);
    if (step != 0) {
      Code.push(code, step);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, longs.owner(), "addIndex", "(I)" + longs.type(), false);
    }
    return Kind.of(Elem.I64);
  }

  /// From `[species, array, index]`: one entry in all lanes.
  public Kind broadcastElement(MethodVisitor code, Elem elem) {
    Code.element(code, elem, true);
    vector(elem).broadcast(code);
    return asTruth(code, elem);
  }

  /// From `[vector, array, index]`, masks as [#toNumbers] makes them.
  public void intoArray(MethodVisitor code, Elem elem) {
    vector(elem).intoArray(code);
  }

  /// The mask of the first `count` lanes.
  public void firstLanes(MethodVisitor code, Elem elem, int count) {
    vector(elem).firstLanes(code, count);
  }

  /// From `[vector, array, index, mask]`.
  public void someIntoArray(MethodVisitor code, Elem elem) {
    vector(elem).someIntoArray(code);
  }

  /// From `[species, array, index, mask]`, reals only: zeros where the mask is not set.
  public Kind loadSome(MethodVisitor code, Elem elem) {
    vector(elem).someFromArray(code);
    return Kind.of(elem);
  }

  /// From `[species, array, index]`.
  public Kind load(MethodVisitor code, Elem elem) {
    vector(elem).fromArray(code);
    return asTruth(code, elem);
  }

  /// Truth values in memory are longs; here they become masks.
  private Kind asTruth(MethodVisitor code, Elem elem) {
    if (elem != Elem.BOOL) {
      return Kind.of(elem);
    }
    VectorKind longs = vector(elem);
    longs.pushZero(code);
    longs.compare(code, "NE");
    return Kind.maskOf(Elem.I64);
  }

  private void pushIndex(MethodVisitor code, int offset, int copy) {
    Code.push(code, offset + copy * lanes);
    code.visitVarInsn(Opcodes.ILOAD, LANE);
    code.visitInsn(Opcodes.IADD);
  }

  @Override
  public void beginStore(MethodVisitor code, Elem elem, int offset, int copy) {
    // a vector stores itself
  }

  @Override
  public void storeEntry(MethodVisitor code, Kind kind, int offset, int copy) {
    toNumbers(code, kind);
    Code.pushArray(code, kind.elem());
    pushIndex(code, offset, copy);
    vector(kind.elem()).intoArray(code);
  }

  /// A mask as longs 0 and 1, anything else as it is.
  public void toNumbers(MethodVisitor code, Kind kind) {
    if (kind.elem() != Elem.BOOL) {
      return;
    }
    cast(code, kind, Kind.maskOf(Elem.I64));
    VectorKind longs = vector(Elem.I64);
    longs.pushZero(code);
    code.visitInsn(Opcodes.SWAP);
    longs.pushOne(code);
    code.visitInsn(Opcodes.SWAP);
    longs.blend(code);
  }

  int lanes() {
    return lanes;
  }

  @Override
  public void loadLocal(MethodVisitor code, Kind kind, int local) {
    code.visitVarInsn(Opcodes.ALOAD, local);
  }

  @Override
  public void storeLocal(MethodVisitor code, Kind kind, int local) {
    code.visitVarInsn(Opcodes.ASTORE, local);
  }

  @Override
  public int localSize(Kind kind) {
    return 1;
  }
}
