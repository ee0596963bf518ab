package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Algebra of single entries that holds to the bit, for all numbers with a sign, zeros and
/// infinities included. (The bits of a NaN are not fixed by the language.)
final class ScalarRules {
  private final Builder b;
  private final Definitions known;

  ScalarRules(Builder b, Definitions known) {
    this.b = b;
    this.known = known;
  }

  /// What `fn` of `args` is simply; empty if nothing is known.
  Optional<Var> apply(ScalarFn fn, List<Var> args) {
    return algebra(fn, args).or(() -> onRepeated(fn, args));
  }

  private Optional<Var> algebra(ScalarFn fn, List<Var> args) {
    if (args.size() == 1) {
      return ofOne(fn, args.getFirst());
    }
    if (args.size() == 2) {
      return ofTwo(fn, args.get(0), args.get(1));
    }
    if (fn == Scalars.SELECT || fn == Scalars.GUARD) {
      return select(args.get(0), args.get(1), args.get(2));
    }
    return fn == Scalars.FMA ? fma(args.get(0), args.get(1), args.get(2)) : Optional.empty();
  }

  private Optional<Var> ofOne(ScalarFn fn, Var x) {
    boolean undoes = (fn == Scalars.NEG || fn == Scalars.NOT) && argumentOf(fn, x).isPresent();
    boolean same =
        (fn == Scalars.TO_F64 && x.type().elem() == Elem.F64)
            || (fn == Scalars.TO_F32 && x.type().elem() == Elem.F32)
            || (fn == Scalars.TO_I64 && x.type().elem() == Elem.I64);
    return undoes ? argumentOf(fn, x) : when(same, x);
  }

  private Optional<Var> ofTwo(ScalarFn fn, Var x, Var y) {
    if (fn == Scalars.MUL) {
      return when(known.is(y, 1), x)
          .or(() -> when(known.is(x, 1), y))
          .or(() -> known.is(y, -1) ? Optional.of(b.neg(x)) : Optional.empty())
          .or(() -> known.is(x, -1) ? Optional.of(b.neg(y)) : Optional.empty());
    }
    if (fn == Scalars.DIV) {
      return when(known.is(y, 1), x);
    }
    if (fn == Scalars.ADD) {
      return when(isNothing(y), x)
          .or(() -> when(isNothing(x), y))
          .or(() -> argumentOf(Scalars.NEG, y).map(negated -> b.sub(x, negated)))
          .or(() -> argumentOf(Scalars.NEG, x).map(negated -> b.sub(y, negated)));
    }
    if (fn == Scalars.SUB) {
      return when(known.is(y, 0), x)
          .or(() -> argumentOf(Scalars.NEG, y).map(negated -> b.add(x, negated)));
    }
    boolean keepsEqual =
        fn == Scalars.MIN || fn == Scalars.MAX || fn == Scalars.AND || fn == Scalars.OR;
    if (keepsEqual && x.equals(y)) {
      return Optional.of(x);
    }
    return fn == Scalars.AND || fn == Scalars.OR ? logic(fn, x, y) : Optional.empty();
  }

  private Optional<Var> logic(ScalarFn fn, Var x, Var y) {
    double neutral = fn == Scalars.AND ? 1 : 0;
    return when(known.is(y, neutral), x)
        .or(() -> when(known.is(x, neutral), y))
        .or(() -> when(known.is(y, 1 - neutral), y))
        .or(() -> when(known.is(x, 1 - neutral), x));
  }

  /// Whether adding `x` changes no number: −0 among reals, 0 among ints.
  private boolean isNothing(Var x) {
    return known.is(x, x.type().elem().isReal() ? -0.0 : 0);
  }

  private Optional<Var> select(Var condition, Var then, Var otherwise) {
    Optional<Tensor> value = known.uniform(condition);
    if (value.isPresent()) {
      return Optional.of(value.get().intAt(0) != 0 ? then : otherwise);
    }
    return when(then.equals(otherwise), then);
  }

  private Optional<Var> fma(Var x, Var y, Var z) {
    if (known.is(x, 1) || known.is(y, 1)) {
      return Optional.of(b.add(known.is(x, 1) ? y : x, z));
    }
    if (known.is(x, -1) || known.is(y, -1)) {
      return Optional.of(b.sub(z, known.is(x, -1) ? y : x));
    }
    return Optional.empty();
  }

  /// A function of repeated values is the repeated function of the values: less to compute.
  private Optional<Var> onRepeated(ScalarFn fn, List<Var> args) {
    Optional<Reindex.Broadcast> wide = Optional.empty();
    for (Var arg : args) {
      if (!(known.of(arg).orElse(null) instanceof Reindex.Broadcast repeated)) {
        return Optional.empty();
      }
      boolean scalar = repeated.arg().type().isScalar();
      boolean fits =
          scalar
              || wide.isEmpty()
              || wide.get().arg().type().isScalar()
              || wide.get().axes().equals(repeated.axes());
      if (!fits) {
        return Optional.empty();
      }
      if (wide.isEmpty() || wide.get().arg().type().isScalar()) {
        wide = Optional.of(repeated);
      }
    }
    Reindex.Broadcast pattern = wide.orElseThrow();
    List<Dim> dims = pattern.arg().type().dims();
    List<Var> narrow = new ArrayList<>();
    for (Var arg : args) {
      Reindex.Broadcast repeated = (Reindex.Broadcast) known.of(arg).orElseThrow();
      narrow.add(b.broadcast(repeated.arg(), dims, List.of()));
    }
    Var value = b.emit(fn.name(), new Op.Elementwise(fn, narrow));
    return Optional.of(b.broadcast(value, pattern.dims(), pattern.axes()));
  }

  private Optional<Var> argumentOf(ScalarFn fn, Var x) {
    return known.of(x).orElse(null) instanceof Op.Elementwise(var inner, var args) && inner == fn
        ? Optional.of(args.getFirst())
        : Optional.empty();
  }

  private static Optional<Var> when(boolean holds, Var x) {
    return holds ? Optional.of(x) : Optional.empty();
  }
}
