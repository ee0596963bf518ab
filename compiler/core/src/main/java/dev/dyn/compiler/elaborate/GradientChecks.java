package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The gradients that an experiment takes, compared with other ways to find them: for `dyn check
/// --gradients`. For a random direction v the product of the gradient with v must be the derivative
/// in that direction by forward mode, and nearly what differences say:
///
/// ```
/// (8*(f(x + h*v) - f(x - h*v)) - (f(x + 2*h*v) - f(x - 2*h*v)))/(12*h)
/// ```
///
/// The entries of v have normal lengths, times the entries of x (at least 0.01), so that each moves
/// by a like share of itself; their signs are those of the gradient, so that no terms cancel and
/// hide a mistake. What is tolerated is relative to the sum, and for differences to the curvature.
final class GradientChecks {
  private static final double SMALLEST = 0.01;

  private final Elaborator elaborator;
  private final Builder top;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<Span> outOfReach = new LinkedHashSet<>();

  /// Checks what is differentiated in the block that is being written now, the experiment's.
  GradientChecks(Elaborator elaborator) {
    this.elaborator = elaborator;
    top = elaborator.builder();
  }

  /// The comparisons, as expectations, and a line about gradients that are taken where single
  /// points cannot be looked at.
  List<Effect> effects() {
    List<Effect> all = new ArrayList<>(effects);
    List<Integer> lines = outOfReach.stream().map(Span::line).distinct().sorted().toList();
    if (!lines.isEmpty()) {
      String listed = String.join(", ", lines.stream().map(String::valueOf).toList());
      all.add(
          said(
              "not compared, being inside of something repeated or differentiated: line "
                  + listed));
    } else if (all.isEmpty()) {
      all.add(said("no gradient is taken here"));
    }
    return all;
  }

  private static Effect said(String text) {
    return new Effect.Print(List.of(new Script.Piece.Characters(text)));
  }

  /// Compares the gradient of `function`, the open block of a scalar function of one tensor, at
  /// `x`.
  void check(Block function, Var x, Span site) {
    if (elaborator.builder() != top) {
      outOfReach.add(site);
      return;
    }
    Builder b = top;
    boolean single = x.type().elem() == Elem.F32;
    Var gradient = once(Derivatives.grad(function, 0, elaborator.names()), List.of(x)).getFirst();
    Var v = direction(b, x, gradient, site);
    Var products = b.convert(b.mul(gradient, v), Elem.F64);
    Var reverse = b.reduceAll(ReduceFn.SUM, products);
    Var size = b.reduceAll(ReduceFn.SUM, b.call(ElementaryFunctions.ABS, products));
    Block both = Derivatives.jvp(function, List.of(true), elaborator.names());
    List<Var> forward = once(both, List.of(x, v));
    Var value = b.call(ElementaryFunctions.ABS, b.convert(forward.getFirst(), Elem.F64));
    Var close = tolerance(b, size, single ? 1e-3 : 1e-6, value, single ? 1e-6 : 1e-15);
    add(site, "forward mode", reverse, b.convert(forward.getLast(), Elem.F64), close);
    double h = single ? 1e-2 : 1e-4;
    Var near = tolerance(b, size, single ? 5e-2 : 1e-3, value, single ? 1e-3 : 1e-10);
    Differences differences = differences(function, x, v, h, b);
    Var bent = b.mul(b.real(single ? 1e-3 : 1e-7, Elem.F64), differences.curvature());
    add(site, "differences", reverse, differences.slope(), b.add(near, bent));
  }

  /// @param slope along v
  /// @param curvature the magnitude of the second derivative along v: by so much the slope changes
  ///   where x moves by the rounding of its entries
  private record Differences(Var slope, Var curvature) {}

  private Var direction(Builder b, Var x, Var gradient, Span site) {
    Type type = x.type().withElem(Elem.F64);
    Var stream = elaborator.streamAt(elaborator.streamOfSeed(), site);
    List<Var> standard = List.of(b.fill(0, type), b.fill(1, type));
    Var normal =
        b.emit("v", new Op.Draw(Distribution.NORMAL, stream, standard, type.dims(), Elem.F64));
    Var sizes = b.call(ElementaryFunctions.ABS, b.convert(x, Elem.F64));
    Var lengths = b.call(ElementaryFunctions.ABS, normal);
    Var scaled = b.mul(lengths, b.call(Scalars.MAX, sizes, b.fill(SMALLEST, type)));
    Var up = b.convert(scaled, x.type().elem());
    Var rises = b.call(Scalars.GE, gradient, b.fill(0, gradient.type()));
    return b.select(rises, up, b.neg(up));
  }

  private Differences differences(Block function, Var x, Var v, double h, Builder b) {
    UnaryOperator<Var> f = point -> b.convert(once(function, List.of(point)).getFirst(), Elem.F64);
    Var ahead = f.apply(moved(b, x, v, h));
    Var behind = f.apply(moved(b, x, v, -h));
    Var near = b.sub(ahead, behind);
    Var far = b.sub(f.apply(moved(b, x, v, 2 * h)), f.apply(moved(b, x, v, -2 * h)));
    Var weighted = b.sub(b.mul(b.real(8, Elem.F64), near), far);
    Var slope = b.div(weighted, b.real(12 * h, Elem.F64));
    Var here = b.mul(b.real(2, Elem.F64), f.apply(x));
    Var curvature = b.div(b.sub(b.add(ahead, behind), here), b.real(h * h, Elem.F64));
    return new Differences(slope, b.call(ElementaryFunctions.ABS, curvature));
  }

  /// The results of `block` at `point`, as the only turn of a scan: what the block calls the number
  /// of steps of a simulation is another number at each point.
  private List<Var> once(Block block, List<Var> point) {
    Blocks.Closed closed = Blocks.close(block, elaborator.names());
    List<Var> results = new ArrayList<>(closed.block().parameters().subList(0, point.size()));
    results.addAll(closed.block().results());
    Block turn = new Block(closed.block().parameters(), closed.block().lets(), results);
    Region.Scan scan =
        new Region.Scan(turn, Dim.ONE, point, List.of(), closed.captured(), Optional.empty());
    List<Var> all = top.emitAll("turn", scan);
    return all.subList(point.size(), all.size()).stream()
        .map(row -> top.pick(row, 0, Dim.ZERO))
        .toList();
  }

  private static Var moved(Builder b, Var x, Var v, double by) {
    return b.add(x, b.mul(v, b.fill(by, v.type())));
  }

  /// `relative*size + absolute*value`.
  private static Var tolerance(Builder b, Var size, double relative, Var value, double absolute) {
    return b.add(b.mul(b.real(relative, Elem.F64), size), b.mul(b.real(absolute, Elem.F64), value));
  }

  private void add(Span site, String what, Var gradient, Var other, Var tolerance) {
    Var distance = top.call(ElementaryFunctions.ABS, top.sub(gradient, other));
    Var holds = top.call(Scalars.LE, distance, tolerance);
    String text = "line " + site.line() + ", " + what + ": " + Unsupported.firstLine(site).text();
    effects.add(
        new Effect.Expect(
            text, site, holds, Optional.of(gradient), Optional.of(other), Optional.of(tolerance)));
  }

  /// For each effect the offset that failures are shown at.
  List<Integer> sites(List<Effect> all) {
    return Collections.nCopies(all.size(), 0);
  }
}
