package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.batch.NotBatchable;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The derivatives that the language offers, as blocks with the parameters of the function they are
/// taken of.
///
/// All may be applied to their own results. All throw [NotDifferentiable] if a needed derivative is
/// not known.
public final class Derivatives {
  private Derivatives() {}

  /// The gradient of the only result, a real scalar, by one real parameter: a tensor of the
  /// parameter's type.
  public static Block grad(Block function, int parameter, Names names) {
    Block both = valueAndGradients(function, List.of(parameter), names);
    return DeadCode.prune(
        new Block(both.parameters(), both.lets(), List.of(both.results().getLast())));
  }

  /// All results of a function, of which the first is a real scalar, then the gradients of the
  /// first by `wanted` real parameters.
  public static Block valueAndGradients(Block function, List<Integer> wanted, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = function.parameters().stream().map(names::freshLike).toList();
    Pullback pullback = Reverse.run(function, parameters, marked(function, wanted), b);
    List<Optional<Var>> seeds = new ArrayList<>();
    seeds.add(Optional.of(b.fill(1, function.results().getFirst().type())));
    while (seeds.size() < function.results().size()) {
      seeds.add(Optional.empty());
    }
    List<Optional<Var>> found = pullback.pull(seeds);
    List<Var> results = new ArrayList<>(pullback.results());
    for (int k : wanted) {
      Type type = parameters.get(k).type();
      results.add(found.get(k).orElseGet(() -> b.fill(0, type)));
    }
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }

  /// For each real result its derivative by one real parameter, `[result's extents…, parameter's
  /// extents…]`; forward, or in reverse where the results have fewer entries than the parameter.
  public static Block jacobian(Block function, int parameter, Names names) {
    Dim in = function.parameters().get(parameter).type().count();
    Dim out =
        function.results().stream()
            .filter(v -> v.type().elem().isReal())
            .map(v -> v.type().count())
            .reduce(Dim.ZERO, Dim::plus);
    boolean fewResults = in.isKnown() && out.isKnown() && out.value() < in.value();
    return fewResults
        ? jacobianInReverse(function, parameter, names)
        : inAllDirections(function, parameter, names);
  }

  /// Forward; in reverse where the directions cannot go together, because a run in it is saved at
  /// each of its steps, and with tangents each direction would have steps of its own.
  private static Block inAllDirections(Block function, int parameter, Names names) {
    try {
      return jacobianForward(function, parameter, names);
    } catch (NotBatchable _) {
      return jacobianInReverse(function, parameter, names);
    }
  }

  /// [#jacobian] by tangents in all unit directions of the parameter at once.
  public static Block jacobianForward(Block function, int parameter, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = function.parameters().stream().map(names::freshLike).toList();
    Var x = parameters.get(parameter);
    Dim n = x.type().count();
    Block tangents = tangents(function, parameters, parameter, names);
    if (n.is(1)) {
      List<Var> columns = Blocks.inline(tangents, List.of(b.fill(1, x.type())), b);
      return pruned(parameters, b, columns, y -> b.reshape(y, outThenIn(y.type(), x.type())));
    }
    Block all = Batching.batch(tangents, List.of(true), n, names);
    Var unit = UnitDirections.of(b, n, Dim.ZERO, n, x.type().elem());
    List<Var> columns = Blocks.inline(all, List.of(b.reshape(unit, x.type().under(n).dims())), b);
    return pruned(parameters, b, columns, y -> inwardLast(b, y, x.type()));
  }

  /// [#jacobian] by cotangents in all unit directions of the results at once.
  public static Block jacobianInReverse(Block function, int parameter, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = function.parameters().stream().map(names::freshLike).toList();
    Var x = parameters.get(parameter);
    List<Boolean> active = marked(function, List.of(parameter));
    Pullback pullback = Reverse.run(function, parameters, active, b);
    List<Var> rows = new ArrayList<>();
    for (int k = 0; k < function.results().size(); k++) {
      Type type = function.results().get(k).type();
      if (type.elem().isReal()) {
        rows.add(rows(pullback, k, parameter, type, x.type(), b));
      }
    }
    return pruned(parameters, b, rows, row -> row);
  }

