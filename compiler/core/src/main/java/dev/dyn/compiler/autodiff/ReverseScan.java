package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.compiler.optimize.Passes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reverse differentiation of a scan: the first scan also saves what it carried into each turn, and
/// what would cost much to compute again ([ScanTape]); a second scan goes over the turns backward,
/// computes the rest again from there and brings the cotangents back through it. Products that only
/// add to the cotangents of the environment wait until the loop is over ([DeferredProducts]).
///
/// Memory grows by the saved values of all turns.
final class ReverseScan {
  private ReverseScan() {}

  /// Writes the scan with the carried values of each turn as further results, which become the
  /// line's saved variables.
  static Tape.Line emit(Let let, Region.Scan written, Builder b) {
    Block body = Passes.beforeDerivatives().run(written.body(), b.names());
    Region.Scan scan = (Region.Scan) written.withBlocks(List.of(body));
    int carried = scan.carried().size();
    List<Var> results = new ArrayList<>(body.results());
    results.addAll(body.parameters().subList(0, carried));
    results.addAll(ScanTape.of(scan));
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
  /// @param saved the carried values `[length, …]` at the start of each turn; then nothing, or what
  ///   else was saved
  /// @param w of the scan's results
  static void pull(
      Region.Scan scan, List<Var> saved, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    Set<Var> active = new HashSet<>();
    scan.operands().stream().filter(found::wants).forEach(active::add);
    new Turn(scan, Activity.parameters(scan, active), saved, w, b).pull(w, found);
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
    private final List<Var> rowsOfTurns = new ArrayList<>();

    /// What becomes of the environment's and of the rows' cotangents, by position among the
    /// parameters: those that wait, as variables of a turn.
    private final Map<Integer, Var> waiting = new HashMap<>();

    private List<Var> costly = List.of();

    Turn(
        Region.Scan scan,
        List<Boolean> active,
        List<Var> saved,
        List<Optional<Cotangent>> w,
        Builder b) {
      this.scan = scan;
      this.active = active;
      this.b = b;
      carried = scan.carried().size();
      rows = scan.scanned().size();
      cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
      saved.subList(0, carried).forEach(v -> rowsOfTurns.add(flipped(v)));
      scan.scanned().forEach(v -> rowsOfTurns.add(flipped(v)));
      if (saved.size() > carried) {
        costly = ScanTape.of(scan);
        saved.subList(carried, saved.size()).forEach(v -> rowsOfTurns.add(flipped(v)));
      }
      w.subList(carried, w.size()).stream()
          .flatMap(Optional::stream)
          .forEach(v -> rowsOfTurns.add(flipped(v.var())));
    }

    void pull(List<Optional<Cotangent>> w, Cotangents found) {
      List<Var> start = new ArrayList<>();
      for (int k = 0; k < carried; k++) {
        if (active.get(k)) {
          Type type = scan.carried().get(k).type();
          start.add(w.get(k).map(Cotangent::var).orElseGet(() -> b.fill(0, type)));
        }
      }
      Builder inner = new Builder(b.names());
      inner.at(b.site());
      List<Var> values = new ArrayList<>();
      scan.body().parameters().forEach(v -> values.add(b.names().freshLike(v)));
      List<Var> back = new ArrayList<>();
      List<Var> rowParameters = new ArrayList<>(values.subList(0, carried + rows));
      List<Optional<Var>> turned = turned(w, values, back, rowParameters, inner);
      DeferredProducts products = new DeferredProducts(scan.length(), inner.lets());
      for (int k = 0; k < rowParameters.size(); k++) {
        products.row(rowParameters.get(k), rowsOfTurns.get(k));
      }
      for (int k = carried + rows; k < values.size(); k++) {
        products.environment(values.get(k), scan.environment().get(k - carried - rows));
      }
      List<Var> results = new ArrayList<>();
      addWhereActive(turned, values, 0, carried, results, inner);
      List<Var> sums = new ArrayList<>();
      for (int k = carried + rows; k < values.size(); k++) {
        if (active.get(k) && turned.get(k).filter(products::defersSum).isPresent()) {
          waiting.put(k, turned.get(k).get());
        } else if (active.get(k)) {
          Var old = b.names().fresh("sum", values.get(k).type());
          sums.add(old);
          start.add(b.fill(0, old.type()));
          results.add(turned.get(k).map(v -> inner.add(old, v)).orElse(old));
        }
      }
      for (int k = carried; k < carried + rows; k++) {
        if (active.get(k) && turned.get(k).filter(products::defersRow).isPresent()) {
          waiting.put(k, turned.get(k).get());
        } else {
          addWhereActive(turned, values, k, k + 1, results, inner);
        }
      }
      results.addAll(products.rows());
      List<Var> parameters = new ArrayList<>(back);
      parameters.addAll(sums);
      parameters.addAll(rowParameters);
      parameters.addAll(values.subList(carried + rows, values.size()));
      Block body = DeadCode.prune(new Block(parameters, inner.lets(), results));
      Region.Scan backward =
          new Region.Scan(
              body, scan.length(), start, rowsOfTurns, scan.environment(), Optional.empty());
      give(b.emitAll("w", backward), products, found);
    }

    /// Writes one turn backward.
    ///
    /// @param back gets the parameters for the cotangents of what is carried
    /// @param rowParameters gets those for what was saved and for the cotangents of rows
    /// @return the cotangents of the turn's parameters
    private List<Optional<Var>> turned(
        List<Optional<Cotangent>> w,
        List<Var> values,
        List<Var> back,
        List<Var> rowParameters,
        Builder inner) {
      List<Optional<Cotangent>> seeds = new ArrayList<>();
      for (int k = 0; k < carried; k++) {
        seeds.add(active.get(k) ? seed(values.get(k).type(), back) : Optional.empty());
      }
      Map<Var, Var> computed = new HashMap<>();
      for (Var v : costly) {
        computed.put(v, b.names().freshLike(v));
        rowParameters.add(computed.get(v));
      }
      for (int k = carried; k < w.size(); k++) {
        Type type = scan.body().results().get(k).type();
        seeds.add(w.get(k).isPresent() ? seed(type, rowParameters) : Optional.empty());
      }
      Pullback pullback = Reverse.run(scan.body(), values, active, computed, inner);
      return pullback.pullCut(inner, seeds).stream().map(v -> v.map(Cotangent::var)).toList();
    }

    /// Adds what the backward scan found, in the order of its results.
    private void give(List<Var> results, DeferredProducts products, Cotangents found) {
      Iterator<Var> next = results.iterator();
      for (int k = 0; k < carried; k++) {
        if (active.get(k)) {
          found.add(scan.carried().get(k), new Cotangent(next.next(), cut));
        }
      }
      int all = scan.body().parameters().size();
      Map<Integer, Var> atOnce = new HashMap<>();
      for (int k = carried + rows; k < all; k++) {
        if (active.get(k) && !waiting.containsKey(k)) {
          atOnce.put(k, next.next());
        }
      }
      for (int k = carried; k < carried + rows; k++) {
        if (active.get(k) && !waiting.containsKey(k)) {
          atOnce.put(k, next.next());
        }
      }
      List<Var> stacked = new ArrayList<>();
      next.forEachRemaining(stacked::add);
      products.stacked(stacked);
      for (int k = carried + rows; k < all; k++) {
        if (active.get(k)) {
          Var sum = waiting.containsKey(k) ? products.sum(waiting.get(k), b) : atOnce.get(k);
          found.add(scan.environment().get(k - carried - rows), new Cotangent(sum, cut));
        }
      }
      for (int k = carried; k < carried + rows; k++) {
        if (active.get(k)) {
          Var row = waiting.containsKey(k) ? products.all(waiting.get(k), b) : atOnce.get(k);
          found.add(scan.scanned().get(k - carried), new Cotangent(flipped(row), cut));
        }
      }
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
