package dev.dyn.compiler.batch;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Maps a block over a new outermost axis of some of its parameters.
///
/// ```
/// (x: f64, y: f64)                     (x: f64[n], y: f64)          x batched, y shared
///   p = mul x y               →          y' = broadcast y to [n]
///                                        p = mul x y'
/// ```
///
/// Row k of each batched result has, bit for bit, the value that the block gives for row k of the
/// batched parameters. What does not depend on a batched parameter stays as it was and is computed
/// once. Variables taken from outside are shared.
public final class Batching {
  private Batching() {}

  /// A batched block, and which of its results carry the batch axis.
  public record Batched(Block block, List<Boolean> varying) {
    public Batched {
      varying = List.copyOf(varying);
    }
  }

  /// `block` for each row of the parameters marked in `batched`, which get an outer axis of extent
  /// `size`. All results get it, those that do not depend on a batched parameter by repetition.
  ///
  /// @throws NotBatchable for a simulation saved at each step of its method, whose rows would
  ///   differ in length
  public static Block batch(Block block, List<Boolean> batched, Dim size, Names names) {
    return batch(block, batched, block.results().stream().map(_ -> true).toList(), size, names)
        .block();
  }

  /// As [#batchWhereNeeded], with repetition of the results marked in `wanted`.
  public static Batched batch(
      Block block, List<Boolean> batched, List<Boolean> wanted, Dim size, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = new ArrayList<>();
    List<Varying> arguments = new ArrayList<>();
    for (int k = 0; k < block.parameters().size(); k++) {
      Var old = block.parameters().get(k);
      boolean varies = batched.get(k);
      Var parameter = names.fresh(old.name(), varies ? old.type().under(size) : old.type());
      parameters.add(parameter);
      arguments.add(new Varying(parameter, varies));
    }
    List<Varying> results = inline(block, arguments, size, b);
    List<Var> out = new ArrayList<>();
    List<Boolean> varying = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      boolean varies = results.get(k).varies() || wanted.get(k);
      out.add(varies ? repeated(results.get(k), size, b) : results.get(k).var());
      varying.add(varies);
    }
    return new Batched(new Block(parameters, b.lets(), out), varying);
  }

  /// Writes the batched lines of `block` for the given arguments to the end of `b`.
  ///
  /// @return what the block's results are there
  public static List<Varying> inline(Block block, List<Varying> arguments, Dim size, Builder b) {
    Map<Var, Varying> batched = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      batched.put(block.parameters().get(k), arguments.get(k));
    }
    BatchRules rules = new BatchRules(b, size);
    int site = b.site();
    for (Let let : block.lets()) {
      b.at(let.site());
      List<Varying> targets = rules.apply(let, v -> look(batched, v));
      IntStream.range(0, targets.size())
          .forEach(k -> batched.put(let.targets().get(k), targets.get(k)));
    }
    b.at(site);
    return block.results().stream().map(v -> look(batched, v)).toList();
  }

  /// The variable with the batch axis, repeated along it where it does not vary.
  static Var repeated(Varying v, Dim size, Builder b) {
    return v.varies() ? v.var() : b.broadcastTrailing(v.var(), v.var().type().under(size).dims());
  }

  private static Varying look(Map<Var, Varying> batched, Var v) {
    return batched.getOrDefault(v, Varying.shared(v));
  }
}
