package dev.dyn.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every code has one number, in its phase, and a page with a reason, a wrong program and a
/// corrected one.
class CodesTest {
  private static final Pattern PROGRAM = Pattern.compile("```dyn\n(.*?)```", Pattern.DOTALL);

  @Test
  void numbersAreUniqueAndBelongToThePhase() {
    var seen = new HashSet<Integer>();
    for (Code code : Code.all()) {
      assertTrue(seen.add(code.number()), code.id());
      assertEquals(code.phase().digit(), code.number() / 1000, code.id());
      assertEquals(code, Code.named(code.id().toLowerCase(Locale.ROOT)).orElseThrow());
    }
  }

  @Test
  void everyCodeHasAPage() {
    for (Code code : Code.all()) {
      String page = Explanations.of(code);
      assertTrue(page.startsWith("# " + code.id() + ": " + code.title() + "\n\n"), code.id());
      String why = page.lines().skip(2).findFirst().orElse("");
      assertTrue(why.length() > 30 && why.endsWith("."), code.id() + ": " + why);
      assertTrue(page.contains("\nWrong:\n") && page.contains("\nCorrected:\n"), code.id());
    }
  }

  /// The corrected program of a page can be read; so can the wrong one, unless the page is about
  /// what cannot be read, and then the code is what is said of it.
  @Test
  void theProgramsOfThePagesAreWhatTheySay() {
    for (Code code : Code.all()) {
      var programs = programs(Explanations.of(code));
      if (programs.isEmpty()) continue; // about commands and files
      assertEquals(2, programs.size(), code.id());
      assertEquals(List.of(), said(programs.get(1)), code.id() + ", corrected");
      boolean isSyntax = code.phase() == Phase.SYNTAX;
      assertEquals(
          isSyntax ? List.of(code.id()) : List.of(), said(programs.get(0)), code.id() + ", wrong");
    }
  }

  private static List<String> programs(String page) {
    var programs = new ArrayList<String>();
    var matcher = PROGRAM.matcher(page);
    while (matcher.find()) programs.add(matcher.group(1));
    return programs;
  }

  private static List<String> said(String program) {
    var problems = new Problems();
    Parser.parse(new Source("page.dyn", program), problems);
    return problems.sorted().stream().map(p -> p.code().id()).toList();
  }
}
