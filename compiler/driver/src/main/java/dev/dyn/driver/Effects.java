package dev.dyn.driver;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.program.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Effects with the numbers of values instead of variables.
record Effects(Function<Var, Integer> number) {
  Effect of(Script.Effect effect) {
    return switch (effect) {
      case Script.Effect.Parameter(String name, Var value) ->
          new Effect.Parameter(name, number.apply(value));
      case Script.Effect.Bound(String name, Var value) ->
          new Effect.Bound(name, number.apply(value));
      case Script.Effect.Table(String name, var columns) ->
          new Effect.Table(name, columns(columns));
      case Script.Effect.Print(var pieces) ->
          new Effect.Print(pieces.stream().map(this::piece).toList());
      case Script.Effect.Expect expect ->
          new Effect.Expect(
              expect.text(),
              expect.span().line(),
              number.apply(expect.holds()),
              expect.value().map(number),
              expect.target().map(number),
              expect.tolerance().map(number));
      case Script.Effect.Plot(var series, boolean isImage, boolean logX, boolean logY, _) ->
          new Effect.Plot(series.stream().map(this::series).toList(), isImage, logX, logY);
      case Script.Effect.Save(String file, var columns, var graph, _) ->
          new Effect.Save(file, columns(columns), graph);
    };
  }

  private List<Effect.Column> columns(SequencedMap<String, Var> columns) {
    List<Effect.Column> all = new ArrayList<>();
    columns.forEach((name, var) -> all.add(new Effect.Column(name, number.apply(var))));
    return all;
  }

  private Effect.Piece piece(Script.Piece piece) {
    return switch (piece) {
      case Script.Piece.Characters(String text) -> new Effect.Piece.Characters(text);
      case Script.Piece.Inserted(Var value, String format) ->
          new Effect.Piece.Inserted(number.apply(value), format);
    };
  }

  private Effect.Series series(Script.Series series) {
    return new Effect.Series(
        series.label(),
        number.apply(series.y()),
        series.xLabel(),
        series.x().map(number),
        series.style());
  }
}
