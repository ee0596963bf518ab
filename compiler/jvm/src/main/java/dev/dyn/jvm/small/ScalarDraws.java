package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.exec.Sited;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Random entries as calls of `dev.dyn.runtime.random.Draws`, each a function of (stream, index);
/// the same formulas as in `dev.dyn.runtime.random.DrawTensors`.
record ScalarDraws(ScalarProgram.Writer writer, int site) {
  Entries of(Op.Draw op, Map<Var, Entries> entries) {
    int inner = Entries.count(op.dims(), 0, op.dims().size());
    int[] streams = entries.get(op.stream()).lines();
    return Entries.of(
        Types.of(op).getFirst(),
        k -> {
          int stream = streams[k / inner];
          int index = integer(k % inner);
          List<Integer> parameters =
              op.parameters().stream().map(v -> entries.get(v).lines()[k]).toList();
          List<Elem> kinds = op.parameters().stream().map(v -> v.type().elem()).toList();
          return op.distribution() == Distribution.UNIFORM && op.elem() == Elem.F32
              ? uniformFloat(stream, index, parameters, kinds)
              : drawn(op, stream, index, parameters, kinds);
        });
  }

  /// Laws are drawn in f64, whatever the precision of the program, and then rounded.
  private int drawn(Op.Draw op, int stream, int index, List<Integer> parameters, List<Elem> kinds) {
    Distribution law = op.distribution();
    Elem wanted = law == Distribution.UNIFORM_INT ? Elem.I64 : Elem.F64;
    List<Integer> args = new ArrayList<>(List.of(stream, index));
    for (int k = 0; k < parameters.size(); k++) {
      args.add(converted(parameters.get(k), kinds.get(k), wanted));
    }
    Method draw = method(law);
    if (draw.owner() == Sited.class) {
      args.add(integer(site));
    }
    int line =
        switch (law) {
          case NORMAL -> scaled(draw, args.get(3), args);
          case UNIFORM -> scaled(draw, subtracted(args.get(3), args.get(2)), args);
          case LOGNORMAL,
              CAUCHY,
              EXPONENTIAL,
              GAMMA,
              BETA,
              STUDENT_T,
              POISSON,
              BERNOULLI,
              UNIFORM_INT ->
              writer.apply(draw, args.toArray(Integer[]::new));
        };
    return converted(line, draw.result(), op.elem());
  }

  /// `scale * standard draw + first parameter`, rounded once: for members in lanes the standard
  /// draws are made together.
  private int scaled(Method draw, int scale, List<Integer> args) {
    int standard = writer.apply(draw, args.get(0), args.get(1));
    return writer.apply(Method.of(Scalars.FMA, Elem.F64), scale, standard, args.get(2));
  }

  private int subtracted(int x, int y) {
    return writer.apply(Method.of(Scalars.SUB, Elem.F64), x, y);
  }

  /// Uniform 32-bit numbers have a formula of their own, so that they stay below an upper bound of
  /// 1.
  private int uniformFloat(int stream, int index, List<Integer> parameters, List<Elem> kinds) {
    int low = converted(parameters.get(0), kinds.get(0), Elem.F32);
    int high = converted(parameters.get(1), kinds.get(1), Elem.F32);
    Method unit = new Method(Draws.class, "uniformFloat", List.of(Elem.I64, Elem.I64), Elem.F32);
    int width = writer.apply(Method.of(Scalars.SUB, Elem.F32), high, low);
    return writer.apply(
        Method.of(Scalars.FMA, Elem.F32), width, writer.apply(unit, stream, index), low);
  }

  private int converted(int line, Elem from, Elem to) {
    return from == to ? line : writer.apply(Method.of(Scalars.conversion(to), List.of(from)), line);
  }

  private int integer(long value) {
    return writer.write(Instruction.Literal.of(value));
  }

  private static Method method(Distribution law) {
    return switch (law) {
      case UNIFORM -> real("uniform", 0);
      case NORMAL -> real("normal", 0);
      case LOGNORMAL -> real("lognormal", 2);
      case CAUCHY -> real("cauchy", 2);
      case EXPONENTIAL -> real("exponential", 1);
      case GAMMA -> real("gamma", 2);
      case BETA -> real("beta", 2);
      case STUDENT_T -> real("studentT", 1);
      case BERNOULLI ->
          new Method(Draws.class, "bernoulli", List.of(Elem.I64, Elem.I64, Elem.F64), Elem.BOOL);
      case POISSON -> whole("poisson", Elem.F64);
      case UNIFORM_INT -> whole("uniformInt", Elem.I64);
    };
  }

  private static Method real(String name, int parameters) {
    List<Elem> kinds = new ArrayList<>(List.of(Elem.I64, Elem.I64));
    for (int k = 0; k < parameters; k++) {
      kinds.add(Elem.F64);
    }
    return new Method(Draws.class, name, kinds, Elem.F64);
  }

  private static Method whole(String name, Elem parameter) {
    return new Method(
        Sited.class, name, List.of(Elem.I64, Elem.I64, parameter, Elem.I64), Elem.I64);
  }
}
