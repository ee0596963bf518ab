package dev.dyn.compiler.eval;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Meaning.StaticMethod;
import dev.dyn.runtime.lines.ElementLoop;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.tensor.Elem;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the loop over entries for a row and kinds of arguments, as a class of its own so that the
/// function is called directly and nothing is boxed:
///
/// ```java
/// for (int i = 0; i < count; i++) {
///   result[i] = f(args[0][i], …);
/// }
/// ```
public final class ElementLoops {
  private static final ClassDesc NAME = ClassDesc.of("dev.dyn.compiler.eval.GeneratedLoop");

  private static final Map<LoopName, ElementLoop> LOOPS = new ConcurrentHashMap<>();

  private ElementLoops() {}

  /// What the loop is called that calls `method`, the meaning of `fn`, with arguments of these
  /// kinds.
  static LoopName name(ScalarFn fn, StaticMethod method, List<Elem> kinds) {
    return new LoopName(method.owner().getName(), method.name(), kinds, fn.result(kinds));
  }

  /// @throws IllegalArgumentException if there is no such method
  static ElementLoop of(LoopName name) {
    return LOOPS.computeIfAbsent(name, ElementLoops::load);
  }

  private static ElementLoop load(LoopName name) {
    try {
      return (ElementLoop)
          MethodHandles.lookup()
              .defineHiddenClass(classFile(NAME, name), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no loop for " + name, e);
    }
  }

  /// A class `type` with the loop, an [ElementLoop]; it needs the runtime and nothing else.
  ///
  /// @throws IllegalArgumentException if there is no such method
  public static byte[] classFile(ClassDesc type, LoopName name) {
    Method method = find(name);
    return ClassFile.of()
        .build(
            type,
            made -> {
              made.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
              made.withInterfaceSymbols(desc(ElementLoop.class));
              made.withMethodBody(
                  INIT_NAME,
                  MTD_void,
                  ClassFile.ACC_PUBLIC,
                  code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
              made.withMethodBody(
                  "run",
                  MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_Object, CD_int),
                  ClassFile.ACC_PUBLIC,
                  code -> loop(code, name.arguments(), method));
            });
  }

  private static Method find(LoopName name) {
    Class<?>[] types =
        name.arguments().stream().map(ElementLoops::javaType).toArray(Class<?>[]::new);
    try {
      return Class.forName(name.owner()).getMethod(name.method(), types);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          name.owner() + "." + name.method() + " takes no " + name.arguments(), e);
    }
  }

  private static void loop(CodeBuilder code, List<Elem> args, Method method) {
    int first = code.allocateLocal(TypeKind.REFERENCE);
    for (int k = 1; k < args.size() + 1; k++) {
      code.allocateLocal(TypeKind.REFERENCE);
    }
    int result = first + args.size();
    int index = code.allocateLocal(TypeKind.INT);
    for (int k = 0; k < args.size(); k++) {
      code.aload(1)
          .loadConstant(k)
          .aaload()
          .checkcast(arrayOf(javaType(args.get(k))))
          .astore(first + k);
    }
    code.aload(2).checkcast(arrayOf(method.getReturnType())).astore(result);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(index).labelBinding(top);
    code.iload(index).iload(3).if_icmpge(end).aload(result).iload(index);
    for (int k = 0; k < args.size(); k++) {
      load(code.aload(first + k).iload(index), args.get(k));
    }
    code.invokestatic(desc(method.getDeclaringClass()), method.getName(), signature(method));
    store(code, method.getReturnType());
    code.iinc(index, 1).goto_(top).labelBinding(end).return_();
  }

  private static void load(CodeBuilder code, Elem elem) {
    switch (elem) {
      case F64 -> code.daload();
      case F32 -> code.faload();
      case I64 -> code.laload();
      case BOOL -> code.laload().l2i();
    }
  }

  private static void store(CodeBuilder code, Class<?> type) {
    if (type == boolean.class) {
      code.i2l().lastore();
    } else if (type == double.class) {
      code.dastore();
    } else if (type == float.class) {
      code.fastore();
    } else {
      code.lastore();
    }
  }

  private static ClassDesc arrayOf(Class<?> type) {
    if (type == double.class) {
      return CD_double.arrayType();
    }
    return type == float.class ? CD_float.arrayType() : CD_long.arrayType();
  }

  private static Class<?> javaType(Elem elem) {
    return switch (elem) {
      case F64 -> double.class;
      case F32 -> float.class;
      case I64 -> long.class;
      case BOOL -> boolean.class;
    };
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private static MethodTypeDesc signature(Method method) {
    return MethodTypeDesc.of(
        desc(method.getReturnType()),
        Arrays.stream(method.getParameterTypes()).map(ElementLoops::desc).toList());
  }
}
