package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;

/// Jumps and events in arrays of parts, which do not run yet.
final class HappeningsOfParts {
  private HappeningsOfParts() {}

  /// Reports the array `name` of parts of `model` if its parts have jumps or events.
  static boolean refuses(Elaborator elaborator, SystemModel model, String name, Part part) {
    if (part instanceof SinglePart || !part.sample().isHybrid()) {
      return false;
    }
    boolean jumps =
        InnerSystem.of(part.sample()).stream().anyMatch(s -> !s.happenings().jumps().isEmpty());
    elaborator.report(
        Unsupported.refusal(
                jumps ? UnsupportedCodes.JUMP : UnsupportedCodes.EVENT,
                jumps
                    ? "An array of parts with jumps cannot run yet."
                    : "An array of parts with events cannot run yet.",
                model.parts().get(name).name().span())
            .note("Parts that are declared one by one may have them."));
    return true;
  }
}
