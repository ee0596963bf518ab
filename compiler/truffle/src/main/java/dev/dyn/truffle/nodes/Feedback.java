package dev.dyn.truffle.nodes;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;

/// Makes results the next arguments: result k becomes parameter k. A result that is itself a
/// parameter, as in `(x, y) -> (y, x)`, is set aside first.
record Feedback(List<Move> aside, List<Move> moves) {
  private record Move(Place from, Place to) {}

  /// The feedback of the first `count` results of `block`.
  static Feedback of(Block block, int count, Places places) {
    List<Move> aside = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Var result = block.results().get(k);
      Place from = places.at(result);
      if (block.parameters().contains(result)) {
        Place kept = places.fresh(result.type());
        aside.add(new Move(from, kept));
        from = kept;
      }
      moves.add(new Move(from, places.at(block.parameters().get(k))));
    }
    return new Feedback(List.copyOf(aside), List.copyOf(moves));
  }

  void apply(Registers r) {
    aside.forEach(move -> move.to.copy(move.from, r, r));
    moves.forEach(move -> move.to.copy(move.from, r, r));
  }
}
