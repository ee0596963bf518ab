package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import java.util.Collection;

/// What the noise of parts may be.
final class NoiseOfParts {
  private NoiseOfParts() {}

  /// Reports noise in another sense than that of the system around, or of another part.
  ///
  /// @param before parts that were looked at already
  static boolean refuses(
      Elaborator elaborator, SystemModel around, Collection<Part> before, String name, Part part) {
    SystemInstance inner = part.sample();
    if (!inner.isDiffusion()) {
      return false;
    }
    Span place = around.parts().get(name).name().span();
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
