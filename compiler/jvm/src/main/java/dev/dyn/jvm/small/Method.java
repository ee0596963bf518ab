package dev.dyn.jvm.small;

import dev.dyn.compiler.op.LawChecks;
import dev.dyn.compiler.op.LossChecks;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.exec.Sited;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A static method of numbers: what generated code calls, or has an instruction for.
public record Method(Class<?> owner, String name, List<Elem> parameters, Elem result) {
  public Method {
    parameters = List.copyOf(parameters);
  }

  /// The method of a row for arguments of these kinds. One that can fail has a further argument,
  /// the place in the source (`dev.dyn.runtime.exec.Sited`).
  public static Method of(ScalarFn fn, List<Elem> args) {
    return switch (fn.meaning()) {
      case ScalarFn.Meaning.StaticMethod(var owner, var name) ->
          canFail(fn, args)
              ? new Method(Sited.class, name, withSite(args), fn.result(args))
              : new Method(owner, name, args, fn.result(args));
      case ScalarFn.Meaning.Expansion _ ->
          throw new Unsupported("`" + fn.name() + "` before it is expanded");
    };
  }

  private static boolean canFail(ScalarFn fn, List<Elem> args) {
    boolean divides = args.getFirst() == Elem.I64 && (fn == Scalars.IDIV || fn == Scalars.MOD);
    return divides || fn == Scalars.LABEL || fn == LossChecks.FINITE || LawChecks.contains(fn);
  }

  /// Whether it watches over a training, which stops there also if nobody reads the value.
  boolean isWatch() {
    return owner == Sited.class && name.equals("finite");
  }

  private static List<Elem> withSite(List<Elem> args) {
    List<Elem> all = new ArrayList<>(args);
    all.add(Elem.I64);
    return all;
  }

  /// The method of an arithmetic row for arguments of one kind.
  public static Method of(ScalarFn fn, Elem elem) {
    Elem[] args = new Elem[fn.arity()];
    Arrays.fill(args, elem);
    if (fn == Scalars.SELECT) {
      args[0] = Elem.BOOL;
    }
    return of(fn, List.of(args));
  }

  public String internalOwner() {
    return owner.getName().replace('.', '/');
  }

  public String descriptor() {
    return parameters.stream().map(Method::letter).collect(Collectors.joining("", "(", ")"))
        + letter(result);
  }

  private static String letter(Elem elem) {
    return switch (elem) {
      case F64 -> "D";
      case F32 -> "F";
      case I64 -> "J";
      case BOOL -> "Z";
    };
  }
}
