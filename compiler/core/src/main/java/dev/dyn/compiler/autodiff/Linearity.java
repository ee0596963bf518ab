package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.runtime.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Whether results are linear in some variables, judged by the lines that compute them: each term
/// has one of the variables as a factor, and only one.
///
/// ```
/// f*dt + g*dW     linear          dW^2, dt*dW, f, sin(dW)     not
/// ```
public final class Linearity {
  /// How a value depends on the variables.
  private enum Degree {
    /// It is zero in every entry, which is of any degree.
    ZERO,
    /// Not at all.
    CONSTANT,
    LINEAR,
    OTHER
  }

  private final Map<Var, Degree> degrees = new HashMap<>();

  private Linearity() {}

  /// For each result of `block` whether it is linear in `variables`, which are parameters; zero is.
  public static List<Boolean> ofResults(Block block, Set<Var> variables, Names names) {
    Linearity linearity = new Linearity();
    variables.forEach(v -> linearity.degrees.put(v, Degree.LINEAR));
    Block simple = Passes.beforeDerivatives().run(block, names);
    for (Let let : simple.lets()) {
      Degree degree = linearity.degree(let.op());
      let.targets().forEach(target -> linearity.degrees.put(target, degree));
    }
    return simple.results().stream()
        .map(v -> linearity.of(v) == Degree.LINEAR || linearity.of(v) == Degree.ZERO)
        .toList();
  }

  private Degree of(Var v) {
    return degrees.getOrDefault(v, Degree.CONSTANT);
  }

  private Degree degree(Op op) {
    List<Degree> x = op.operands().stream().map(this::of).toList();
    if (op instanceof Constant(Tensor value)) {
      return isZero(value) ? Degree.ZERO : Degree.CONSTANT;
    }
    return switch (op) {
      case Op.Elementwise(ScalarFn fn, _) -> elementwise(fn, x);
      case Op.Reduce(ReduceFn fn, _, _) when fn == ReduceFn.SUM -> x.getFirst();
      case Op.Contract _ -> product(x.get(0), x.get(1));
      case Reindex.Gather _ -> indexed(x);
      case Reindex.Scatter _ -> indexed(x);
      case Reindex _ -> sum(x);
      case Op _ -> fixed(x);
    };
  }

  /// Of what is linear in none of its operands.
  private static Degree fixed(List<Degree> x) {
    return x.stream().allMatch(Linearity::isFixed) ? Degree.CONSTANT : Degree.OTHER;
  }

  private static boolean isFixed(Degree degree) {
    return degree == Degree.CONSTANT || degree == Degree.ZERO;
  }

  private static boolean isZero(Tensor value) {
    return IntStream.range(0, value.size()).allMatch(k -> value.realAt(k) == 0);
  }

  /// The first operand's entries, moved to where the others say.
  private static Degree indexed(List<Degree> x) {
    boolean stays = x.subList(1, x.size()).stream().allMatch(Linearity::isFixed);
    return stays ? x.getFirst() : Degree.OTHER;
  }

  private static Degree elementwise(ScalarFn fn, List<Degree> x) {
    if (fn == Scalars.ADD || fn == Scalars.SUB) {
      return sum(x);
    }
    if (fn == Scalars.NEG || fn == Scalars.TO_F64 || fn == Scalars.TO_F32) {
      return x.getFirst();
    }
    if (fn == Scalars.MUL || fn == Scalars.MASKED_MUL) {
      return product(x.get(0), x.get(1));
    }
    if (fn == Scalars.DIV && isFixed(x.get(1))) {
      return x.get(0);
    }
    if (fn == Scalars.FMA) {
      return sum(List.of(product(x.get(0), x.get(1)), x.get(2)));
    }
    if (fn == Scalars.SELECT && isFixed(x.get(0))) {
      return sum(x.subList(1, 3));
    }
    return fixed(x);
  }

  private static Degree product(Degree x, Degree y) {
    if (x == Degree.OTHER || y == Degree.OTHER || x == Degree.LINEAR && y == Degree.LINEAR) {
      return Degree.OTHER;
    }
    if (x == Degree.ZERO || y == Degree.ZERO) {
      return Degree.ZERO;
    }
    return x == Degree.LINEAR || y == Degree.LINEAR ? Degree.LINEAR : Degree.CONSTANT;
  }

  /// Terms of one degree, or zero.
  private static Degree sum(List<Degree> terms) {
    Degree all = Degree.ZERO;
    for (Degree term : terms) {
      if (all == Degree.ZERO) {
        all = term;
      } else if (term != Degree.ZERO && term != all) {
        return Degree.OTHER;
      }
    }
    return all;
  }
}
