package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import java.util.HashMap;
import java.util.Map;

/// Which batch of the data it is the turn of. In each epoch the rows are in another random order,
/// and the batches follow each other in it.
sealed interface BatchClock {
  /// The order of `rows` rows in this epoch, which has `batches` batches, for the `minibatches` at
  /// `site`.
  Var order(Elaborator elaborator, Dim rows, Dim batches, Span site);

  /// The number of the batch within the epoch.
  Var turn(Elaborator elaborator, Dim batches);

  /// Of a training that counts steps: the epoch follows from the step, and its order is worked out
  /// at each step.
  record OfSteps(Var step, Var stream) implements BatchClock {
    @Override
    public Var order(Elaborator elaborator, Dim rows, Dim batches, Span site) {
      Var epoch = elaborator.builder().call(Scalars.IDIV, step, elaborator.size(batches));
      return inEpoch(elaborator, rows, epoch, stream, site);
    }

    @Override
    public Var turn(Elaborator elaborator, Dim batches) {
      return elaborator.builder().call(Scalars.MOD, step, elaborator.size(batches));
    }
  }

  /// Of a training that counts epochs: the order is worked out once an epoch, at `start`.
  record OfEpoch(Anchor start, Var epoch, Var turn, Var stream, Map<Span, Value> orders)
      implements BatchClock {
    OfEpoch(Anchor start, Var epoch, Var turn, Var stream) {
      this(start, epoch, turn, stream, new HashMap<>());
    }

    /// The same epoch at another batch.
    OfEpoch at(Var other) {
      return new OfEpoch(start, epoch, other, stream, orders);
    }

    @Override
    public Var order(Elaborator elaborator, Dim rows, Dim batches, Span site) {
      Value order =
          orders.computeIfAbsent(
              site,
              _ ->
                  start.value(
                      () -> new Value.Array(inEpoch(elaborator, rows, epoch, stream, site))));
      return elaborator.numbers().toVar(order, site);
    }

    @Override
    public Var turn(Elaborator elaborator, Dim batches) {
      return turn;
    }
  }

  /// A batch by itself: the first of an epoch of its own.
  record Fresh(Var stream) implements BatchClock {
    @Override
    public Var order(Elaborator elaborator, Dim rows, Dim batches, Span site) {
      return inEpoch(elaborator, rows, elaborator.builder().integer(0), stream, site);
    }

    @Override
    public Var turn(Elaborator elaborator, Dim batches) {
      return elaborator.builder().integer(0);
    }
  }

  /// Finds out how many batches an epoch has.
  final class Probe implements BatchClock {
    private final Map<Span, Dim> found = new HashMap<>();

    /// The numbers of batches of an epoch, for each `minibatches`.
    Map<Span, Dim> found() {
      return found;
    }

    @Override
    public Var order(Elaborator elaborator, Dim rows, Dim batches, Span site) {
      found.put(site, batches);
      return elaborator.builder().iota(rows);
    }

    @Override
    public Var turn(Elaborator elaborator, Dim batches) {
      return elaborator.builder().integer(0);
    }
  }

  private static Var inEpoch(Elaborator elaborator, Dim rows, Var epoch, Var stream, Span site) {
    Var own = elaborator.mixed(elaborator.streamAt(stream, site), epoch);
    return Shuffling.order(elaborator, rows, own);
  }
}
