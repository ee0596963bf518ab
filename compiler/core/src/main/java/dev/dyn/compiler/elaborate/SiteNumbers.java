package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.parse.Scanner;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.runtime.random.Streams;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Numbers for places in a program, which streams are derived with.
///
/// A place is named by what the program says: by the passages around it and its token's place among
/// the tokens of the innermost. Comments, line ends and blanks have no part in it, nor has anything
/// that is said elsewhere.
final class SiteNumbers {
  private final Module main;
  private final Map<Source, Module> modules = new HashMap<>();
  private final Map<Source, Passage> files = new HashMap<>();
  private final Map<Passage, List<Span>> tokens = new IdentityHashMap<>();
  private final Map<Span, Long> numbers = new HashMap<>();

  /// @param main the program's own file; what it is called has no part in any number
  SiteNumbers(Module main) {
    this.main = main;
    add(main);
  }

  /// The program's own file.
  Source main() {
    return main.source();
  }

  /// Makes the passages of `module` known. In a file that is not, tokens are counted from its
  /// start.
  void add(Module module) {
    modules.putIfAbsent(module.source(), module);
  }

  /// The number of what begins where `site` begins.
  long of(Span site) {
    return numbers.computeIfAbsent(site.before(), this::number);
  }

  private long number(Span start) {
    Source source = start.source();
    int offset = start.start();
    Passage passage = files.computeIfAbsent(source, this::passages).around(offset);
    List<Span> own = tokens.computeIfAbsent(passage, SiteNumbers::tokens);
    int before = (int) own.stream().filter(token -> token.end() <= offset).count();
    // What is written inside a string is inside a token.
    int within = before < own.size() ? Math.max(0, offset - own.get(before).start()) : 0;
    return Streams.mix(Streams.mix(passage.number(), before), within);
  }

  private Passage passages(Source source) {
    long file = file(source);
    return modules.containsKey(source)
        ? Passages.of(modules.get(source), file)
        : new Passage(source.all(), file, List.of());
  }

  /// The tokens of a passage that are in none of those inside it.
  private static List<Span> tokens(Passage passage) {
    return Scanner.words(passage.span()).stream()
        .filter(token -> !passage.isInside(token.start()))
        .toList();
  }

  private long file(Source source) {
    String name = source.name();
    return source.equals(main.source())
        ? 0
        : Passages.number(name.substring(name.lastIndexOf('/') + 1));
  }
}
