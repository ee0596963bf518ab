package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.jvm.small.Layout;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A loop whose turns the kernel takes itself, in its own memory: each turn reads its rows where
/// they stand and writes its rows where they belong, while a body with a memory of its own would
/// have them copied in and out. That copying takes as long as the work of a turn where that is a
/// step of a small network.
///
/// @param stages of one turn
/// @param buffers where their tensors are in the first turn
/// @param shifts how far the rows of the next turn are from those
/// @param given where the first values of what is carried are
/// @param before where a turn finds what is carried; in the end the results of the loop
/// @param after where a turn leaves it
record Turns(
    int length,
    List<Stage> stages,
    Remade remade,
    Map<Root, Integer> buffers,
    Shifts.Turns shifts,
    List<Slot> given,
    List<Slot> before,
    List<Slot> after) {
  /// Longer loops are kernels of their own, which change from numbers to vectors while the loop is
  /// under way.
  private static final int MOST_TURNS = 100;

  Turns {
    stages = List.copyOf(stages);
    buffers = Map.copyOf(buffers);
    given = List.copyOf(given);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// The loops that a kernel can write: in their bodies are no further loops, no lines for the
  /// evaluator and no blocks of rows.
  ///
  /// @param body that of the loop, without calls of functions made of others
  /// @param from where the operands are: carried, scanned, environment
  /// @param to where the results go: carried, stacked
  /// @param layout gives memory for what a turn computes
  static Optional<Turns> of(
      RuntimeCall.Scan loop,
      Block body,
      List<Slot> from,
      List<Slot> to,
      Layout layout,
      int mostInLoop,
      BlockSizes sizes) {
    Region.Scan scan = loop.scan();
    if (scan.members().isPresent() || scan.stops() || scan.length().size() > MOST_TURNS) {
      return Optional.empty();
    }
    Reading.Outcome reading = Reading.of(body);
    Remade remade = Remade.of(reading.works(), scan.carried().size());
    List<Stage> stages =
        RowBlocks.of(
            Grouping.of(reading.works(), mostInLoop), remade, Set.copyOf(reading.results()), sizes);
    if (!stages.stream().allMatch(Turns::isPlain)) {
      return Optional.empty();
    }
    return Optional.of(placed(loop, reading.results(), stages, remade, from, to, layout));
  }

  private static boolean isPlain(Stage stage) {
    return switch (stage) {
      case Stage.Loop _ -> true;
      case Stage.Call(Work.Task task) -> !task.call().isHostCall();
      case Stage.Blocked _ -> false;
    };
  }

  private static Turns placed(
      RuntimeCall.Scan loop,
      List<Root.Computed> results,
      List<Stage> stages,
      Remade remade,
      List<Slot> from,
      List<Slot> to,
      Layout layout) {
    int carried = loop.scan().carried().size();
    int rowsEnd = carried + loop.scan().scanned().size();
    int length = loop.scan().length().size();
    Map<Root, Integer> moves = new HashMap<>();
    Map<Root, Integer> inputs = new HashMap<>();
    for (int k = 0; k < from.size(); k++) {
      Root input = new Root.Input(k, from.get(k).elem());
      inputs.put(input, k < carried ? to.get(k).offset() : from.get(k).offset());
      if (k >= carried && k < rowsEnd) {
        moves.put(input, from.get(k).size() / length);
      }
    }
    Carried inPlace = new Carried(stages);
    List<Slot> outputs = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      Slot whole = to.get(k);
      if (k < carried) {
        Root.Input input = new Root.Input(k, whole.elem());
        outputs.add(
            inPlace.isInPlace(input, results.get(k))
                ? whole
                : layout.slot(whole.elem(), whole.shape()));
      } else {
        int row = whole.size() / length;
        boolean isFromLast = !loop.fromLast().isEmpty() && loop.fromLast().get(k - carried);
        int first = isFromLast ? whole.offset() + (length - 1) * row : whole.offset();
        outputs.add(new Slot(whole.elem(), first, whole.shape().inner()));
        moves.put(results.get(k), isFromLast ? -row : row);
      }
    }
    Map<Root, Integer> buffers =
        new HashMap<>(BufferPlan.of(stages, remade, results, outputs, layout));
    buffers.putAll(inputs);
    return new Turns(
        length,
        stages,
        remade,
        buffers,
        new Shifts.Turns(moves),
        from.subList(0, carried),
        to.subList(0, carried),
        outputs.subList(0, carried));
  }
}
