package dev.dyn.compiler.ir;

import dev.dyn.compiler.op.FirstRows;
import java.util.Set;
import java.util.TreeSet;

/// Which lines need sizes that only the run knows, and which tell them.
///
/// A line such as `n = size [steps7]` has no operand that says so, but can run only after the line
/// that tells what `steps7` is.
public final class SizeNames {
  private SizeNames() {}

  /// The names of sizes that `let`, or a line inside it, mentions.
  public static Set<String> in(Let let) {
    Set<String> names = new TreeSet<>();
    collect(let, names);
    return names;
  }

  private static void collect(Let let, Set<String> names) {
    for (Var target : let.targets()) {
      target.type().dims().forEach(dim -> names.addAll(dim.names()));
    }
    if (let.op() instanceof Size(Dim size)) {
      names.addAll(size.names());
    }
    if (let.op() instanceof Region region) {
      region.blocks().forEach(block -> block.lets().forEach(inner -> collect(inner, names)));
    }
  }

  /// Whether `let` tells one of the sizes named, because it makes a tensor of that size.
  public static boolean tells(Let let, Set<String> names) {
    boolean isSource =
        switch (let.op()) {
          case Region.Scan _ -> false;
          case Region _ -> true;
          case Op.ArrayCall(var fn, _, _) -> fn instanceof FirstRows;
          case Constant _,
              Iota _,
              Size _,
              Op.Elementwise _,
              Op.Reduce _,
              Reindex _,
              Op.Contract _,
              Op.Draw _ ->
              false;
        };
    return isSource
        && !names.isEmpty()
        && let.targets().stream()
            .flatMap(target -> target.type().dims().stream())
            .anyMatch(dim -> names.stream().anyMatch(name -> dim.equals(Dim.named(name))));
  }
}
