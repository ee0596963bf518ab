package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A matrix of zeros and ones that has at most one 1 in a row picks rows of the other factor: the
/// product is a look-up, and with the transposed matrix, as in its derivative, sums of the rows
/// that belong together.
///
/// ```
/// y = contract onehot(k, n) m        →     y = (0 <= k < n ? m[k] : 0) + 0
/// g = contract onehot(k, n)ᵀ w       →     g = scatter w at k
/// ```
///
/// The chain of a product begins at +0.0, and `fma(0, x, acc)` is `acc` for every finite x; so the
/// bits are the same wherever the other factor is finite. Where it is not, the rewritten product
/// takes no notice of rows that it does not pick. Since the block is rewritten, all engines agree
/// on that.
///
/// The matrix may come from outside of a loop, as data does; then the loop is given the index.
final class OneHotProducts implements Pass {
  /// Products over fewer columns than this are as fast.
  private static final int FEWEST_COLUMNS = 8;

  @Override
  public String name() {
    return "one-hot-products";
  }

  @Override
  public String description() {
    return "writes products with one-hot matrices as look-ups and sums of rows";
  }

  @Override
  public Block run(Block block, Names names) {
    return new Rewritten(names, Map.of()).block(block);
  }

  /// One block, with what is known of its parameters.
  private static final class Rewritten {
    private final Names names;
    private final Map<Var, OneHot> hot;
    private Optional<Definitions> definitions = Optional.empty();

    Rewritten(Names names, Map<Var, OneHot> given) {
      this.names = names;
      this.hot = new HashMap<>(given);
    }

    Block block(Block block) {
      return Rewriting.rewrite(block, names, this::replace);
    }

    private Optional<List<Var>> replace(Let let, Builder b) {
      Definitions known = definitions.orElseGet(() -> new Definitions(b));
      definitions = Optional.of(known);
      return switch (let.op()) {
        case Region.Scan scan -> scan(scan, let, b);
        case Region region -> {
          List<Block> blocks =
              region.blocks().stream()
                  .map(each -> new Rewritten(names, Map.of()).block(each))
                  .toList();
          yield blocks.equals(region.blocks())
              ? Optional.empty()
              : Optional.of(b.emitLike(let, region.withBlocks(blocks)));
        }
        case Op.Contract product when product.batch() == 0 -> product(product, b);
        case Op op -> {
          if (let.targets().size() == 1) {
            OneHot.of(op, known, v -> Optional.ofNullable(hot.get(v)))
                .ifPresent(found -> hot.put(let.target(), found));
          }
          yield Optional.empty();
        }
      };
    }

    private Optional<List<Var>> product(Op.Contract op, Builder b) {
      OneHot left = hot.get(op.left());
      if (left == null
          || left.parts().stream().anyMatch(p -> !p.columns().isKnown())
          || columns(left) < FEWEST_COLUMNS) {
        return Optional.empty();
      }
      int rows = left.parts().getFirst().index().type().rank();
      if (!left.isTransposed() && op.summed() == 1) {
        return Optional.of(List.of(lookedUp(left, op.right(), b)));
      }
      if (left.isTransposed() && op.summed() == rows) {
        return Optional.of(List.of(summed(left, op.right(), b)));
      }
      return Optional.empty();
    }

    private static long columns(OneHot hot) {
      return hot.parts().stream().mapToLong(part -> part.columns().value()).sum();
    }

    private static Var lookedUp(OneHot left, Var right, Builder b) {
      List<Dim> dims = new ArrayList<>(left.parts().getFirst().index().type().dims());
      dims.addAll(right.type().inner(1).dims());
      List<Var> picked = new ArrayList<>();
      Dim from = Dim.ZERO;
      for (OneHot.Part part : left.parts()) {
        Var table = b.slice(right, 0, from, part.columns(), 1);
        Var rows = b.emit("row", new Reindex.Gather(table, List.of(safe(part, b)), 0));
        picked.add(picked(part, rows, b));
        from = from.plus(part.columns());
      }
      // The chain begins at +0.0, which matters only to sums of nothing but -0.0: so it may end
      // with it, in the loop of what follows.
      Var zero = b.broadcast(b.real(0, right.type().elem()), dims, List.of());
      return b.add(picked.stream().reduce(b::add).orElseThrow(), zero);
    }

