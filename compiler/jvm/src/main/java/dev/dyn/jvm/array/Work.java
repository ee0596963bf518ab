package dev.dyn.jvm.array;

import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.jvm.small.Method;
import java.util.List;
import java.util.Optional;

/// A piece of work on arrays, before it is decided what shares a loop.
sealed interface Work {
  /// Entry by entry: `target = method(args)`, or a copy of the only argument without a method.
  ///
  /// @param target where the entries go, of the extents of the arguments
  /// @param after what must have been written before, other than the arguments
  record Entrywise(
      Optional<Method> method, List<View> args, View target, List<Root.Computed> after, int site)
      implements Work {
    public Entrywise {
      args = List.copyOf(args);
      after = List.copyOf(after);
    }
  }

  /// Sums, products and extremes along the last axis of `arg`. Not of nothing.
  record Fold(ReduceFn fn, View arg, View target) implements Work {}

  /// Work for a method of the runtime.
  record Task(RuntimeCall call, List<View> args, List<View> targets) implements Work {
    public Task {
      args = List.copyOf(args);
      targets = List.copyOf(targets);
    }
  }

  default List<View> reads() {
    return switch (this) {
      case Entrywise e -> e.args;
      case Fold fold -> List.of(fold.arg);
      case Task task -> task.args;
    };
  }

  default List<View> writes() {
    return switch (this) {
      case Entrywise e -> List.of(e.target);
      case Fold fold -> List.of(fold.target);
      case Task task -> task.targets;
    };
  }
}
