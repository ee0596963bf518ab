package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.Explanations;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every kind of problem has its page, and a program whose approved text shows the message; the
/// kinds that no program of the corpus raises stand in a list.
class DiagnosticsTest {
  private static final Path TEXTS = Path.of("src/test/resources");
  private static final Path NOT_RAISED = TEXTS.resolve("diagnostics-not-raised.txt");

  /// As the heading of a drawn message, or as a line of the list of refusals.
  private static final Pattern RAISED =
      Pattern.compile(
          "(?:error|warning)\\[(DYN\\d{4})]|^ +\\d+ {2}(DYN\\d{4}) ", Pattern.MULTILINE);

  @Test
  void everyCodeHasAPage() {
    for (Code code : Code.all()) {
      String page = Explanations.of(code);
      assertTrue(page.startsWith("# " + code.id() + ": " + code.title() + "\n"), code.id());
    }
  }

  @Test
  void everyCodeIsRaisedOrListed() {
    Set<String> raised = raised();
    String missing =
        Code.all().stream()
            .filter(code -> !raised.contains(code.id()))
            .map(code -> code.id() + "  " + code.title() + "\n")
            .collect(Collectors.joining());
    Golden.check(NOT_RAISED, missing);
  }

  @Test
  void everyCodeRaisedIsKnown() {
    List<String> known = Code.all().stream().map(Code::id).toList();
    assertEquals(List.of(), raised().stream().filter(id -> !known.contains(id)).toList());
  }

  private static Set<String> raised() {
    return Stream.of(".err", ".out", "refusals.txt")
        .flatMap(ending -> Checkout.files(TEXTS, ending).stream())
        .map(CorpusProgram::read)
        .flatMap(text -> RAISED.matcher(text).results())
        .map(DiagnosticsTest::code)
        .collect(Collectors.toSet());
  }

  private static String code(MatchResult found) {
    return found.group(1) != null ? found.group(1) : found.group(2);
  }
}
