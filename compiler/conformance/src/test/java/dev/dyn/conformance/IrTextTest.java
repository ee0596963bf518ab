package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Elaboration;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.optimize.Pass;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Resolver;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every experiment is compiled to is valid, and its text says all of it: after elaboration
/// and after each pass of the optimizer.
class IrTextTest {
  /// Passes change what others have left; after two rounds little happens any more.
  private static final int ROUNDS = 2;

  @TestFactory
  Stream<DynamicTest> everyStageIsValidAndReadsBack() {
    return Stream.of(Checkout.PROGRAMS, Checkout.EXAMPLES, Checkout.ACCEPTED)
        .flatMap(folder -> Checkout.files(folder, ".dyn").stream())
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    for (Script script : scripts(file)) {
      Block block = script.body();
      check(block, "elaboration");
      for (int round = 0; round < ROUNDS; round++) {
        for (Pass pass : Passes.standard().list()) {
          block = pass.run(block, script.names());
          check(block, pass.name());
        }
      }
    }
  }

  /// The scripts of a file; none of one with errors, whose scripts are not meant to be run.
  private static List<Script> scripts(Path file) {
    Problems problems = new Problems();
    Module module = Parser.parse(new Source(file.toString(), CorpusProgram.read(file)), problems);
    ModuleFiles modules = new ModuleFiles();
    Resolver.resolve(module, modules, problems);
    List<Script> scripts =
        Elaboration.elaborate(module, modules, Elaboration.Request.PLAIN, problems);
    return problems.hasErrors() ? List.of() : scripts;
  }

  private static void check(Block block, String after) {
    assertEquals(List.of(), Verifier.problems(block), () -> "invalid after " + after);
    String text = Printer.print(block);
    Block read = IrParser.parse(text, name -> MethodLibrary.find(name).orElseThrow());
    assertTrue(
        StructuralEquality.same(block, read),
        () -> "reads back otherwise after " + after + ":\n" + text);
  }
}
