package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Visible;
import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The library in Dyn itself can be read, is laid out, and says what each name is for.
class StdlibTest {
  private static final Path METHODS = Checkout.STDLIB.resolve("methods");

  @TestFactory
  Stream<DynamicTest> everyFileIsWholeAndDocumented() {
    List<Path> files = Checkout.files(Checkout.STDLIB, ".dyn");
    assertTrue(files.size() > 10, "the library is somewhere else");
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                Checkout.STDLIB.relativize(file).toString(), () -> check(file)));
  }

  private static void check(Path file) {
    Source source = new Source(file.toString(), CorpusProgram.read(file));
    Problems problems = new Problems();
    Module module = Parser.parse(source, problems);
    // A warning is given for the header of a file of declarations, which documents none of them.
    assertFalse(problems.hasErrors(), () -> problems.sorted().toString());
    assertEquals(source.text(), Formatter.format(source).orElseThrow());
    // The rows of a tableau have different lengths, which no other tensor has.
    if (!file.startsWith(METHODS)) {
      assertEquals(
          List.of(),
          new Dyn().analyze(source).diagnostics().stream().filter(Diagnostic::isError).toList());
    }
    // The constants of a method mean the same in every file; its header says whose method it is.
    List<Declaration> needDoc =
        file.startsWith(METHODS) ? module.declarations().subList(0, 1) : module.declarations();
    assertEquals(
        List.of(),
        needDoc.stream()
            .filter(declaration -> doc(declaration).isEmpty())
            .map(declaration -> declaration.span().toString())
            .toList(),
        "without `///`");
  }

  private static Optional<String> doc(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Import(_, _, var doc, _) -> doc;
      case Declaration.ImportFile(_, var doc, _) -> doc;
      case Declaration.Let(_, var doc, _) -> doc;
      case Declaration.Data(_, _, var doc, _) -> doc;
      case Declaration.Function(_, _, _, _, var doc, _) -> doc;
      case Declaration.SystemDeclaration(_, _, _, _, var doc, _) -> doc;
      case Declaration.Experiment(_, _, var doc, _) -> doc;
      case Declaration.Broken _ -> Optional.empty();
    };
  }

  @Test
  void whatIsVisibleIsEveryFunctionOfStdNn() {
    Source source = Library.source("std.nn").orElseThrow();
    List<String> functions =
        Parser.parse(source, new Problems())
            .declarations(Declaration.Function.class)
            .map(function -> function.name().text())
            .toList();
    assertEquals(functions, Visible.names());
  }

  @Test
  void theListOfModulesIsWhole() {
    List<String> found =
        Checkout.files(Checkout.STDLIB, ".dyn").stream()
            .map(file -> Checkout.STDLIB.relativize(file).toString().replace('\\', '/'))
            .filter(name -> !name.startsWith("methods/"))
            .map(name -> "std." + name.replace(".dyn", "").replace('/', '.'))
            .toList();
    assertEquals(found, Library.modules().stream().sorted().toList());
  }
}
