package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Layout;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Functions applied to members of an ensemble through a scratch area of the memory: by the array
/// form where there is one, else by a loop that calls the scalar method member by member. (The
/// vector forms of elementary functions are too large to be inlined several times into a step; then
/// their vectors become objects, which is slower than this.)
public final class LaneCalls implements VectorCalls {
  /// The largest number of arguments of a method that generated code calls.
  private static final int MOST_ARGUMENTS = 4;

  private final ClassText text;
  private final int members;
  private final int reals;
  private final int floats;
  private final int integers;

  /// Takes scratch space for `members` numbers of each argument.
  public LaneCalls(ClassText text, Layout places, int members) {
    this.text = text;
    this.members = members;
    this.reals = places.take(Elem.F64, members * (MOST_ARGUMENTS + 1));
    this.floats = places.take(Elem.F32, members * (MOST_ARGUMENTS + 1));
    this.integers = places.take(Elem.I64, members * (MOST_ARGUMENTS + 1));
  }

  @Override
  public Optional<ThroughMemory> find(VectorMachine machine, Method method) {
    return Optional.of(new Scratch(machine, method));
  }

  private final class Scratch implements ThroughMemory {
    private final VectorMachine machine;
    private final Method method;

    Scratch(VectorMachine machine, Method method) {
      this.machine = machine;
      this.method = method;
    }

    @Override
    public void take(MethodVisitor code, List<Kind> args, int copy) {
      for (int k = args.size() - 1; k >= 0; k--) {
        machine.toNumbers(code, args.get(k));
        pushPlace(code, args.get(k).elem(), k, copy);
        machine.intoArray(code, args.get(k).elem());
      }
    }

    @Override
    public void call(MethodVisitor code) {
      for (int array = 0; array < 3; array++) {
        code.visitVarInsn(Opcodes.ALOAD, array);
      }
      text.callStatic(code, methodFor(method), "(" + ClassText.ARRAYS + ")V");
    }

    @Override
    public Kind give(MethodVisitor code, int copy) {
      machine.pushSpecies(code, method.result());
      pushPlace(code, method.result(), MOST_ARGUMENTS, copy);
      return machine.load(code, method.result());
    }

    private void pushPlace(MethodVisitor code, Elem elem, int argument, int copy) {
      Code.pushArray(code, elem);
      Code.push(code, place(elem, argument) + copy * machine.lanes());
    }
  }

  /// Where argument `argument`, or the result, is in the scratch area.
  private int place(Elem elem, int argument) {
    int start =
        switch (elem) {
          case F64 -> reals;
          case F32 -> floats;
          case I64, BOOL -> integers;
        };
    return start + argument * members;
  }

  /// The name of a method that does the work for all members, written when first asked for.
  private String methodFor(Method method) {
    String kinds = method.parameters().stream().map(Elem::label).collect(Collectors.joining("_"));
    String name = method.name() + "_" + kinds;
    text.sharedMethod(
        name,
        "(" + ClassText.ARRAYS + ")V",
        code -> {
          if (ArrayForms.has(method)) {
            writeArrayCall(code, method);
          } else if (ArrayForms.isStandardDraw(method)) {
            writeDraws(code, method);
          } else {
            writeLoop(code, method);
          }
          code.visitInsn(Opcodes.RETURN);
        });
    return name;
  }

  private void writeArrayCall(MethodVisitor code, Method method) {
    Elem elem = method.result();
    for (int k = 0; k <= method.parameters().size(); k++) {
      Code.pushArray(code, elem);
      Code.push(code, place(elem, k < method.parameters().size() ? k : MOST_ARGUMENTS));
    }
    Code.push(code, members);
    ArrayForms.call(code, method);
  }

  /// All members draw with the same index, from their own streams.
  private void writeDraws(MethodVisitor code, Method method) {
    Code.pushArray(code, Elem.I64);
    Code.push(code, place(Elem.I64, 0));
    Code.pushArray(code, Elem.I64);
    Code.push(code, place(Elem.I64, 1));
    Code.loadElement(code, Elem.I64);
    Code.pushArray(code, Elem.F64);
    Code.push(code, place(Elem.F64, MOST_ARGUMENTS));
    Code.push(code, members);
    ArrayForms.callDraws(code, method);
  }

  private void writeLoop(MethodVisitor code, Method method) {
    int member = Machine.LANE;
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, member);
    code.visitLabel(head);
    pushPlace(code, method.result(), MOST_ARGUMENTS, member);
    for (int k = 0; k < method.parameters().size(); k++) {
      pushPlace(code, method.parameters().get(k), k, member);
      Code.loadElement(code, method.parameters().get(k));
    }
    new ScalarMachine().apply(code, method, List.of());
    Code.storeElement(code, method.result());
    code.visitIincInsn(member, 1);
    code.visitVarInsn(Opcodes.ILOAD, member);
    Code.push(code, members);
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  private void pushPlace(MethodVisitor code, Elem elem, int argument, int member) {
    Code.pushArray(code, elem);
    Code.push(code, place(elem, argument));
    code.visitVarInsn(Opcodes.ILOAD, member);
    code.visitInsn(Opcodes.IADD);
  }
}
