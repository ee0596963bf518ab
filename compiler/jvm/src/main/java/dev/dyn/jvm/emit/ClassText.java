package dev.dyn.jvm.emit;

import dev.dyn.runtime.exec.CompiledKernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// A kernel class while it is written: the frame that all have in common, and how long its longest
/// method is.
public final class ClassText {
  public static final String ARRAYS = "[D[F[J";
  private static final String MEMORY = "dev/dyn/runtime/exec/Memory";
  private static final String INIT =
      "(Ldev/dyn/runtime/exec/CompiledKernel$Plan;L" + MEMORY + ";Ljava/util/List;)V";

  private final String name;
  private final ClassWriter writer = new Writer();
  private final List<Label> starts = new ArrayList<>();
  private final List<Label> ends = new ArrayList<>();
  private final Set<String> shared = new HashSet<>();

  /// @param name internal name of the class
  /// @param parent the class that it extends, with the same constructor
  public ClassText(String name, Class<? extends CompiledKernel> parent) {
    this.name = name;
    String superclass = parent.getName().replace('.', '/');
    writer.visit(
        Opcodes.V25,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        superclass,
        null);
    method(
        Opcodes.ACC_PUBLIC,
        "<init>",
        INIT,
        code -> {
          for (int local = 0; local < 4; local++) {
            code.visitVarInsn(Opcodes.ALOAD, local);
          }
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, superclass, "<init>", INIT, false);
          code.visitInsn(Opcodes.RETURN);
        });
  }

  public String name() {
    return name;
  }

  /// Writes a private static method, whose first parameters are the arrays of the memory.
  public void staticMethod(String method, String descriptor, Consumer<MethodVisitor> body) {
    method(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, method, descriptor, body);
  }

  /// Writes a private static method unless there is one of this name already.
  public void sharedMethod(String method, String descriptor, Consumer<MethodVisitor> body) {
    if (shared.add(method)) {
      staticMethod(method, descriptor, body);
    }
  }

  public void callStatic(MethodVisitor code, String method, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, name, method, descriptor, false);
  }

  /// Writes a public method of the kernel.
  public void publicMethod(String method, String descriptor, Consumer<MethodVisitor> body) {
    method(Opcodes.ACC_PUBLIC, method, descriptor, body);
  }

  /// Pushes the arrays of the `Memory` in local variable `memory`.
  public static void pushArrays(MethodVisitor code, int memory) {
    for (String array : List.of("f64:[D", "f32:[F", "i64:[J")) {
      String[] parts = array.split(":");
      code.visitVarInsn(Opcodes.ALOAD, memory);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MEMORY, parts[0], "()" + parts[1], false);
    }
  }

  private void method(int access, String method, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
    code.visitCode();
    Label start = new Label();
    code.visitLabel(start);
    body.accept(code);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    starts.add(start);
    ends.add(end);
  }

  /// The length in bytes of the longest method.
  public int longestMethod() {
    int longest = 0;
    for (int k = 0; k < starts.size(); k++) {
      longest = Math.max(longest, ends.get(k).getOffset() - starts.get(k).getOffset());
    }
    return longest;
  }

  public byte[] bytes() {
    writer.visitEnd();
    return writer.toByteArray();
  }

  /// Where two classes meet in a frame, `Object` is enough: generated code never calls a method on
  /// such a value.
  private static final class Writer extends ClassWriter {
    Writer() {
      super(COMPUTE_FRAMES | COMPUTE_MAXS);
    }

    @Override
    protected String getCommonSuperClass(String first, String second) {
      return "java/lang/Object";
    }
  }
}
