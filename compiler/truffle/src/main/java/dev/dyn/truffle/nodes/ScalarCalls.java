package dev.dyn.truffle.nodes;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Meaning.StaticMethod;
import dev.dyn.runtime.tensor.Elem;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes a [ScalarCall] for a row and kinds of arguments, as a class of its own so that the row's
/// method is called directly and nothing is boxed:
///
/// ```java
/// r.f64[target] = f(r.f64[args[0]], …);
/// ```
final class ScalarCalls {
  private record Key(ScalarFn fn, List<Elem> kinds) {}

  private static final ClassDesc NAME = ClassDesc.of("dev.dyn.truffle.nodes.GeneratedCall");
  private static final Map<Key, ScalarCall> CALLS = new ConcurrentHashMap<>();

  private ScalarCalls() {}

  /// The call of `method`, the meaning of `fn`, with arguments of these kinds.
  ///
  /// @throws IllegalArgumentException if there is no such overload
  static ScalarCall of(ScalarFn fn, StaticMethod method, List<Elem> kinds) {
    return CALLS.computeIfAbsent(new Key(fn, kinds), _ -> build(find(method, kinds), kinds));
  }

  private static Method find(StaticMethod method, List<Elem> kinds) {
    Class<?>[] types = kinds.stream().map(ScalarCalls::javaType).toArray(Class<?>[]::new);
    try {
      return method.owner().getMethod(method.name(), types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          method.owner().getSimpleName() + "." + method.name() + " takes no " + kinds, e);
    }
  }

  private static ScalarCall build(Method method, List<Elem> kinds) {
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                type -> {
                  type.withInterfaceSymbols(desc(ScalarCall.class));
                  type.withMethodBody(
                      INIT_NAME,
                      MTD_void,
                      ClassFile.ACC_PUBLIC,
                      code ->
                          code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
                  type.withMethodBody(
                      "run",
                      MethodTypeDesc.of(CD_void, desc(Registers.class), CD_int.arrayType(), CD_int),
                      ClassFile.ACC_PUBLIC,
                      code -> call(code, kinds, method));
                });
    try {
      return (ScalarCall)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no call of " + method, e);
    }
  }

  private static void call(CodeBuilder code, List<Elem> kinds, Method method) {
    Class<?> result = method.getReturnType();
    array(code, result).iload(3);
    for (int k = 0; k < kinds.size(); k++) {
      array(code, javaType(kinds.get(k))).aload(2).loadConstant(k).iaload();
      switch (kinds.get(k)) {
        case F64 -> code.daload();
        case F32 -> code.faload();
        case I64 -> code.laload();
        case BOOL -> code.laload().l2i();
      }
    }
    code.invokestatic(
        desc(method.getDeclaringClass()),
        method.getName(),
        MethodTypeDesc.of(desc(result), kinds.stream().map(kind -> desc(javaType(kind))).toList()));
    if (result == double.class) {
      code.dastore();
    } else if (result == float.class) {
      code.fastore();
    } else if (result == boolean.class) {
      code.i2l().lastore();
    } else {
      code.lastore();
    }
    code.return_();
  }

  /// Pushes the array of registers for numbers of a Java type.
  private static CodeBuilder array(CodeBuilder code, Class<?> type) {
    String field = type == double.class ? "f64" : type == float.class ? "f32" : "i64";
    Class<?> entry = type == boolean.class ? long.class : type;
    return code.aload(1).getfield(desc(Registers.class), field, desc(entry).arrayType());
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
}
