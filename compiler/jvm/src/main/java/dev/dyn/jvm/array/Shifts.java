package dev.dyn.jvm.array;

import java.util.Map;
import java.util.Set;

/// How far the views of a method move with the number that it is given besides the arrays.
sealed interface Shifts {
  /// For methods without such a number.
  Shifts NONE = new Turns(Map.of());

  /// How far one more moves `view`.
  int of(View view);

  /// The number is the first row of a block: what lives in the block alone begins anew in each.
  ///
  /// @param local what has memory for one block only
  record Rows(Set<Root> local) implements Shifts {
    public Rows {
      local = Set.copyOf(local);
    }

    /// @param view with the rows along its first axis
    @Override
    public int of(View view) {
      return of(view.root(), view.strides().getFirst());
    }

    /// @param shift from one row of `root` to the next
    int of(Root root, int shift) {
      return local.contains(root) ? 0 : shift;
    }
  }

  /// The number is that of the turn of a loop.
  ///
  /// @param moves how far it is from one turn's row to the next, for what has a row for each
  record Turns(Map<Root, Integer> moves) implements Shifts {
    public Turns {
      moves = Map.copyOf(moves);
    }

    @Override
    public int of(View view) {
      return moves.getOrDefault(view.root(), 0);
    }
  }
}
