package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Locale;

/// Tells how loops and simulations are differentiated in reverse, and what that keeps in memory:
/// for `--explain-gradients`.
final class Explained {
  private Explained() {}

  static void saved(Let let, Region.Scan scan, Builder b) {
    note(
        let,
        b,
        "keeps the state at each of the "
            + scan.length()
            + " turns of this loop"
            + size(scan.carried(), scan.length()));
  }

  static void segmented(Let let, Region.Scan scan, long turns, Builder b) {
    note(
        let,
        b,
        "keeps the state at every "
            + turns
            + " of the "
            + scan.length()
            + " turns of this loop"
            + size(scan.carried(), Dim.of(scan.length().value() / turns + turns))
            + " instead of"
            + size(scan.carried(), scan.length()).replace(",", "")
            + ", and computes those between again");
  }

  static void asLoop(Let let, Builder b) {
    note(let, b, "goes back through the steps of the fixed method, as a loop");
  }

  static void asAccepted(Let let, Builder b) {
    note(
        let,
        b,
        "goes back through the steps as the adaptive method accepted them, computed again from the"
            + " saved states");
  }

  static void throughEvents(Let let, Builder b) {
    note(
        let,
        b,
        "goes back through the steps and events of this simulation, computed again from the saved"
            + " states; the times of events move with what one differentiates by");
  }

  static void throughMap(Let let, Builder b) {
    note(let, b, "goes back through the steps and events of this map, as a loop");
  }

  static void adjoint(Let let, Builder b) {
    note(
        let,
        b,
        "solves the adjoint equations of this simulation backward in time, to the accuracy of the"
            + " method");
  }

  /// A region that is not written as a loop first.
  static void region(Let let, Region region, Builder b) {
    switch (region) {
      case Region.SimulateFlow flow when flow.grid() instanceof TimeGrid.EachStep ->
          note(let, b, "goes back through the steps of this simulation, which all are saved");
      case Region.SimulateFlow _, Region.SimulateMap _ ->
          note(
              let,
              b,
              "is taken forward, with tangents as further states of this simulation: few numbers"
                  + " are active");
      case Region.SimulateHybrid _ ->
          note(
              let,
              b,
              "is taken forward, with tangents as further states that jump where events happen");
      case FixedPoint _ ->
          note(
              let,
              b,
              "solves one linear equation at the fixed point; the steps to it are not kept");
      case Region.Scan _,
          Region.LyapunovFlow _,
          Region.LyapunovMap _,
          SimulateDiffusion _,
          Nudge _ -> {}
    }
  }

  private static void note(Let let, Builder b, String how) {
    b.names().chose(let.site(), "the gradient " + how);
  }

  private static String size(List<Var> carried, Dim times) {
    Dim bytes =
        carried.stream()
            .map(Var::type)
            .map(type -> type.count().times(Dim.of(width(type))))
            .reduce(Dim.ZERO, Dim::plus)
            .times(times);
    return bytes.isKnown()
        ? ", "
            + (bytes.value() < 1e6
                ? kilo(bytes)
                : String.format(Locale.ROOT, "%.1f MB", bytes.value() / 1e6))
        : "";
  }

  private static String kilo(Dim bytes) {
    return String.format(Locale.ROOT, "%.1f kB", bytes.value() / 1e3);
  }

  private static int width(Type type) {
    return type.elem() == Elem.F32 ? 4 : 8;
  }
}
