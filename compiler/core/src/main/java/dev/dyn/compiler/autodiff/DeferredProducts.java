package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Products of matrices in the backward turns of a scan that no turn waits for: one product over
/// all turns after the loop is faster than one a turn.
///
/// ```
/// sum = sum + uᵀ·a   in each turn     →     uᵀ·a of the stacked u and a
/// row = a·mᵀ         in each turn     →     a·mᵀ of the stacked a
/// ```
///
/// The factors that the turns compute become rows of the scan's results; those that it is given as
/// rows are taken as they are.
final class DeferredProducts {
  /// The factors of all turns may have so many entries, as in [Checkpoints].
  private static final long MOST_SAVED = 1 << 23;

  private final Dim length;
  private final Map<Var, Op> definitions = new HashMap<>();
  private final Map<Var, Var> given = new HashMap<>();
  private final Map<Var, Var> around = new HashMap<>();
  private final Map<Var, Optional<Var>> stacked = new LinkedHashMap<>();
  private long entries;

  /// @param length the number of turns
  /// @param turn the lines of one turn
  DeferredProducts(Dim length, List<Let> turn) {
    this.length = length;
    for (Let let : turn) {
      if (let.targets().size() == 1) {
        definitions.put(let.target(), let.op());
      }
    }
  }

  /// Tells that the row `inside` of a turn is one of `rows`.
  void row(Var inside, Var rows) {
    given.put(inside, rows);
  }

  /// Tells that `inside` is `outside` in every turn.
  void environment(Var inside, Var outside) {
    around.put(inside, outside);
  }

  /// Whether the sum over the turns of `v` can be found after the loop.
  boolean defersSum(Var v) {
    List<Op.Contract> products = products(v);
    return !products.isEmpty()
        && products.stream().allMatch(p -> defers(p.left()) && defers(p.right()))
        && products.stream().allMatch(p -> take(p.left()) && take(p.right()));
  }

  /// Whether `v` is a product of a row with something that is the same in all turns.
  boolean defersRow(Var v) {
    return definitions.get(v) instanceof Op.Contract(var left, var right, int batch, _)
        && batch == 0
        && outside(right).isPresent()
        && defers(left)
        && take(left);
  }

  /// What the turns have to give for all that was deferred, in order.
  List<Var> rows() {
    return stacked.keySet().stream().filter(v -> !given.containsKey(v)).toList();
  }

  /// Tells what the rows of all turns are, in the order of [#rows()].
  void stacked(List<Var> all) {
    List<Var> rows = rows();
    for (int k = 0; k < rows.size(); k++) {
      stacked.put(rows.get(k), Optional.of(all.get(k)));
    }
  }

  /// Writes the sum over all turns of `v`.
  Var sum(Var v, Builder b) {
    return products(v).stream()
        .map(p -> b.contract(left(p, b), allOf(p.right(), b), 0, p.summed() + 1))
        .reduce(b::add)
        .orElseThrow();
  }

  /// Writes `v` of all turns.
  Var all(Var v, Builder b) {
    Op.Contract product = (Op.Contract) definitions.get(v);
    Var left = allOf(product.left(), b);
    Outside right = outside(product.right()).orElseThrow();
    Var factor = right.order().isEmpty() ? right.v() : b.transpose(right.v(), right.order());
    return b.contract(left, factor, 0, product.summed());
  }

  /// The products that `v` is the sum of; none if it is something else.
  private List<Op.Contract> products(Var v) {
    return switch (definitions.get(v)) {
      case Op.Contract product when product.batch() == 0 -> List.of(product);
      case Op.Elementwise(var fn, var args) when fn == Scalars.ADD -> {
        List<Op.Contract> left = products(args.get(0));
        List<Op.Contract> right = products(args.get(1));
        List<Op.Contract> both = new ArrayList<>(left);
        both.addAll(right);
        yield left.isEmpty() || right.isEmpty() ? List.of() : both;
      }
      case null, default -> List.of();
    };
  }

  /// A value from outside of the loop, perhaps with its axes in another order.
  private record Outside(Var v, List<Integer> order) {}

  private Optional<Outside> outside(Var v) {
    if (around.containsKey(v)) {
      return Optional.of(new Outside(around.get(v), List.of()));
    }
    return definitions.get(v) instanceof Reindex.Transpose(var arg, var order)
            && around.containsKey(arg)
        ? Optional.of(new Outside(around.get(arg), order))
        : Optional.empty();
  }

  /// What is stacked for `v`: its operand if it is only turned.
  private Var kept(Var v) {
    return definitions.get(v) instanceof Reindex.Transpose(var arg, _) ? arg : v;
  }

  private boolean defers(Var v) {
    Var kept = kept(v);
    Dim count = kept.type().count().times(length);
    return count.isKnown()
        && !around.containsKey(kept)
        && (given.containsKey(kept) || definitions.containsKey(kept))
        && (given.containsKey(kept)
            || stacked.containsKey(kept)
            || entries + count.value() <= MOST_SAVED);
  }

  private boolean take(Var v) {
    Var kept = kept(v);
    if (!stacked.containsKey(kept)) {
      stacked.put(kept, Optional.ofNullable(given.get(kept)));
      entries += given.containsKey(kept) ? 0 : kept.type().count().times(length).value();
    }
    return true;
  }

  /// `v` of all turns, `[turns, …]`.
  private Var allOf(Var v, Builder b) {
    return b.transpose(stacked.get(kept(v)).orElseThrow(), turned(v));
  }

  /// For each axis of `v` of all turns the axis of what is stacked.
  private List<Integer> turned(Var v) {
    List<Integer> order = new ArrayList<>(List.of(0));
    if (definitions.get(v) instanceof Reindex.Transpose(_, var axes)) {
      axes.forEach(axis -> order.add(axis + 1));
    } else {
      IntStream.rangeClosed(1, v.type().rank()).forEach(order::add);
    }
    return order;
  }

  /// `[free…, turns, summed…]`
  private Var left(Op.Contract product, Builder b) {
    List<Integer> order = new ArrayList<>(turned(product.left()));
    order.add(product.left().type().rank() - product.summed(), order.removeFirst());
    return b.transpose(stacked.get(kept(product.left())).orElseThrow(), order);
  }
}
