package dev.dyn.compiler.testing;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random well-typed closed blocks with known sizes, and arguments for them. The same seed gives
/// the same block.
///
/// ```java
/// RandomBlocks random = new RandomBlocks(7, Recipe.SMOOTH);
/// Block block = random.block();
/// List<Tensor> results = new Evaluator(Regions.NONE).run(block, random.arguments(block));
/// ```
///
/// Parameters are reals of the recipe's kind, some of them scalars, and with `corners` one int.
/// Results are the last values made.
public final class RandomBlocks {
  private static final int[] EXTENTS = {1, 2, 3, 4, 5, 7, 17, 20};

  private final SplittableRandom random;
  private final Recipe recipe;

  public RandomBlocks(long seed, Recipe recipe) {
    this.random = new SplittableRandom(seed);
    this.recipe = recipe;
  }

  /// The next block.
  public Block block() {
    Names names = new Names();
    List<Var> parameters = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int k = 0; k < count; k++) {
      parameters.add(names.fresh("x", new Type(recipe.elem(), k == 1 ? List.of() : dims())));
    }
    if (recipe.corners()) {
      parameters.add(names.fresh("n", Type.I64));
    }
    RandomLines lines = new RandomLines(random, recipe, new Builder(names), parameters);
    for (int k = 0; k < recipe.lines(); k++) {
      lines.next();
    }
    return lines.block(parameters);
  }

  private List<Dim> dims() {
    int rank = recipe.scalarsOnly() ? 0 : random.nextInt(0, 4);
    List<Dim> dims = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      // three long axes would make blocks slow
      dims.add(Dim.of(EXTENTS[random.nextInt(k == 0 ? EXTENTS.length : 4)]));
    }
    return dims;
  }

  /// A value for each parameter.
  public List<Tensor> arguments(Block block) {
    return block.parameters().stream()
        .map(v -> RandomValues.tensor(random, v.type().elem(), v.type().shape()))
        .toList();
  }

  /// The kind of the reals.
  public Elem elem() {
    return recipe.elem();
  }
}
