package dev.dyn.runtime.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which step of a program uses a value last, so that a run can let go of it: what is kept counts,
/// where tensors are large.
final class Uses {
  private final Program program;
  private final int[] last;
  private final int[] definedBy;

  Uses(Program program) {
    this.program = program;
    last = new int[program.values()];
    definedBy = new int[program.values()];
    Arrays.fill(last, -1);
    Arrays.fill(definedBy, -1);
    List<Step> steps = program.steps();
    for (int at = 0; at < steps.size(); at++) {
      for (int value : read(steps.get(at))) {
        last[value] = at;
      }
      for (int value : written(steps.get(at))) {
        definedBy[value] = at;
      }
    }
  }

  /// Whether nothing reads `value` after step number `at`. What a run was given is kept.
  boolean isOver(int value, int at) {
    return definedBy[value] >= 0 && last[value] <= at;
  }

  /// Whether anything reads `value`.
  boolean isRead(int value) {
    return last[value] >= 0;
  }

  /// Whether lines compute `value`, and what is kept after step `at` is enough to compute it again.
  boolean canBeRemade(int value, int at) {
    return definedBy[value] >= 0
        && definition(value) instanceof Step.Lines(_, var arguments, _)
        && arguments.stream()
            .allMatch(argument -> !isOver(argument, at) || canBeRemade(argument, at));
  }

  /// The step that defines `value`, which no run is given.
  Step definition(int value) {
    return program.steps().get(definedBy[value]);
  }

  /// The values that a step reads.
  static List<Integer> read(Step step) {
    return switch (step) {
      case Step.Lines(_, var arguments, _) -> arguments;
      case Step.Drive(_, _, var operands, _) -> operands;
      case Step.Loop loop -> loop.operands();
      case Step.Show(Effect effect) -> read(effect);
    };
  }

  private static List<Integer> written(Step step) {
    return switch (step) {
      case Step.Lines(_, _, var results) -> results;
      case Step.Drive(_, _, _, var results) -> results;
      case Step.Loop loop -> loop.results();
      case Step.Show _ -> List.of();
    };
  }

  private static List<Integer> read(Effect effect) {
    return switch (effect) {
      case Effect.Parameter(_, int value) -> List.of(value);
      case Effect.Bound(_, int value) -> List.of(value);
      case Effect.Table(_, var columns) -> read(columns);
      case Effect.Print(var pieces) ->
          pieces.stream()
              .flatMap(piece ->
                  piece instanceof Effect.Piece.Inserted(int value, _)
                      ? Stream.of(value)
                      : Stream.empty())
              .toList();
      case Effect.Expect expect ->
          Stream.of(expect.value(), expect.target(), expect.tolerance())
              .flatMap(java.util.Optional::stream)
              .collect(() -> new ArrayList<>(List.of(expect.holds())), List::add, List::addAll);
      case Effect.Plot plot ->
          plot.series().stream()
              .flatMap(series -> Stream.concat(Stream.of(series.y()), series.x().stream()))
              .toList();
      case Effect.Save(_, var columns, _) -> read(columns);
    };
  }

  private static List<Integer> read(List<Effect.Column> columns) {
    return columns.stream().map(Effect.Column::value).toList();
  }
}
