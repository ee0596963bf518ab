package dev.dyn.compiler.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodLibraryTest {
  private static Tableau read(String text) {
    Problems problems = new Problems();
    var module = Parser.parse(new Source("mine.dyn", text), problems);
    assertFalse(problems.hasErrors(), () -> "" + problems.sorted());
    return MethodLibrary.tableau("mine", module);
  }

  @Test
  void theLibraryHasTheMethodsOfTheLanguage() {
    List<String> names =
        List.of("euler", "heun", "midpoint", "rk4", "bosh3", "dopri5", "tsit5", "dop853");
    assertTrue(MethodLibrary.names().containsAll(names));
    assertTrue(MethodLibrary.find("leapfrog").isEmpty());
  }

  @Test
  void factsThatTheStepsRelyOn() {
    assertTrue(MethodLibrary.find("dopri5").orElseThrow().isFirstSameAsLast());
    assertTrue(MethodLibrary.find("tsit5").orElseThrow().isFirstSameAsLast());
    assertFalse(MethodLibrary.find("dop853").orElseThrow().isFirstSameAsLast());
    assertEquals(6, MethodLibrary.find("dopri5").orElseThrow().slopesOfFixedStep());
    assertEquals(4, MethodLibrary.find("rk4").orElseThrow().slopesOfFixedStep());
  }

  @Test
  void constantsMayUseEachOther() {
    Tableau m =
        read(
            """
            /// Mine.
            let order = 2
            let c = [0, 2/3]
            let a = [[], [(1 + 1)/3]]
            let b = [1 - 3/4, -(-3)/2^order]
            """);
    assertEquals(List.of(0.25, 0.75), m.b());
    assertEquals(List.of(2.0 / 3), m.a().get(1));
    assertEquals("Mine.", m.reference());
  }

  @Test
  void filesThatSayTooLittleOrTooMuchAreRefused() {
    assertRefused("let order = 1\nlet c = [0]\nlet a = [[]]", "the method mine does not say `b`");
    assertRefused("let ordre = 1", "the method mine says `ordre`, which no method has");
    assertRefused("let order = [1]", "a list stands where a number is expected");
    assertRefused("let order = sqrt(4)", "not a constant of a method");
  }

  private static void assertRefused(String text, String message) {
    String rest = text.contains("let c") ? "" : "\nlet c = [0]\nlet a = [[]]\nlet b = [1]";
    var problem = assertThrows(IllegalArgumentException.class, () -> read(text + rest));
    assertTrue(problem.getMessage().startsWith(message), problem.getMessage());
  }
}
