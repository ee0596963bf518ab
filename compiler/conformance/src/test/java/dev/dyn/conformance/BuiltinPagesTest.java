package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.elaborate.Builtins;
import dev.dyn.ide.BuiltinPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Editors can say something about every name that needs no declaration.
class BuiltinPagesTest {
  @Test
  void everyBuiltinNameIsExplained() {
    List<String> silent =
        Builtins.names().stream()
            .filter(name -> BuiltinPage.of(name).orElseThrow().text().isBlank())
            .sorted()
            .toList();
    assertEquals(List.of(), silent);
  }
}
