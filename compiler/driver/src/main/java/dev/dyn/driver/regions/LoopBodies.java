package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.driver.Engine;
import dev.dyn.driver.KnownSizes;
import dev.dyn.driver.WorthCompiling;
import dev.dyn.runtime.exec.Kernel;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// Compiled bodies of loops whose number of turns only the run knows, such as those over the steps
/// that an adaptive method took. They stand among lines that are walked one by one, but what a turn
/// computes has known sizes.
final class LoopBodies {
  private final Engine engine;

  /// What counts is one loop over all its runs.
  private final WorthCompiling worth = WorthCompiling.above(2_000_000);

  private final Map<Block, Body> bodies = new IdentityHashMap<>();

  LoopBodies(Engine engine) {
    this.engine = engine;
  }

  private static final class Body {
    private long computed;
    private Optional<Kernel> kernel = Optional.empty();
  }

  /// The body of `scan`, which is about to take `turns` turns, if it is worth compiling by now.
  synchronized Optional<Kernel> body(Region.Scan scan, int turns) {
    if (turns == 0 || !KnownSizes.in(scan.body())) {
      return Optional.empty();
    }
    Body body = bodies.computeIfAbsent(scan.body(), _ -> new Body());
    if (body.kernel.isEmpty()) {
      body.computed += turns * entries(scan.body());
      if (worth.is(body.computed)) {
        body.kernel = Optional.of(engine.compileBody(scan.body(), scan.carried().size()));
      }
    }
    return body.kernel;
  }

  private static long entries(Block block) {
    long entries = 0;
    for (Let let : block.lets()) {
      for (Var target : let.targets()) {
        entries += target.type().count().value();
      }
      if (let.op() instanceof Region.Scan inner) {
        entries += inner.length().value() * entries(inner.body());
      }
    }
    return entries;
  }
}
