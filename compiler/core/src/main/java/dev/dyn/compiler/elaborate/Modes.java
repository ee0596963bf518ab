package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a `forward` may ask: `training()`, whether its network is being trained, and
/// `running(average, now)`, which follows what changes in training and remembers it.
final class Modes {
  private Optional<SystemInstance> network = Optional.empty();
  private Optional<Averages> loss = Optional.empty();

  static List<Builtin> all() {
    return List.of(
        Builtin.of("training", "", Modes::training),
        Builtin.of("running", "average now rate?", Modes::running));
  }

  /// Runs `work`, the `forward` of `applied`.
  <T> T applying(SystemInstance applied, Supplier<T> work) {
    Optional<SystemInstance> before = network;
    network = Optional.of(applied);
    try {
      return work.get();
    } finally {
      network = before;
    }
  }

  /// Runs `work`, which works out a loss that trains networks.
  <T> T inLoss(Averages averages, Supplier<T> work) {
    Optional<Averages> before = loss;
    loss = Optional.of(averages);
    try {
      return work.get();
    } finally {
      loss = before;
    }
  }

  private Optional<Averages> trained() {
    return loss.filter(averages -> network.map(averages::trains).orElse(false));
  }

  private static Value training(Elaborator e, Bound a) {
    Modes modes = e.models().modes();
    requireForward(e, a, modes, "training()");
    if (e.checksAllSizes()) {
      return new Value.Array(e.names().fresh("training", Type.BOOL)); // both branches count
    }
    return new Value.Truth(modes.trained().isPresent());
  }

  /// In training `now`, by which the average moves; elsewhere the average.
  private static Value running(Elaborator e, Bound a) {
    Var average = e.numbers().toVar(a.value("average"), a.span("average"));
    Var now = e.numbers().toReal(a.value("now"), a.span("now"));
    Var rate = a.has("rate") ? a.real("rate") : e.builder().real(0.1, now.type().elem());
    if (!average.type().equals(now.type())) {
      throw e.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "A running average has the shape of what it follows.",
                  a.span("now"),
                  "this is " + Value.describe(now.type()))
              .relate(a.span("average"), "this is " + Value.describe(average.type())));
    }
    Modes modes = e.models().modes();
    requireForward(e, a, modes, "running(…)");
    SystemInstance network = modes.network.orElseThrow();
    String name = name(e, a, network);
    if (e.checksAllSizes()) {
      return new Value.Array(now);
    }
    Optional<Averages> trained = modes.trained();
    if (trained.isEmpty()) {
      return new Value.Array(average);
    }
    if (!trained.get().isOnce(e.builder())) {
      throw e.fail(
          Diagnostic.of(
                  SystemCodes.AVERAGE_IN_LOOP,
                  "A running average moves once a step, and this is worked out many times.",
                  a.site())
              .note("Outside of comprehensions and loops the network is given all rows at once."));
    }
    Builder b = e.builder();
    Var before = trained.get().latest(network, name);
    Var share = e.numbers().stretch(rate, now.type().dims());
    trained.get().set(network, name, b.add(before, b.mul(share, b.sub(now, before))));
    return new Value.Array(now);
  }

  private static void requireForward(Elaborator e, Bound a, Modes modes, String what) {
    if (modes.network.isEmpty()) {
      throw e.fail(
          Diagnostic.of(
              NameCodes.OUT_OF_PLACE_NAME,
              "`" + what + "` means something only in the `forward` of a network.",
              a.site()));
    }
  }

  /// The state that is written as the average.
  private static String name(Elaborator e, Bound a, SystemInstance network) {
    Optional<Argument> written = a.given().get("average").written();
    if (written.isPresent()
        && written.get().value().unwrapped() instanceof Expression.NameRef(var name, _)
        && network.model().learning().averages().containsKey(name.text())) {
      return name.text();
    }
    throw e.fail(
        Diagnostic.of(
                NameCodes.OUT_OF_PLACE_NAME,
                "A running average is a `state` of the network, by its name.",
                a.span("average"))
            .note("`state middle: [n] = 0`, then `running(middle, mean(x, axis: 0))`."));
  }
}
