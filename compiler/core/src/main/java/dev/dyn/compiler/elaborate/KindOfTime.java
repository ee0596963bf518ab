package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import java.util.List;

/// The kind of time in which a system and its parts move: steps or real time.
final class KindOfTime {
  private KindOfTime() {}

  /// Whether `system` moves in steps.
  ///
  /// @throws Reported after a message where its parts do not agree
  static boolean isMap(Elaborator elaborator, SystemInstance system) {
    SystemModel model = system.model();
    boolean isMap = model.isMap();
    if (model.states().isEmpty()) {
      List<SystemInstance> moving =
          system.parts().values().stream()
              .map(Part::sample)
              .filter(s -> !s.starts().isEmpty())
              .toList();
      isMap = moving.stream().anyMatch(SystemInstance::isMap);
    }
    for (String name : system.parts().keySet()) {
      SystemInstance inner = system.parts().get(name).sample();
      if (!inner.starts().isEmpty() && inner.isMap() != isMap) {
        throw elaborator.fail(
            Diagnostic.of(
                SystemCodes.MIXED_TIME,
                "A system and its parts are either maps or differential equations, and here are"
                    + " both.",
                model.parts().get(name).name().span(),
                "`" + name + "` is " + (inner.isMap() ? "a map" : "a differential equation")));
      }
    }
    return isMap;
  }
}
