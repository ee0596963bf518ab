package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Operations on single numbers: doubles, floats and longs; truth values are ints on the stack.
public final class ScalarMachine implements Machine {
  private final boolean isInLane;

  /// For a memory of one member.
  public ScalarMachine() {
    this(false);
  }

  private ScalarMachine(boolean isInLane) {
    this.isInLane = isInLane;
  }

  /// For one member of several: the one in local variable [#LANE].
  public static ScalarMachine inLane() {
    return new ScalarMachine(true);
  }

  @Override
  public int copies() {
    return 1;
  }

  @Override
  public boolean pinsLiterals() {
    return false;
  }

  @Override
  public Kind literal(MethodVisitor code, Instruction.Literal literal) {
    switch (literal.elem()) {
      case F64 -> Code.push(code, Double.longBitsToDouble(literal.bits()));
      case F32 -> code.visitLdcInsn(Float.intBitsToFloat((int) literal.bits()));
      case I64 -> Code.push(code, literal.bits());
      case BOOL -> Code.push(code, (int) literal.bits());
    }
    return Kind.of(literal.elem());
  }

  @Override
  public Kind apply(MethodVisitor code, Method method, List<Kind> args) {
    Optional<Integer> opcode = Intrinsics.opcode(method);
    if (opcode.isPresent()) {
      if (opcode.get() != Opcodes.NOP) {
        code.visitInsn(opcode.get());
      }
    } else {
      String owner = Intrinsics.isInMath(method) ? "java/lang/Math" : method.internalOwner();
      code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method.name(), method.descriptor(), false);
    }
    return Kind.of(method.result());
  }

  @Override
  public Optional<ThroughMemory> throughMemory(Method method) {
    return Optional.empty();
  }

  @Override
  public Kind loadEntry(MethodVisitor code, Elem elem, int offset, int copy) {
    pushPlace(code, elem, offset);
    Code.loadElement(code, elem);
    return Kind.of(elem);
  }

  @Override
  public void beginStore(MethodVisitor code, Elem elem, int offset, int copy) {
    pushPlace(code, elem, offset);
  }

  private void pushPlace(MethodVisitor code, Elem elem, int offset) {
    Code.pushArray(code, elem);
    Code.push(code, offset);
    if (isInLane) {
      code.visitVarInsn(Opcodes.ILOAD, LANE);
      code.visitInsn(Opcodes.IADD);
    }
  }

  @Override
  public void storeEntry(MethodVisitor code, Kind kind, int offset, int copy) {
    Code.storeElement(code, kind.elem());
  }

  @Override
  public void loadLocal(MethodVisitor code, Kind kind, int local) {
    code.visitVarInsn(
        switch (kind.elem()) {
          case F64 -> Opcodes.DLOAD;
          case F32 -> Opcodes.FLOAD;
          case I64 -> Opcodes.LLOAD;
          case BOOL -> Opcodes.ILOAD;
        },
        local);
  }

  @Override
  public void storeLocal(MethodVisitor code, Kind kind, int local) {
    code.visitVarInsn(
        switch (kind.elem()) {
          case F64 -> Opcodes.DSTORE;
          case F32 -> Opcodes.FSTORE;
          case I64 -> Opcodes.LSTORE;
          case BOOL -> Opcodes.ISTORE;
        },
        local);
  }

  @Override
  public void cast(MethodVisitor code, Kind from, Kind to) {
    // numbers have one form
  }

  @Override
  public int localSize(Kind kind) {
    return switch (kind.elem()) {
      case F64, I64 -> 2;
      case F32, BOOL -> 1;
    };
  }
}