  private static Var rows(
      Pullback pullback, int result, int parameter, Type out, Type in, Builder b) {
    Builder inner = new Builder(b.names());
    Var w = b.names().fresh("w", out);
    List<Optional<Var>> seeds =
        IntStream.range(0, pullback.results().size())
            .mapToObj(k -> k == result ? Optional.of(w) : Optional.<Var>empty())
            .toList();
    Var back = pullback.pull(inner, seeds).get(parameter).orElseGet(() -> inner.fill(0, in));
    Block one = new Block(List.of(w), inner.lets(), List.of(back));
    if (out.isScalar()) {
      return Blocks.inline(one, List.of(b.fill(1, out)), b).getFirst();
    }
    Dim n = out.count();
    Block all = Batching.batch(one, List.of(true), n, b.names());
    Var unit = b.reshape(UnitDirections.of(b, n, Dim.ZERO, n, out.elem()), out.under(n).dims());
    Var flat = Blocks.inline(all, List.of(unit), b).getFirst();
    return b.reshape(flat, outThenIn(out, in));
  }

  /// The second derivative of the only result, a real scalar, by one real parameter, `[extents…,
  /// extents…]`: forward over reverse.
  public static Block hessian(Block function, int parameter, Names names) {
    return inAllDirections(grad(function, parameter, names), parameter, names);
  }

  /// The block `(x…, tangents of the active x…) → (y…, tangent of each real y…)`: all derivatives
  /// in one direction.
  public static Block jvp(Block function, List<Boolean> active, Names names) {
    return Forward.jvp(function, active, names);
  }

  /// The block `(x…, cotangent of each real y…) → (y…, cotangents of the active x…)`.
  public static Block vjp(Block function, List<Boolean> active, Names names) {
    return Reverse.vjp(function, active, names);
  }

  /// The open block `(tangent of the parameter) → (tangents of the real results)` at `arguments`.
  private static Block tangents(Block function, List<Var> arguments, int parameter, Names names) {
    Builder b = new Builder(names);
    Var x = arguments.get(parameter);
    Var dx = names.fresh("d" + x.name(), x.type());
    List<Dual> duals =
        IntStream.range(0, arguments.size())
            .mapToObj(k -> k == parameter ? Dual.of(x, dx) : Dual.constant(arguments.get(k)))
            .toList();
    List<Var> results =
        Forward.inline(function, duals, b).stream()
            .filter(y -> y.value().type().elem().isReal())
            .map(y -> y.tangentOrZero(b))
            .toList();
    return DeadCode.prune(new Block(List.of(dx), b.lets(), results));
  }

  private static List<Boolean> marked(Block function, List<Integer> parameters) {
    return IntStream.range(0, function.parameters().size()).mapToObj(parameters::contains).toList();
  }

  private static List<Dim> outThenIn(Type out, Type in) {
    List<Dim> dims = new ArrayList<>(out.dims());
    dims.addAll(in.dims());
    return dims;
  }

  /// From `[all entries of the parameter, result…]` to `[result…, parameter…]`.
  private static Var inwardLast(Builder b, Var columns, Type in) {
    int rank = columns.type().rank();
    List<Integer> order = new ArrayList<>(IntStream.range(1, rank).boxed().toList());
    order.add(0);
    Var turned = b.transpose(columns, order);
    return b.reshape(turned, outThenIn(columns.type().inner(1), in));
  }

  private static Block pruned(
      List<Var> parameters, Builder b, List<Var> derivatives, UnaryOperator<Var> finish) {
    List<Var> results = derivatives.stream().map(finish).toList();
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }
}
