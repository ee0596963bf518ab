package dev.dyn.compiler.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind of problem: a row of data in the table of its phase. A new one is a row there and a page
/// `DYNnnnn.md` beside the classes; a test insists on both. Numbers are never used again.
public sealed interface Code
    permits SyntaxCodes,
        NameCodes,
        TypeCodes,
        SystemCodes,
        ExperimentCodes,
        UnsupportedCodes,
        RunCodes,
        CommandCodes {

  /// Four digits; the first one is the phase.
  int number();

  /// A few words that name the kind of problem, for lists and the top of the page.
  String title();

  Phase phase();

  /// What a problem of this kind is, if nobody says otherwise.
  default Severity severity() {
    return Severity.ERROR;
  }

  /// As users see it: `DYN2041`.
  default String id() {
    return "DYN" + number();
  }

  /// Every code, in the order of their numbers.
  static List<Code> all() {
    return Stream.of(
            SyntaxCodes.values(),
            NameCodes.values(),
            TypeCodes.values(),
            SystemCodes.values(),
            ExperimentCodes.values(),
            UnsupportedCodes.values(),
            RunCodes.values(),
            CommandCodes.values())
        .<Code>flatMap(Stream::of)
        .toList();
  }

  /// The code a user names, as `DYN2041`, `dyn2041` or `2041`.
  static Optional<Code> named(String id) {
    String wanted = id.strip().toUpperCase(Locale.ROOT);
    return all().stream()
        .filter(c -> c.id().equals(wanted) || Integer.toString(c.number()).equals(wanted))
        .findFirst();
  }
}
