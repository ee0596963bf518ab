package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.source.Span;
import java.util.Collection;

/// What the noise of parts may be.
final class NoiseOfParts {
  private NoiseOfParts() {}

  /// Reports an array of parts that noise moves, and noise in another sense than that of the system
  /// around.
  ///
  /// @param before parts that were looked at already
  static boolean refuses(
      Elaborator elaborator, SystemModel around, Collection<Part> before, String name, Part part) {
    SystemInstance inner = part.sample();
    if (!inner.isDiffusion()) {
      return false;
    }
    Span place = around.parts().get(name).name().span();
    if (!(part instanceof SinglePart)) {
      elaborator.report(
          Unsupported.refusal(
                  UnsupportedCodes.STOCHASTIC_PART,
                  "An array of parts with stochastic equations cannot run yet.",
                  place)
              .note(
                  "Parts that are declared one by one may have them, and so may a system whose"
                      + " states are tensors."));
      return true;
    }
    boolean isOther = around.isDiffusion() && around.isStratonovich() != inner.isStratonovich();
    boolean differs =
        before.stream()
            .map(Part::sample)
            .anyMatch(s -> s.isDiffusion() && s.isStratonovich() != inner.isStratonovich());
    if (isOther || differs) {
      elaborator.report(
          Diagnostic.of(
              SystemCodes.MIXED_CALCULUS,
              "A system and its parts have equations in Itô's or in Stratonovich's sense, not"
                  + " both.",
              place,
              "`"
                  + name
                  + "` is meant in "
                  + (inner.isStratonovich() ? "Stratonovich's" : "Itô's")
                  + " sense"));
      return true;
    }
    return false;
  }
}
