package dev.dyn.jvm.emit;

import dev.dyn.runtime.tensor.Elem;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// The vectors of one kind of number: their class, species and how they get to and from memory.
///
/// The species is named by its width, so that a class file means the same on every machine.
public record VectorKind(Elem elem, int lanes) {
  static final String PACKAGE = "jdk/incubator/vector/";
  static final String VECTOR = PACKAGE + "Vector";
  static final String MASK = PACKAGE + "VectorMask";
  static final String SPECIES = PACKAGE + "VectorSpecies";
  static final String OPERATORS = PACKAGE + "VectorOperators";
  static final String COMPARISON = OPERATORS + "$Comparison";

  /// Of which numbers the mask for truth values lies beside when they come from memory.
  public static VectorKind of(Elem elem, int lanes) {
    return new VectorKind(elem == Elem.BOOL ? Elem.I64 : elem, lanes);
  }

  String owner() {
    return PACKAGE
        + switch (elem) {
          case F64 -> "DoubleVector";
          case F32 -> "FloatVector";
          case I64, BOOL -> "LongVector";
        };
  }

  String number() {
    return switch (elem) {
      case F64 -> "D";
      case F32 -> "F";
      case I64, BOOL -> "J";
    };
  }

  private int bits() {
    return lanes * (elem == Elem.F32 ? Float.SIZE : Long.SIZE);
  }

  String type() {
    return "L" + owner() + ";";
  }

  public void pushSpecies(MethodVisitor code) {
    code.visitFieldInsn(Opcodes.GETSTATIC, owner(), "SPECIES_" + bits(), "L" + SPECIES + ";");
  }

  /// Vector from the array and index that are on the stack below the species.
  public void fromArray(MethodVisitor code) {
    String descriptor = "(L" + SPECIES + ";[" + number() + "I)" + type();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(), "fromArray", descriptor, false);
  }

  public void intoArray(MethodVisitor code) {
    String descriptor = "([" + number() + "I)V";
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(), "intoArray", descriptor, false);
  }

  /// As [#fromArray], with a mask on top.
  void someFromArray(MethodVisitor code) {
    String descriptor = "(L" + SPECIES + ";[" + number() + "IL" + MASK + ";)" + type();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(), "fromArray", descriptor, false);
  }

  /// As [#intoArray], with a mask on top.
  public void someIntoArray(MethodVisitor code) {
    String descriptor = "([" + number() + "IL" + MASK + ";)V";
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(), "intoArray", descriptor, false);
  }

  /// The mask of the first `count` lanes.
  public void firstLanes(MethodVisitor code, int count) {
    pushSpecies(code);
    code.visitInsn(Opcodes.ICONST_0);
    Code.push(code, count);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, SPECIES, "indexInRange", "(II)L" + MASK + ";", true);
  }

  /// The number on the stack, above the species, in all lanes.
  public void broadcast(MethodVisitor code) {
    String descriptor = "(L" + SPECIES + ";" + number() + ")" + type();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(), "broadcast", descriptor, false);
  }

  public void pushZero(MethodVisitor code) {
    pushSpecies(code);
    String descriptor = "(L" + SPECIES + ";)" + type();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(), "zero", descriptor, false);
  }

  void pushOne(MethodVisitor code) {
    pushSpecies(code);
    switch (elem) {
      case F64 -> code.visitInsn(Opcodes.DCONST_1);
      case F32 -> code.visitInsn(Opcodes.FCONST_1);
      case I64, BOOL -> code.visitInsn(Opcodes.LCONST_1);
    }
    broadcast(code);
  }

  /// A method of the vector with `arity - 1` further vectors as arguments.
  public void call(MethodVisitor code, String method, int arity) {
    String arguments = ("L" + VECTOR + ";").repeat(arity - 1);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, owner(), method, "(" + arguments + ")" + type(), false);
  }

  void compare(MethodVisitor code, String comparison) {
    pushComparison(code, comparison);
    code.visitInsn(Opcodes.SWAP);
    String descriptor = "(L" + COMPARISON + ";L" + VECTOR + ";)L" + MASK + ";";
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(), "compare", descriptor, false);
  }

  static void pushComparison(MethodVisitor code, String comparison) {
    code.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, comparison, "L" + COMPARISON + ";");
  }

  /// From `[y, x, mask]`: x where the mask is set, else y.
  void blend(MethodVisitor code) {
    String descriptor = "(L" + VECTOR + ";L" + MASK + ";)" + type();
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(), "blend", descriptor, false);
  }

  /// The vector of kind `from` on the stack as one of this kind, lane by lane.
  void convert(MethodVisitor code, Elem from) {
    String conversion = letter(from) + "2" + letter(elem);
    code.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, conversion, "L" + OPERATORS + "$Conversion;");
    pushSpecies(code);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        VECTOR,
        "convertShape",
        "(L" + OPERATORS + "$Conversion;L" + SPECIES + ";I)L" + VECTOR + ";",
        false);
    code.visitTypeInsn(Opcodes.CHECKCAST, owner());
  }

  private static String letter(Elem elem) {
    return switch (elem) {
      case F64 -> "D";
      case F32 -> "F";
      case I64, BOOL -> "L";
    };
  }
}
