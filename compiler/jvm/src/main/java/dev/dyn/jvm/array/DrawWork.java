package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Normal and uniform draws as work: standard draws made many at once, then scaled entry by entry,
/// with the formulas of `dev.dyn.runtime.random.DrawTensors`. Other laws are left to the evaluator.
record DrawWork(Reading reading) {
  Optional<View> of(Op.Draw op, Map<Var, View> views) {
    View streams = views.get(op.stream());
    int each = op.dims().stream().mapToInt(d -> d.size()).reduce(1, (a, b) -> a * b);
    int count = streams.shape().size();
    boolean isNormal = op.distribution() == Distribution.NORMAL;
    boolean isUniform = op.distribution() == Distribution.UNIFORM;
    if (!(isNormal || isUniform) || !op.elem().isReal() || each * count == 0) {
      return Optional.empty();
    }
    // Normal draws are made in f64 and rounded at the end; uniform ones have a formula in either
    // precision.
    Elem elem = isNormal ? Elem.F64 : op.elem();
    Shape shape = views.get(op.parameters().getFirst()).shape();
    View standard = reading.fresh(elem, shape);
    RuntimeCall call = new RuntimeCall.StandardDraws(isNormal, count, each);
    reading.add(new Work.Task(call, List.of(reading.contiguous(streams)), List.of(standard)));
    View first = converted(views.get(op.parameters().get(0)), elem);
    View second = converted(views.get(op.parameters().get(1)), elem);
    View scale = isNormal ? second : combined(Scalars.SUB, elem, second, first);
    return Optional.of(converted(combined(Scalars.FMA, elem, scale, standard, first), op.elem()));
  }

  private View combined(ScalarFn fn, Elem elem, View... args) {
    return reading.entrywise(Method.of(fn, elem), List.of(args), -1);
  }

  private View converted(View view, Elem to) {
    Elem from = view.root().elem();
    return from == to
        ? view
        : reading.entrywise(Method.of(Scalars.conversion(to), List.of(from)), List.of(view), -1);
  }
}
