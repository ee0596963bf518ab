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

  /// The name in a call, which may follow that of a module.
  private Span nameOnly(Span site) {
    int start = site.start() + Math.max(0, site.text().indexOf(name));
    return new Span(site.source(), start, Math.min(site.end(), start + name.length()));
  }
}
