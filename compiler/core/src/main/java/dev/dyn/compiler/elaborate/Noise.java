package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
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
  /// The noises of a system and its parts: of each those declared, then those that equations have
  /// of their own, which are like their states. Those of an array of parts have an axis for the
  /// parts.
  static List<Noise> of(Elaborator elaborator, SystemInstance system) {
    if (system.players().isPresent()) {
      return system.players().get().noises();
    }
    List<Noise> all = new ArrayList<>(own(elaborator, system));
    system
        .parts()
        .forEach((name, part) -> {
          Span site = system.model().parts().get(name).name().span();
          for (Noise noise : of(elaborator, part.sample())) {
            all.add(noise.of(name, site, part.count()));
          }
        });
    return all;
  }

  private static List<Noise> own(Elaborator elaborator, SystemInstance system) {
    List<Noise> own = new ArrayList<>();
    SystemModel model = system.model();
    TypeReader types = new TypeReader(elaborator, system.environment());
    model
        .noises()
        .forEach((name, noise) -> {
          Type type =
              noise.type().map(types::declared).orElseGet(() -> Type.scalar(elaborator.real()));
          own.add(
              new Noise("", List.of(), "d" + name, type, noise.name().span(), Optional.empty()));
        });
    if (model.noises().containsKey("W")) {
      return own;
    }
    model
        .diffusions()
        .forEach((state, sde) -> {
          Var start = system.starts().get(state);
          if (FreeNames.of(sde.right()).containsKey("dW") && start != null) {
            Span site = sde.written().span();
            own.add(new Noise("", List.of(), "dW", start.type(), site, Optional.of(state)));
          }
        });
    return own;
  }

  /// The noise of a part as the system around it sees it.
  Noise of(String part, Span place, Optional<Dim> size) {
    List<Span> around = new ArrayList<>(List.of(place));
    around.addAll(parts);
    Type whole = size.map(type::under).orElse(type);
    return new Noise(part + "." + owner, List.copyOf(around), name, whole, site, state);
  }

  /// The noise as the part with the names `prefix…` sees it.
  Noise inside(String prefix) {
    return new Noise(owner.substring(prefix.length()), parts, name, type, site, state);
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
