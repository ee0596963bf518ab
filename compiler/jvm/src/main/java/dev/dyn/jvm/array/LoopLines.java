package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.jvm.small.ScalarProgram;
import dev.dyn.runtime.exec.Sited;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What a loop computes at each point, as lines over single numbers: inputs of the lines are
/// [Place]s.
final class LoopLines {
  private final ScalarProgram.Writer writer = new ScalarProgram.Writer(Integer.MAX_VALUE);
  private final List<Place> places = new ArrayList<>();
  private final Map<Place, Integer> placeNumbers = new HashMap<>();
  private final Map<Root, Integer> lineOf = new HashMap<>();
  private final Map<Root, Integer> tables;
  private final Map<Root, Integer> buffers;
  private final List<Store> stores = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();
  private final Remade remade;
  private final Shifts shifts;
  private final int rank;

  /// A line whose value is written to a place.
  record Store(int line, int place) {}

  /// A fold: line `next` combines the virtual lanes (line `lanes`, at place `lanePlace`) with an
  /// entry by `method`; the result goes to place `target`.
  record Sum(int lanes, int next, int lanePlace, int target, Work.Fold fold, Method method) {}

  /// @param homes for each line that is a place, its number; −1 for others
  record Outcome(
      ScalarProgram program, List<Place> places, int[] homes, List<Store> stores, List<Sum> sums) {}

  private LoopLines(
      int rank,
      Remade remade,
      Shifts shifts,
      Map<Root, Integer> buffers,
      Map<Root, Integer> tables) {
    this.rank = rank;
    this.remade = remade;
    this.shifts = shifts;
    this.buffers = buffers;
    this.tables = tables;
  }

  /// @param shifts how far a block of rows or a turn moves its places
  /// @param buffers the offsets in memory of inputs and of computed tensors that have a place
  /// @param tables the offsets of the constants
  /// @param lanes gives each fold the offset of its virtual lanes
  static Outcome of(
      Stage.Loop loop,
      Remade remade,
      Shifts shifts,
      Map<Root, Integer> buffers,
      Map<Root, Integer> tables,
      ToIntFunction<Elem> lanes) {
    LoopLines lines = new LoopLines(loop.extents().size(), remade, shifts, buffers, tables);
    loop.maps().forEach(map -> lines.map(map, loop.extents()));
    loop.folds().forEach(fold -> lines.fold(fold, loop.extents(), lanes));
    return lines.finish();
  }

  private Outcome finish() {
    return finished(writer, places, stores, sums);
  }

  /// What has been written, with the homes of the places.
  static Outcome finished(
      ScalarProgram.Writer writer, List<Place> places, List<Store> stores, List<Sum> sums) {
    ScalarProgram program = writer.finish(List.of());
    int[] homes = new int[program.lines().size()];
    for (int line = 0; line < homes.length; line++) {
      homes[line] =
          program.lines().get(line) instanceof Instruction.Parameter(int place, _, _) ? place : -1;
    }
    return new Outcome(program, places, homes, stores, sums);
  }

  private void map(Work.Entrywise map, List<Integer> extents) {
    List<Integer> args = new ArrayList<>(map.args().stream().map(v -> line(v, extents)).toList());
    int line =
        map.method()
            .map(method -> {
              if (method.owner() == Sited.class) {
                args.add(writer.write(Instruction.Literal.of((long) map.site())));
              }
              return writer.apply(method, args.toArray(Integer[]::new));
            })
            .orElseGet(args::getFirst);
    lineOf.put(map.target().root(), line);
    if (buffers.containsKey(map.target().root())) {
      stores.add(new Store(line, place(map.target())));
    }
  }

  private void fold(Work.Fold fold, List<Integer> extents, ToIntFunction<Elem> lanes) {
    Elem elem = fold.arg().root().elem();
    int value = line(fold.arg(), extents);
    Place held = new Place(Place.Source.LANES, elem, lanes.applyAsInt(elem), zeros());
    int lanePlace = number(held);
    int lane = writer.write(new Instruction.Parameter(lanePlace, 0, elem));
    Method method = Method.of(Folds.combination(fold.fn()), elem);
    int next = writer.apply(method, lane, value);
    List<Integer> strides = new ArrayList<>(fold.target().strides());
    strides.add(0);
    Place target =
        new Place(
            Place.Source.MEMORY,
            elem,
            buffers.get(fold.target().root()) + fold.target().offset(),
            strides,
            shifts.of(fold.target()));
    sums.add(new Sum(lane, next, lanePlace, number(target), fold, method));
  }

  private List<Integer> zeros() {
    return Collections.nCopies(rank, 0);
  }

  /// The line that has the entry of `view` where the loop is.
  private int line(View view, List<Integer> extents) {
    Integer computed = lineOf.get(view.root());
    if (computed != null && Grouping.isEntryOfLoop(view, extents)) {
      return computed;
    }
    Optional<Work.Entrywise> made = remade.of(view, extents);
    if (made.isPresent()) {
      Integer[] args =
          made.get().args().stream().map(arg -> line(arg, extents)).toArray(Integer[]::new);
      int line = writer.apply(made.get().method().orElseThrow(), args);
      lineOf.put(view.root(), line);
      return line;
    }
    if (view.root() instanceof Root.Number(var literal)) {
      return writer.write(literal);
    }
    return writer.write(new Instruction.Parameter(place(view), 0, view.root().elem()));
  }

  private int place(View view) {
    Elem elem = view.root().elem();
    return number(
        switch (view.root()) {
          case Root.Input _, Root.Computed _ ->
              new Place(
                  Place.Source.MEMORY,
                  elem,
                  buffers.get(view.root()) + view.offset(),
                  view.strides(),
                  shifts.of(view));
          case Root.Table _ ->
              new Place(
                  Place.Source.TABLE,
                  elem,
                  tables.get(view.root()) + view.offset(),
                  view.strides(),
                  shifts.of(view));
          case Root.Counter _ ->
              new Place(Place.Source.COUNTER, elem, view.offset(), view.strides(), shifts.of(view));
          case Root.Number _ -> throw new IllegalStateException("a number has no place");
        });
  }

  private int number(Place place) {
    return placeNumbers.computeIfAbsent(
        place,
        p -> {
          places.add(p);
          return places.size() - 1;
        });
  }
}
