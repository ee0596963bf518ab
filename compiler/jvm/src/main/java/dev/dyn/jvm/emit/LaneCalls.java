package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Layout;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.ArrayElementary;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.math.VectorElementary;
import dev.dyn.runtime.tensor.Elem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Functions applied to vectors of members: by their vector form where there is one; else the vectors are stored in a scratch
/// area of the memory, a loop calls the scalar method lane by lane, and the results are loaded.
public final class LaneCalls implements VectorCalls {
  /// The largest number of arguments of a method that generated code calls.
  private static final int MOST_ARGUMENTS = 4;

  private static final String ELEMENTARY = VectorElementary.class.getName().replace('.', '/');

  private final ClassText text;
  private final int lanes;
  private final int reals;
  private final int floats;
  private final int integers;

  /// Takes scratch space for vectors of `lanes` numbers.
  public LaneCalls(ClassText text, Layout places, int lanes) {
    this.text = text;
    this.lanes = lanes;
    this.reals = places.take(Elem.F64, lanes * (MOST_ARGUMENTS + 1));
    this.floats = places.take(Elem.F32, lanes * (MOST_ARGUMENTS + 1));
    this.integers = places.take(Elem.I64, lanes * (MOST_ARGUMENTS + 1));
  }

  @Override
  public boolean isInline(Method method) {
    return VectorCalls.isVectorMethod(method) || hasVectorForm(method);
  }

  private static boolean hasVectorForm(Method method) {
    return method.owner() == Elementary.class
        && Arrays.stream(VectorElementary.class.getMethods())
            .anyMatch(
                m ->
                    m.getName().equals(method.name())
                        && m.getParameterCount() == method.parameters().size()
                        && m.getReturnType().getSimpleName().equals(simpleName(method.result())));
  }

  private static String simpleName(Elem elem) {
    return elem == Elem.F32 ? "FloatVector" : "DoubleVector";
  }

  @Override
  public Kind apply(MethodVisitor code, VectorMachine machine, Method method, List<Kind> args) {
    VectorKind kind = machine.kind(method.result());
    if (VectorCalls.isVectorMethod(method)) {
      kind.call(code, method.name(), 1);
      return Kind.of(method.result());
    }
    if (hasVectorForm(method)) {
      String descriptor = "(" + kind.type().repeat(args.size()) + ")" + kind.type();
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, ELEMENTARY, method.name(), descriptor, false);
      return Kind.of(method.result());
    }
    for (int k = args.size() - 1; k >= 0; k--) {
      machine.toNumbers(code, args.get(k));
      Code.pushArray(code, args.get(k).elem());
      Code.push(code, place(args.get(k).elem(), k));
      machine.kind(args.get(k).elem()).intoArray(code);
    }
    for (int array = 0; array < 3; array++) {
      code.visitVarInsn(Opcodes.ALOAD, array);
    }
    text.callStatic(code, loopOf(method), "(" + ClassText.ARRAYS + ")V");
    kind.pushSpecies(code);
    Code.pushArray(code, method.result());
    Code.push(code, place(method.result(), MOST_ARGUMENTS));
    return machine.load(code, method.result());
  }

  /// Where argument `argument`, or the result, is in the scratch area.
  private int place(Elem elem, int argument) {
    int start =
        switch (elem) {
          case F64 -> reals;
          case F32 -> floats;
          case I64, BOOL -> integers;
        };
    return start + argument * lanes;
  }

  /// The name of a method that does the work for all lanes, written when first asked for.
  private String loopOf(Method method) {
    String kinds = method.parameters().stream().map(Elem::label).collect(Collectors.joining("_"));
    String name = method.name() + "_" + kinds;
    text.sharedMethod(
        name,
        "(" + ClassText.ARRAYS + ")V",
        code -> {
          if (hasArrayForm(method)) {
            writeArrayCall(code, method);
          } else {
            writeLoop(code, method);
          }
          code.visitInsn(Opcodes.RETURN);
        });
    return name;
  }

  /// Whether `dev.dyn.runtime.math.ArrayElementary` has the function.
  public static boolean hasArrayForm(Method method) {
    return method.owner() == Elementary.class
        && Arrays.stream(ArrayElementary.class.getMethods())
            .anyMatch(
                m ->
                    m.getName().equals(method.name())
                        && m.getParameterCount() == 2 * method.parameters().size() + 3
                        && m.getParameterTypes()[0] == arrayClass(method.result()));
  }

  static Class<?> arrayClass(Elem elem) {
    return switch (elem) {
      case F64 -> double[].class;
      case F32 -> float[].class;
      case I64, BOOL -> long[].class;
    };
  }

  private void writeArrayCall(MethodVisitor code, Method method) {
    Elem elem = method.result();
    for (int k = 0; k <= method.parameters().size(); k++) {
      Code.pushArray(code, elem);
      Code.push(code, place(elem, k < method.parameters().size() ? k : MOST_ARGUMENTS));
    }
    Code.push(code, lanes);
    callArrayForm(code, method);
  }

  /// From an array and an offset for each argument and for the result, and the number of entries.
  public static void callArrayForm(MethodVisitor code, Method method) {
    String stretch = arrayClass(method.result()).descriptorString() + "I";
    String descriptor = "(" + stretch.repeat(method.parameters().size() + 1) + "I)V";
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        ArrayElementary.class.getName().replace('.', '/'),
        method.name(),
        descriptor,
        false);
  }

  private void writeLoop(MethodVisitor code, Method method) {
    int lane = Machine.LANE;
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, lane);
    code.visitLabel(head);
    pushPlace(code, method.result(), MOST_ARGUMENTS, lane);
    for (int k = 0; k < method.parameters().size(); k++) {
      pushPlace(code, method.parameters().get(k), k, lane);
      Code.loadElement(code, method.parameters().get(k));
    }
    new ScalarMachine().apply(code, method, List.of());
    Code.storeElement(code, method.result());
    code.visitIincInsn(lane, 1);
    code.visitVarInsn(Opcodes.ILOAD, lane);
    Code.push(code, lanes);
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  private void pushPlace(MethodVisitor code, Elem elem, int argument, int lane) {
    Code.pushArray(code, elem);
    Code.push(code, place(elem, argument));
    code.visitVarInsn(Opcodes.ILOAD, lane);
    code.visitInsn(Opcodes.IADD);
  }
}
