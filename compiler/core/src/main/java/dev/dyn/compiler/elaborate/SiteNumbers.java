package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.random.Streams;

/// Numbers for places in a program, which streams are derived with.
final class SiteNumbers {
  private SiteNumbers() {}

  /// The number does not depend on what the program's own file is called.
  static long of(Source main, Span site) {
    String name = site.source().name();
    long file =
        site.source().equals(main) ? 0 : name.substring(name.lastIndexOf('/') + 1).hashCode();
    return Streams.mix(file, site.start() + 1L);
  }
}
