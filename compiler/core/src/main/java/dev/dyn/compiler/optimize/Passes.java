package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.StructuralEquality;
import java.util.List;

/// The passes, in their order and with the reason for it.
public final class Passes {
  /// Passes make work for each other; this many rounds have always been enough, and nothing breaks
  /// if they are not.
  private static final int ROUNDS = 6;

  private static final Passes BEFORE_DERIVATIVES =
      new Passes(
          List.of(
              new DeadCode(),
              new Simplify(),
              new ConstantFolding(),
              new Simplify(),
              new CommonSubexpressions(),
              new SliceFirst(),
              new HoistRowProducts(),
              new ProductsBeforeLookups()));

  private static final Passes STANDARD =
      new Passes(
          List.of(
              // before all others, which know nothing of fixed points
              new LowerFixedPoints(),
              // no more derivatives are taken
              new LowerNudges(),
              // what is dead need not be looked at by the others
              new DeadCode(),
              // before constants are computed, so that what is repeated is computed before it is
              // repeated
              new Simplify(),
              // before the rules of algebra and of looking up, which recognize written constants
              new ConstantFolding(),
              // before equal lines are sought, because it gives equal things equal forms
              new Simplify(),
              // where the definitions of matrices of zeros and ones are still to be seen
              new OneHotProducts(),
              // before hoisting, so that nothing is hoisted twice
              new CommonSubexpressions(),
              // after equal slices have become one
              new SliceFirst(),
              // last of the round: it needs to see what is left in the blocks
              new HoistInvariants(),
              // after hoisting, which makes matrices that no turn changes into environment
              new HoistRowProducts(),
              // after equal lines have become one
              new EqualRows(),
              // after products have left the loops, whose rows may be looked up
              new ProductsBeforeLookups(),
              // after what leaves lines without use
              new DeadCode()));

  private final List<Pass> passes;

  private Passes(List<Pass> passes) {
    this.passes = passes;
  }

  /// What every program goes through.
  public static Passes standard() {
    return STANDARD;
  }

  /// What a block goes through before it is differentiated: a slice has a simpler derivative than a
  /// look-up, a product outside of a loop has a simpler derivative than one inside, and there is
  /// less to differentiate.
  public static Passes beforeDerivatives() {
    return BEFORE_DERIVATIVES;
  }

  public List<Pass> list() {
    return passes;
  }

  /// All passes in order, again and again until nothing changes.
  public Block run(Block block, Names names) {
    Block now = block;
    for (int round = 0; round < ROUNDS; round++) {
      Block before = now;
      for (Pass pass : passes) {
        now = pass.run(now, names);
      }
      if (StructuralEquality.same(before, now)) {
        return now;
      }
    }
    return now;
  }
}
