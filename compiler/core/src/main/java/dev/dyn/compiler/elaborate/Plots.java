package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `plot` statements of an experiment: which series they show, over what, and how.
final class Plots {
  private static final Set<String> STYLES = Set.of("lines", "points", "bars", "image");

  private final Elaborator elaborator;
  private final Scope scope;

  Plots(Elaborator elaborator, Scope scope) {
    this.elaborator = elaborator;
    this.scope = scope;
  }

  /// The plot that a statement asks for.
  Effect.Plot plot(Statement.Plot plot) {
    String style = plot.style().map(this::style).orElse("lines");
    List<Script.Series> series = new ArrayList<>(series(plot.series(), style));
    for (Statement.Overlay overlay : plot.overlays()) {
      series.addAll(series(overlay.series(), style(overlay.style())));
    }
    boolean logX = false;
    boolean logY = false;
    for (Statement.AxisScale scale : plot.scales()) {
      boolean known =
          scale.scale().text().equals("log") && Set.of("x", "y").contains(scale.axis().text());
      if (!known) {
        throw elaborator.fail(
            Diagnostic.of(
                NameCodes.UNKNOWN_PLOT_STYLE, "An axis can be `log x` or `log y`.", scale.span()));
      }
      logX |= scale.axis().text().equals("x");
      logY |= scale.axis().text().equals("y");
    }
    boolean image = style.equals("image");
    if (image && (series.size() != 1 || series.getFirst().y().type().rank() != 2)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.PLOT_SHAPES,
              "An image shows one matrix.",
              plot.series().getFirst().span(),
              "this is " + Value.describe(series.getFirst().y().type())));
    }
    return new Effect.Plot(series, image, logX, logY, plot.span());
  }

  private String style(Name style) {
    if (!STYLES.contains(style.text())) {
      throw elaborator.fail(
          Diagnostic.of(
                  NameCodes.UNKNOWN_PLOT_STYLE,
                  "There is no plot style `" + style.text() + "`.",
                  style.span())
              .suggestName(Names.closest(style.text(), STYLES))
              .note("Styles are `lines`, `points`, `bars` and `image`."));
    }
    return style.text();
  }

  /// An `against` covers every series since the previous one.
  private List<Script.Series> series(List<Statement.Series> written, String style) {
    List<Script.Series> all = new ArrayList<>();
    List<Statement.Series> waiting = new ArrayList<>();
    for (Statement.Series next : written) {
      waiting.add(next);
      if (next.against().isPresent()) {
        Expression against = next.against().get();
        Var x = elaborator.numbers().toReal(elaborator.elaborate(against, scope), against.span());
        for (Statement.Series s : waiting) {
          Var y = elaborator.numbers().toReal(elaborator.elaborate(s.y(), scope), s.y().span());
          requireFit(y, x, s.y().span(), against.span());
          all.add(new Script.Series(label(s.y()), y, label(against), Optional.of(x), style));
        }
        waiting.clear();
      }
    }
    for (Statement.Series s : waiting) {
      Var y = elaborator.numbers().toReal(elaborator.elaborate(s.y(), scope), s.y().span());
      all.add(new Script.Series(label(s.y()), y, "", Optional.empty(), style));
    }
    return all;
  }

  private static String label(Expression expression) {
    return expression.span().text().replaceAll("\\s+", " ");
  }

  /// x has y's shape, or is a vector as long as y's first dimension, else its last.
  private void requireFit(Var y, Var x, Span ySpan, Span xSpan) {
    List<Dim> ys = y.type().dims();
    List<Dim> xs = x.type().dims();
    boolean fits =
        xs.equals(ys)
            || xs.size() == 1
                && !ys.isEmpty()
                && (xs.getFirst().equals(ys.getFirst()) || xs.getFirst().equals(ys.getLast()));
    if (!fits) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.PLOT_SHAPES,
                  "These cannot be plotted against each other.",
                  ySpan,
                  "this is " + Value.describe(y.type()))
              .relate(xSpan, "this is " + Value.describe(x.type()))
              .note(
                  "What is plotted has the shape of what it is plotted against, or one series a row"
                      + " or column."));
    }
  }
}
