package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A long scan as a scan over segments, each a scan of its turns. Differentiated in reverse, only
/// what is carried into each segment is saved, and one segment at a time is computed again: twice
/// the work, and memory for 2·√length turns instead of all (Griewank 1992 has the general scheme).
final class Checkpoints {
  /// As many entries may be saved: 64 MB of f64.
  private static final long MOST_SAVED = 1 << 23;

  private static final long SHORTEST = 16;

  private Checkpoints() {}

  /// Whether saving every turn would take too much memory.
  static boolean pay(Region.Scan scan) {
    Dim entries = scan.carried().stream().map(v -> v.type().count()).reduce(Dim.ZERO, Dim::plus);
    Dim all = entries.times(scan.length());
    return all.isKnown() && all.value() > MOST_SAVED && scan.length().value() >= SHORTEST;
  }

  /// How many turns a segment has.
  static long turns(Region.Scan scan) {
    return (long) Math.ceil(Math.sqrt(scan.length().value()));
  }

  /// A block with the operands and results of `scan`, which has no members.
  static Block block(Region.Scan scan, Builder outer) {
    long length = scan.length().value();
    long turns = turns(scan);
    long segments = length / turns;
    Dim even = Dim.of(segments * turns);
    Dim rest = Dim.of(length - segments * turns);
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> parameters = scan.operands().stream().map(outer.names()::freshLike).toList();
    int c = scan.carried().size();
    int r = scan.scanned().size();
    List<Var> scanned = parameters.subList(c, c + r);
    List<Var> environment = parameters.subList(c + r, parameters.size());
    List<Var> folded =
        scanned.stream()
            .map(x -> folded(b, b.slice(x, 0, Dim.ZERO, even, 1), segments, turns))
            .toList();
    Region.Scan bySegment =
        new Region.Scan(
            segment(scan, Dim.of(turns), outer),
            Dim.of(segments),
            parameters.subList(0, c),
            folded,
            environment,
            Optional.empty());
    List<Var> first = b.emitAll("segment", bySegment);
    List<Var> stacked =
        first.subList(c, first.size()).stream()
            .map(x -> b.reshape(x, x.type().inner(2).under(even).dims()))
            .toList();
    if (rest.is(0)) {
      return new Block(parameters, b.lets(), joined(first.subList(0, c), stacked));
    }
    Region.Scan last =
        new Region.Scan(
            scan.body(),
            rest,
            first.subList(0, c),
            scanned.stream().map(x -> b.slice(x, 0, even, rest, 1)).toList(),
            environment,
            Optional.empty());
    List<Var> end = b.emitAll("turn", last);
    List<Var> whole = new ArrayList<>();
    for (int k = 0; k < stacked.size(); k++) {
      whole.add(b.concat(List.of(stacked.get(k), end.get(c + k)), 0));
    }
    return new Block(parameters, b.lets(), joined(end.subList(0, c), whole));
  }

  private static Var folded(Builder b, Var x, long segments, long turns) {
    return b.reshape(x, x.type().inner(1).under(Dim.of(turns)).under(Dim.of(segments)).dims());
  }

  /// The body `(carried…, rows of one segment…, environment…)`.
  private static Block segment(Region.Scan scan, Dim turns, Builder outer) {
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    int c = scan.carried().size();
    int r = scan.scanned().size();
    List<Var> parameters = new ArrayList<>();
    for (int k = 0; k < scan.body().parameters().size(); k++) {
      Var old = scan.body().parameters().get(k);
      Type type = k >= c && k < c + r ? old.type().under(turns) : old.type();
      parameters.add(outer.names().fresh(old.name(), type));
    }
    Region.Scan inside =
        new Region.Scan(
            scan.body(),
            turns,
            parameters.subList(0, c),
            parameters.subList(c, c + r),
            parameters.subList(c + r, parameters.size()),
            Optional.empty());
    List<Var> results = b.emitAll("turn", inside);
    return new Block(parameters, b.lets(), results);
  }

  private static List<Var> joined(List<Var> a, List<Var> b) {
    List<Var> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
