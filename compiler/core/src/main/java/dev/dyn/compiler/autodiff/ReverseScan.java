package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reverse differentiation of a scan: the first scan also saves what it carried into each turn; a
/// second scan goes over the turns backward, computes each again from there and brings the
/// cotangents back through it.
///
/// Memory grows by the carried values of all turns.
final class ReverseScan {
  private ReverseScan() {}

  /// Writes the scan with the carried values of each turn as further results, which become the
  /// line's saved variables.
  static Tape.Line emit(Let let, Region.Scan scan, Builder b) {
    Block body = scan.body();
    int carried = scan.carried().size();
    List<Var> results = new ArrayList<>(body.results());
    results.addAll(body.parameters().subList(0, carried));
    Block saving = new Block(body.parameters(), body.lets(), results);
    Region.Scan whole = withBody(scan, saving);
    List<Var> targets = b.emitAll("turn", whole);
    int plain = body.results().size();
    return new Tape.Line(
        new Let(targets.subList(0, plain), scan, let.site()),
        targets.subList(plain, targets.size()));
  }

  private static Region.Scan withBody(Region.Scan scan, Block body) {
    return new Region.Scan(
        body, scan.length(), scan.carried(), scan.scanned(), scan.environment(), scan.members());
  }

  /// Writes the backward scan and adds what it finds.
  ///
  /// @param saved the carried values `[length, …]` at the start of each turn
  /// @param w of the scan's results
  static void pull(
      Region.Scan scan, List<Var> saved, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    Set<Var> active = new HashSet<>();
    scan.operands().stream().filter(found::wants).forEach(active::add);
    new Turn(scan, Activity.parameters(scan, active), w, b).pull(saved, w, found);
  }

  /// One turn backward. Its carried values are the cotangents of what the scan carries, then sums
  /// for the environment.
  private static final class Turn {
    private final Region.Scan scan;
    private final List<Boolean> active;
    private final Builder b;
    private final int carried;
    private final int rows;
    private final boolean cut;

    Turn(Region.Scan scan, List<Boolean> active, List<Optional<Cotangent>> w, Builder b) {
      this.scan = scan;
      this.active = active;
      this.b = b;
      carried = scan.carried().size();
      rows = scan.scanned().size();
      cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    }

    void pull(List<Var> saved, List<Optional<Cotangent>> w, Cotangents found) {
      List<Var> start = new ArrayList<>();
      for (int k = 0; k < carried; k++) {
        if (active.get(k)) {
          Type type = scan.carried().get(k).type();
          start.add(w.get(k).map(Cotangent::var).orElseGet(() -> b.fill(0, type)));
        }
      }
      List<Var> around = activeEnvironment();
      around.forEach(v -> start.add(b.fill(0, v.type())));
      List<Var> scanned = new ArrayList<>();
      saved.forEach(v -> scanned.add(flipped(v)));
      scan.scanned().forEach(v -> scanned.add(flipped(v)));
      w.subList(carried, w.size()).stream()
          .flatMap(Optional::stream)
          .forEach(v -> scanned.add(flipped(v.var())));
      Region.Scan backward =
          new Region.Scan(
              block(w), scan.length(), start, scanned, scan.environment(), Optional.empty());
      List<Var> results = b.emitAll("w", backward);
      int at = 0;
      for (int k = 0; k < carried; k++) {
        if (active.get(k)) {
          found.add(scan.carried().get(k), new Cotangent(results.get(at++), cut));
        }
      }
      for (Var v : around) {
        found.add(v, new Cotangent(results.get(at++), cut));
      }
      for (int k = 0; k < rows; k++) {
        if (active.get(carried + k)) {
          found.add(scan.scanned().get(k), new Cotangent(flipped(results.get(at++)), cut));
        }
      }
    }

    private List<Var> activeEnvironment() {
      List<Var> environment = new ArrayList<>();
      for (int k = 0; k < scan.environment().size(); k++) {
        if (active.get(carried + rows + k)) {
          environment.add(scan.environment().get(k));
        }
      }
      return environment;
    }

    /// The body of the backward scan.
    private Block block(List<Optional<Cotangent>> w) {
      Builder inner = new Builder(b.names());
      inner.at(b.site());
      List<Var> values = new ArrayList<>();
      scan.body().parameters().forEach(v -> values.add(b.names().freshLike(v)));
      List<Var> back = new ArrayList<>();
      List<Optional<Cotangent>> seeds = new ArrayList<>();
      for (int k = 0; k < carried; k++) {
        seeds.add(active.get(k) ? seed(values.get(k).type(), back) : Optional.empty());
      }
      List<Var> sums = new ArrayList<>();
      activeEnvironment().forEach(v -> sums.add(b.names().fresh("sum", v.type())));
      List<Var> seededRows = new ArrayList<>();
      for (int k = carried; k < w.size(); k++) {
        Type type = scan.body().results().get(k).type();
        seeds.add(w.get(k).isPresent() ? seed(type, seededRows) : Optional.empty());
      }
      Pullback pullback = Reverse.run(scan.body(), values, active, inner);
      List<Optional<Var>> found =
          pullback.pullCut(inner, seeds).stream().map(v -> v.map(Cotangent::var)).toList();
      List<Var> results = new ArrayList<>();
      addWhereActive(found, values, 0, carried, results, inner);
      int sum = 0;
      for (int k = carried + rows; k < values.size(); k++) {
        if (active.get(k)) {
          Var old = sums.get(sum++);
          results.add(found.get(k).map(v -> inner.add(old, v)).orElse(old));
        }
      }
      addWhereActive(found, values, carried, carried + rows, results, inner);
      List<Var> parameters = new ArrayList<>(back);
      parameters.addAll(sums);
      parameters.addAll(values.subList(0, carried + rows));
      parameters.addAll(seededRows);
      parameters.addAll(values.subList(carried + rows, values.size()));
      return DeadCode.prune(new Block(parameters, inner.lets(), results));
    }

    private Optional<Cotangent> seed(Type type, List<Var> parameters) {
      Var w = b.names().fresh("w", type);
      parameters.add(w);
      return Optional.of(new Cotangent(w, cut));
    }

    private void addWhereActive(
        List<Optional<Var>> found,
        List<Var> values,
        int from,
        int to,
        List<Var> results,
        Builder inner) {
      for (int k = from; k < to; k++) {
        if (active.get(k)) {
          Type type = values.get(k).type();
          results.add(found.get(k).orElseGet(() -> inner.fill(0, type)));
        }
      }
    }

    private Var flipped(Var x) {
      Dim length = scan.length();
      return b.slice(x, 0, length.minus(Dim.ONE), length, -1);
    }
  }
}
