package dev.dyn.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.fuzz.Programs;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.TreeText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The programs that specify the language are read whole.
class ProgramsTest {

  @TestFactory
  Stream<DynamicTest> readWithoutProblems() {
    var programs = Programs.all();
    assertEquals(22, programs.size());
    return programs.entrySet().stream()
        .map(p -> DynamicTest.dynamicTest(p.getKey(), () -> read(p.getKey(), p.getValue())));
  }

  private static void read(String name, String text) {
    var problems = new Problems();
    var module = Parser.parse(new Source(name, text), problems);
    assertEquals(List.of(), problems.sorted());
    assertTrue(module.declarations(Declaration.Experiment.class).findAny().isPresent());
    String tree = TreeText.of(module);
    assertTrue(!tree.contains("Broken(") && !tree.contains("Missing("), tree);
  }

  @Test
  void docsBelongToWhatFollows() {
    var module = read(Programs.all().get("03_ornstein_uhlenbeck.dyn"));
    var experiments = module.declarations(Declaration.Experiment.class).toList();
    assertTrue(experiments.getFirst().doc().isEmpty());
    assertEquals(
        "Milstein converges strongly with order one, Euler-Maruyama with order one half.",
        experiments.get(1).doc().orElseThrow());
  }

  private static dev.dyn.compiler.syntax.Module read(String text) {
    return Parser.parse(new Source("t.dyn", text), new Problems());
  }
}
