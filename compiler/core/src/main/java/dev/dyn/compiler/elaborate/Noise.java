package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Brownian motion that moves states.
///
/// @param owner what stands before the names of the system that has it: `a.b.`, or nothing
/// @param parts where the parts that lead to that system are declared
/// @param name how equations of that system call its growth: `dW`
/// @param site where it was declared, or the equation that has it for itself
/// @param state whose equation has it for itself, if one does
record Noise(
    String owner, List<Span> parts, String name, Type type, Span site, Optional<String> state) {
  /// The noises of a system and its single parts: of each those declared, then those that equations
  /// have of their own, which are like their states.
  static List<Noise> of(Elaborator elaborator, SystemInstance system) {
    List<Noise> all = new ArrayList<>();
    for (InnerSystem inner : InnerSystem.of(system)) {
      SystemModel model = inner.system().model();
      List<Span> parts = partSites(system, inner.path());
      TypeReader types = new TypeReader(elaborator, inner.system().environment());
      model
          .noises()
          .forEach((name, noise) -> {
            Type type =
                noise.type().map(types::declared).orElseGet(() -> Type.scalar(elaborator.real()));
            Span site = noise.name().span();
            all.add(new Noise(inner.prefix(), parts, "d" + name, type, site, Optional.empty()));
          });
      if (model.noises().containsKey("W")) {
        continue;
      }
      model
          .diffusions()
          .forEach((state, sde) -> {
            Var start = inner.system().starts().get(state);
            if (FreeNames.of(sde.right()).containsKey("dW") && start != null) {
              Span site = sde.written().span();
              all.add(
                  new Noise(inner.prefix(), parts, "dW", start.type(), site, Optional.of(state)));
            }
          });
    }
    return all;
  }

  private static List<Span> partSites(SystemInstance system, List<String> path) {
    List<Span> sites = new ArrayList<>();
    SystemInstance around = system;
    for (String part : path) {
      sites.add(around.model().parts().get(part).name().span());
      around = around.parts().get(part).sample();
    }
    return List.copyOf(sites);
  }

  /// The stream of the noise in a run with the stream `run`: parts of one system differ.
  Var stream(Elaborator elaborator, Var run) {
    Var from = run;
    for (Span part : parts) {
      from = elaborator.streamAt(from, part);
    }
    return elaborator.streamAt(from, site);
  }
}
