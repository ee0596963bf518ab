package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.source.Span;

/// A function of the language that cannot run yet.
record UnsupportedCallable(String name, UnsupportedCodes code) implements Callable {
  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    throw refused(elaborator, site);
  }

  Reported refused(Elaborator elaborator, Span site) {
    return elaborator.fail(
        Unsupported.refusal(code, "`" + name + "` cannot run yet.", nameOnly(site)));
  }

  /// The name at the start of a call.
  private Span nameOnly(Span site) {
    int end = Math.min(site.end(), site.start() + name.length());
    return new Span(site.source(), site.start(), end);
  }
}