    private static Var summed(OneHot left, Var right, Builder b) {
      int rows = left.parts().getFirst().index().type().rank();
      List<Var> sums = new ArrayList<>();
      for (OneHot.Part part : left.parts()) {
        List<Dim> dims = new ArrayList<>(List.of(part.columns()));
        dims.addAll(right.type().inner(rows).dims());
        Var updates = picked(part, right, b);
        sums.add(b.emit("sums", new Reindex.Scatter(updates, List.of(safe(part, b)), 0, dims)));
      }
      return b.concat(sums, 0);
    }

    /// An index that is a column everywhere.
    private static Var safe(OneHot.Part part, Builder b) {
      if (part.isInside()) {
        return part.index();
      }
      Var zero = b.broadcast(b.integer(0), part.index().type().dims(), List.of());
      return b.select(isColumn(part, b), part.index(), zero);
    }

    /// `rows` where the index is a column, else zeros.
    private static Var picked(OneHot.Part part, Var rows, Builder b) {
      if (part.isInside()) {
        return rows;
      }
      Var isColumn = b.broadcastLeading(isColumn(part, b), rows.type().dims());
      return b.select(isColumn, rows, b.fill(0, rows.type()));
    }

    private static Var isColumn(OneHot.Part part, Builder b) {
      List<Dim> dims = part.index().type().dims();
      Var zero = b.broadcast(b.integer(0), dims, List.of());
      Var end = b.broadcast(b.integer(part.columns().value()), dims, List.of());
      return b.call(
          Scalars.AND,
          b.call(Scalars.LE, zero, part.index()),
          b.call(Scalars.LT, part.index(), end));
    }

    /// Rewrites the body, to which the indices of one-hot matrices are given where it uses them.
    private Optional<List<Var>> scan(Region.Scan scan, Let let, Builder b) {
      int first = scan.carried().size() + scan.scanned().size();
      List<Var> parameters = new ArrayList<>(scan.body().parameters());
      List<Var> environment = new ArrayList<>(scan.environment());
      Map<Var, OneHot> given = new HashMap<>();
      List<Var> extra = new ArrayList<>();
      if (scan.members().isEmpty()) {
        for (int k = 0; k < scan.environment().size(); k++) {
          OneHot outside = hot.get(scan.environment().get(k));
          if (outside != null) {
            given.put(parameters.get(first + k), inside(outside, environment, extra));
          }
        }
      }
      parameters.addAll(extra);
      Block open = new Block(parameters, scan.body().lets(), scan.body().results());
      Block body = new Rewritten(names, given).block(open);
      if (body.equals(open)) {
        return Optional.empty();
      }
      Set<Var> used = used(body);
      for (int k = parameters.size() - 1; k >= first + scan.environment().size(); k--) {
        if (!used.contains(parameters.get(k))) {
          parameters.remove(k);
          environment.remove(k - first);
        }
      }
      Region.Scan other =
          new Region.Scan(
              new Block(parameters, body.lets(), body.results()),
              scan.length(),
              scan.carried(),
              scan.scanned(),
              environment,
              scan.members(),
              scan.stops());
      return Optional.of(b.emitLike(let, other));
    }

    private OneHot inside(OneHot outside, List<Var> environment, List<Var> extra) {
      List<OneHot.Part> parts = new ArrayList<>();
      for (OneHot.Part part : outside.parts()) {
        Var index = names.freshLike(part.index());
        environment.add(part.index());
        extra.add(index);
        parts.add(new OneHot.Part(index, part.columns(), part.isInside()));
      }
      return new OneHot(parts, outside.isTransposed());
    }

    private static Set<Var> used(Block body) {
      Set<Var> used = new HashSet<>(body.results());
      body.lets().forEach(let -> used.addAll(let.op().operands()));
      return used;
    }
  }
}
