package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows that are looked up in a small table and then multiplied by a matrix: the table is
/// multiplied instead, and rows of the product are looked up. There are fewer products, because
/// several places have the same row; in the derivative too, where what belongs to one row of the
/// table is summed before it is multiplied.
///
/// ```
/// e = gather table at (word)                  p = contract table w
/// y = contract e w                     →      y = gather p at (word)
/// ```
///
/// Each entry is the same chain of the same numbers.
final class ProductsBeforeLookups implements Pass {
  /// How many places each row of the table must have on the average.
  private static final int FEWEST_PLACES = 2;

  @Override
  public String name() {
    return "products-before-lookups";
  }

  @Override
  public String description() {
    return "multiplies a table before its rows are looked up";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    Map<Builder, Definitions> definitions = new HashMap<>();
    return Rewriting.rewrite(
        inner,
        names,
        (let, b) ->
            let.op() instanceof Op.Contract product && product.batch() == 0
                ? looked(product, definitions.computeIfAbsent(b, Definitions::new), b)
                : Optional.empty());
  }

  private static Optional<List<Var>> looked(Op.Contract product, Definitions known, Builder b) {
    int rank = product.left().type().rank();
    Op definition = known.of(product.left()).orElse(null);
    List<Integer> order = IntStream.range(0, rank).boxed().toList();
    if (definition instanceof Reindex.Transpose(var arg, var turned)) {
      order = turned;
      definition = known.of(arg).orElse(null);
    }
    return definition instanceof Reindex.Gather gather
            && gather.batch() == 0
            && isPlaces(order, gather, product.summed())
            && pays(gather)
        ? Optional.of(List.of(lookedUp(product, gather, order, b)))
        : Optional.empty();
  }

  /// Whether only axes of the index have changed places, and the sum goes over none of them.
  private static boolean isPlaces(List<Integer> order, Reindex.Gather gather, int summed) {
    int where = gather.indices().getFirst().type().rank();
    return order.size() - where >= summed
        && IntStream.range(where, order.size()).allMatch(k -> order.get(k) == k);
  }

  private static boolean pays(Reindex.Gather gather) {
    Dim places = gather.indices().getFirst().type().count();
    Dim rows = Dim.ONE;
    for (int k = 0; k < gather.indices().size(); k++) {
      rows = rows.times(gather.source().type().dim(k));
    }
    return places.isKnown() && rows.isKnown() && places.value() >= FEWEST_PLACES * rows.value();
  }

  private static Var lookedUp(
      Op.Contract product, Reindex.Gather gather, List<Integer> order, Builder b) {
    int where = gather.indices().getFirst().type().rank();
    List<Integer> turned = order.subList(0, where);
    List<Var> indices = new ArrayList<>();
    gather.indices().forEach(index -> indices.add(b.transpose(index, turned)));
    Var all = b.contract(gather.source(), product.right(), 0, product.summed());
    return b.emit("row", new Reindex.Gather(all, indices, 0));
  }
}
