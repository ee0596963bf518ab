package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A product that each turn of a loop makes of its row and of something that is the same in all
/// turns is one product of all rows, made before the loop: large products are faster than many
/// small ones.
///
/// ```
/// scan … (u, w) { a = contract u w … }    →    b = contract us w    scan … (a) { … }
/// ```
///
/// Each entry is the same chain of the same numbers.
final class HoistRowProducts implements Pass {
  /// The products of all turns may have so many entries.
  private static final long MOST_ENTRIES = 1 << 23;

  /// Products with fewer entries a turn are left in small kernels, where they stand number by
  /// number.
  private static final long FEWEST_ENTRIES = 64;

  @Override
  public String name() {
    return "hoist-row-products";
  }

  @Override
  public String description() {
    return "makes one product before a loop of those of all its rows with a matrix";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(
        inner,
        names,
        (let, b) ->
            let.op() instanceof Region.Scan scan && scan.members().isEmpty() && !scan.stops()
                ? hoisted(let, scan, b)
                : Optional.empty());
  }

  private static Optional<List<Var>> hoisted(Let let, Region.Scan scan, Builder b) {
    int c = scan.carried().size();
    int r = c + scan.scanned().size();
    List<Var> parameters = scan.body().parameters();
    Map<Var, Var> rows = new HashMap<>();
    Map<Var, Var> environment = new HashMap<>();
    for (int k = c; k < parameters.size(); k++) {
      (k < r ? rows : environment).put(parameters.get(k), scan.operands().get(k));
    }
    Set<Var> gone = new HashSet<>();
    List<Var> more = new ArrayList<>();
    List<Var> scanned = new ArrayList<>(scan.scanned());
    for (Let line : scan.body().lets()) {
      if (line.op() instanceof Op.Contract(var left, var right, int batch, int summed)
          && batch == 0
          && rows.containsKey(left)
          && environment.containsKey(right)
          && pays(line.target().type().count(), scan.length())) {
        b.at(line.site());
        scanned.add(b.contract(rows.get(left), environment.get(right), 0, summed));
        more.add(line.target());
        gone.add(line.target());
      }
    }
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    List<Var> all = new ArrayList<>(parameters.subList(0, r));
    all.addAll(more);
    all.addAll(parameters.subList(r, parameters.size()));
    List<Let> lets =
        scan.body().lets().stream()
            .filter(line -> line.targets().stream().noneMatch(gone::contains))
            .toList();
    b.at(let.site());
    Region.Scan less =
        new Region.Scan(
            new Block(all, lets, scan.body().results()),
            scan.length(),
            scan.carried(),
            scanned,
            scan.environment(),
            Optional.empty());
    return Optional.of(b.emitLike(let, less));
  }

  private static boolean pays(Dim entries, Dim length) {
    Dim all = entries.times(length);
    return all.isKnown() && entries.value() >= FEWEST_ENTRIES && all.value() <= MOST_ENTRIES;
  }
}
