package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The backward rule of a region from its forward rule: tangents in all unit directions of its
/// active operands, as members of one ensemble, then their products with the cotangents of the
/// results. Exact, at the cost of one simulation for each active number.
final class RegionByForward {
  private RegionByForward() {}

  /// Writes the lines and adds what they find.
  static void pull(
      Let let, Region region, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    List<Var> active =
        List.copyOf(new LinkedHashSet<>(region.operands().stream().filter(found::wants).toList()));
    Dim total = active.stream().map(v -> v.type().count()).reduce(Dim.ZERO, Dim::plus);
    Block tangents = tangents(let, region, active, w, b);
    Block inAllDirections =
        Batching.batch(tangents, Collections.nCopies(active.size(), true), total, b.names());
    List<Var> directions = directions(active, total, b);
    List<Var> changes = Blocks.inline(inAllDirections, directions, b);
    boolean cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    List<Cotangent> seeds = w.stream().flatMap(Optional::stream).toList();
    Dim from = Dim.ZERO;
    for (Var operand : active) {
      Dim size = operand.type().count();
      Optional<Var> sum = Optional.empty();
      for (int k = 0; k < changes.size(); k++) {
        Var part = b.slice(changes.get(k), 0, from, size, 1);
        Var seed = seeds.get(k).var();
        Var product = b.contract(part, seed, 0, seed.type().rank());
        Var fitting = b.convert(product, operand.type().elem());
        sum = Optional.of(sum.map(old -> b.add(old, fitting)).orElse(fitting));
      }
      Var back = b.reshape(sum.orElseThrow(), operand.type().dims());
      found.add(operand, new Cotangent(back, cut));
      from = from.plus(size);
    }
  }

  /// The open block `(tangents of the active operands…) → (tangents of the results that have a
  /// cotangent…)`.
  private static Block tangents(
      Let let, Region region, List<Var> active, List<Optional<Cotangent>> w, Builder b) {
    Builder inner = new Builder(b.names());
    List<Var> parameters =
        active.stream().map(v -> b.names().fresh("d" + v.name(), v.type())).toList();
    List<Optional<Var>> ofOperands =
        region.operands().stream()
            .map(v -> Optional.of(active.indexOf(v)).filter(k -> k >= 0).map(parameters::get))
            .toList();
    Let line = new Let(let.targets(), region, let.site());
    List<Dual> duals = new ForwardRegions(inner).apply(line, region, ofOperands);
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < duals.size(); k++) {
      if (w.get(k).isPresent()) {
        results.add(duals.get(k).tangentOrZero(inner));
      }
    }
    return DeadCode.prune(new Block(parameters, inner.lets(), results));
  }

  /// For each operand its part `[total, …]` of the unit directions of all of them.
  private static List<Var> directions(List<Var> active, Dim total, Builder b) {
    List<Var> parts = new ArrayList<>();
    Dim from = Dim.ZERO;
    for (Var operand : active) {
      Dim size = operand.type().count();
      Var part = UnitDirections.of(b, total, from, size, operand.type().elem());
      List<Dim> dims = new ArrayList<>(List.of(total));
      dims.addAll(operand.type().dims());
      parts.add(b.reshape(part, dims));
      from = from.plus(size);
    }
    return parts;
  }
}
