package dev.dyn.compiler.optimize;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.batch.Varying;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.SizeNames;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Computes before a region what its blocks would compute anew in each step.
///
/// ```
/// simulate field (t, x, k) {           s = sin k
///   s = sin k                  →       simulate field (t, x, k, s) {
///   d = mul s x                          d = mul s x
///   results d                            results d
/// }                                    }
/// ```
///
/// What depends on the environment alone is computed once. Constants, and what merely repeats or
/// pads entries, stay inside: such lines cost nothing where they are used, and their values may be
/// large. So do windows that overlap, as those of a convolution of the data of a training, lines
/// whose sizes only a simulation inside the block tells, and what is cheaper to compute from a
/// large tensor than to fetch ([CheapAgain]) or to turn over again ([TurnedAgain]).
public final class HoistInvariants implements Pass {
  /// Windows with fewer entries take little memory.
  private static final long FEWEST_IN_WINDOWS = 1 << 16;

  @Override
  public String name() {
    return "hoist-invariants";
  }

  @Override
  public String description() {
    return "computes before a simulation or scan what does not change in it";
  }

  /// A block in two parts.
  ///
  /// @param prelude `(invariant parameters…) → (hoisted values…)`
  /// @param main `(all parameters…, hoisted values…) → (results…)`
  public record Split(Block prelude, Block main) {}

  /// Splits `block` into what depends only on the parameters marked in `invariant`, and the rest.
  /// If there is nothing to hoist the prelude has no results.
  public static Split split(Block block, List<Boolean> invariant, Names names) {
    Set<Var> still = new HashSet<>();
    List<Var> invariants = new ArrayList<>();
    for (int k = 0; k < invariant.size(); k++) {
      if (invariant.get(k)) {
        invariants.add(block.parameters().get(k));
      }
    }
    still.addAll(invariants);
    Set<Var> free = new HashSet<>();
    List<Let> early = new ArrayList<>();
    List<Let> late = new ArrayList<>();
    Set<String> open = new HashSet<>();
    for (Let let : block.lets()) {
      Set<String> sizes = SizeNames.in(let);
      if (!still.containsAll(let.op().operands()) || sizes.stream().anyMatch(open::contains)) {
        late.add(let);
        sizes.stream().filter(name -> SizeNames.tells(let, Set.of(name))).forEach(open::add);
        continue;
      }
      still.addAll(let.targets());
      early.add(let);
      if (isFree(let.op(), free)) {
        free.addAll(let.targets());
      }
    }
    free.addAll(CheapAgain.of(block, early, late, free));
    free.addAll(TurnedAgain.of(block, early, late));
    return parts(block, invariants, early, late, free, names);
  }

  private static Split parts(
      Block block,
      List<Var> invariants,
      List<Let> early,
      List<Let> late,
      Set<Var> free,
      Names names) {
    Set<Var> needed = new LinkedHashSet<>(block.results());
    late.forEach(let -> needed.addAll(let.op().operands()));
    Set<Var> repeated = new HashSet<>();
    for (Let let : early.reversed()) {
      if (let.targets().stream().anyMatch(v -> needed.contains(v) && free.contains(v))) {
        needed.addAll(let.op().operands());
        repeated.addAll(let.targets());
      }
    }
    List<Var> hoisted =
        early.stream()
            .flatMap(let -> let.targets().stream())
            .filter(v -> needed.contains(v) && !free.contains(v))
            .toList();
    Block prelude = DeadCode.prune(renamed(new Block(invariants, early, hoisted), names));
    List<Var> parameters = new ArrayList<>(block.parameters());
    parameters.addAll(hoisted);
    List<Let> lets = new ArrayList<>();
    early.stream()
        .filter(let -> let.targets().stream().anyMatch(repeated::contains))
        .forEach(lets::add);
    lets.addAll(late);
    return new Split(prelude, new Block(parameters, lets, block.results()));
  }

  /// A copy with variables of its own, because two parts of one block may not define the same.
  private static Block renamed(Block block, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = block.parameters().stream().map(names::freshLike).toList();
    List<Var> results = Blocks.inline(block, parameters, b);
    return new Block(parameters, b.lets(), results);
  }

  /// Whether a line costs nothing where it is used, given what else does not: constants,
  /// repetition, zeros around something, and comparisons of counted indices with each other, which
  /// are cheaper to compute than to fetch.
  private static boolean isFree(Op op, Set<Var> free) {
    return switch (op) {
      case Constant _, Iota _, Size _, Reindex.Broadcast _, Reindex.Pad _ -> true;
      case Reindex.Reshape _, Reindex.Slice _, Reindex.Transpose _ ->
          free.containsAll(op.operands());
      case Op.Elementwise(_, var args) ->
          !args.getFirst().type().isScalar()
              && args.stream().allMatch(v -> free.contains(v) && !v.type().elem().isReal());
      case Reindex.Gather gather -> areWindows(gather, free);
      case Reindex.Scatter _,
          Reindex.Concat _,
          Op.Reduce _,
          Op.Contract _,
          Op.ArrayCall _,
          Op.Draw _,
          Region _ ->
          false;
    };
  }

  /// Whether many entries are looked up several times each, where counted indices say: windows,
  /// which are read where they come from.
  private static boolean areWindows(Reindex.Gather gather, Set<Var> free) {
    Dim all = Types.of(gather).getFirst().count();
    Dim source = gather.source().type().count();
    return free.containsAll(gather.indices())
        && all.isKnown()
        && source.isKnown()
        && all.value() >= FEWEST_IN_WINDOWS
        && all.value() >= 4 * source.value();
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(inner, names, (let, b) -> hoisted(let, b));
  }

  private static Optional<List<Var>> hoisted(Let let, Builder b) {
    if (!(let.op() instanceof Region region)) {
      return Optional.empty();
    }
    Region now = region;
    for (int k = 0; k < region.blocks().size(); k++) {
      now = hoisted(now, k, b);
    }
    return now == region ? Optional.empty() : Optional.of(b.emitLike(let, now));
  }

  /// Hoists out of block `which` of a region.
  private static Region hoisted(Region region, int which, Builder b) {
    Environment environment = Environment.of(region);
    Block block = region.blocks().get(which);
    int first = block.parameters().size() - environment.vars().size();
    List<Boolean> invariant =
        IntStream.range(0, block.parameters().size()).mapToObj(k -> k >= first).toList();
    Split split = split(block, invariant, b.names());
    if (split.prelude().results().isEmpty()) {
      return region;
    }
    List<Varying> values = before(split.prelude(), environment, region.members(), b);
    List<Block> blocks = new ArrayList<>();
    for (int k = 0; k < region.blocks().size(); k++) {
      Block other = region.blocks().get(k);
      blocks.add(k == which ? split.main() : Environment.widened(other, values, b.names()));
    }
    return environment.extended(region.withBlocks(blocks), values);
  }

  /// Writes the prelude before the region: for each member where the environment differs.
  private static List<Varying> before(
      Block prelude, Environment environment, Optional<Region.Members> members, Builder b) {
    List<Varying> arguments =
        IntStream.range(0, environment.vars().size())
            .mapToObj(k -> new Varying(environment.vars().get(k), environment.differs().get(k)))
            .toList();
    Dim size = members.map(Region.Members::size).orElse(Dim.ONE);
    return Batching.inline(prelude, arguments, size, b);
  }
}
