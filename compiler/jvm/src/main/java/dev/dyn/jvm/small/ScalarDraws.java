package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Random entries as calls of `dev.dyn.runtime.random.Draws`, each a function of (stream, index).
record ScalarDraws(ScalarProgram.Writer writer) {
  Entries of(Op.Draw op, Map<Var, Entries> entries) {
    Shape shape = Types.of(op).getFirst().shape();
    int inner = Entries.count(op.dims(), 0, op.dims().size());
    int[] streams = entries.get(op.stream()).lines();
    return Entries.of(
        shape,
        k -> {
          List<Integer> args = new ArrayList<>();
          args.add(streams[k / inner]);
          args.add(writer.write(Instruction.Literal.of((long) (k % inner))));
          for (Var parameter : op.parameters()) {
            args.add(parameter(op.distribution(), parameter, entries.get(parameter).lines()[k]));
          }
          Method draw = method(op.distribution());
          int drawn = writer.apply(draw, args.toArray(Integer[]::new));
          return converted(drawn, draw.result(), op.elem());
        });
  }

  private int parameter(Distribution distribution, Var parameter, int line) {
    Elem wanted = distribution == Distribution.UNIFORM_INT ? Elem.I64 : Elem.F64;
    return converted(line, parameter.type().elem(), wanted);
  }

  private int converted(int line, Elem from, Elem to) {
    return from == to
        ? line
        : writer.apply(Method.of(Scalars.conversion(to), List.of(from), -1), line);
  }

  /// Laws are drawn in f64, whatever the precision of the program, and then rounded.
  private static Method method(Distribution distribution) {
    List<Elem> kinds = new ArrayList<>(List.of(Elem.I64, Elem.I64));
    for (int k = 0; k < distribution.parameters(); k++) {
      kinds.add(distribution == Distribution.UNIFORM_INT ? Elem.I64 : Elem.F64);
    }
    return switch (distribution) {
      case UNIFORM -> draw("uniform", kinds, Elem.F64);
      case NORMAL -> draw("normal", kinds, Elem.F64);
      case LOGNORMAL -> draw("lognormal", kinds, Elem.F64);
      case CAUCHY -> draw("cauchy", kinds, Elem.F64);
      case EXPONENTIAL -> draw("exponential", kinds, Elem.F64);
      case GAMMA -> draw("gamma", kinds, Elem.F64);
      case BETA -> draw("beta", kinds, Elem.F64);
      case STUDENT_T -> draw("studentT", kinds, Elem.F64);
      case POISSON -> draw("poisson", kinds, Elem.I64);
      case BERNOULLI -> draw("bernoulli", kinds, Elem.BOOL);
      case UNIFORM_INT -> draw("uniformInt", kinds, Elem.I64);
    };
  }

  private static Method draw(String name, List<Elem> parameters, Elem result) {
    return new Method(Draws.class, name, parameters, result);
  }
}
