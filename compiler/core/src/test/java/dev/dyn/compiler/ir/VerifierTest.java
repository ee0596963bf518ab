package dev.dyn.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
  @Test
  void randomBlocksAreValid() {
    for (int seed = 0; seed < 100; seed++) {
      Block block = new RandomBlocks(seed, Recipe.ALL).block();
      assertEquals(List.of(), Verifier.problems(block), () -> Printer.print(block));
    }
  }

  /// Each line is wrong in one way; `x` is `f64[2, 3]`, `n` an int, `k` three ints.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f64[2, 3] | add(%x.0, %y.9) | is not defined",
        "f64[2, 3] | add(%x.0) | takes 2 arguments",
        "f64[2, 3] | exp(%x.0, %x.0) | takes 1 arguments",
        "f64 | add(%x.0, %s.1) | different shapes",
        "i64 | exp(%n.2) | of kinds",
        "i64 | and(%n.2, %n.2) | of kinds",
        "f64 | sin(%s.1) @3 | nothing",
        "f64[3, 2] | sin(%x.0) | the targets",
        "f32[2, 3] | sin(%x.0) | the targets",
        "f64 | reduce sum %x.0 over [0, 2] | axes",
        "f64 | reduce sum %x.0 over [1, 0] | axes",
        "bool | reduce any %x.0 over [0, 1] | any of",
        "f64[5] | reshape %x.0 to [5] | reshape of",
        "f64[3, 2] | transpose %x.0 by [1, 1] | transpose of",
        "f64[2, 4] | broadcast %x.0 to [2, 4] along [0, 1] | broadcast of",
        "f64[2, 2] | slice %x.0 axis 1 from 2 size 2 stride 1 | entries up to 3",
        "f64[2, 2] | slice %x.0 axis 2 from 0 size 2 stride 1 | axis 2",
        "f64[2, 2] | slice %x.0 axis 1 from 0 size 2 stride -1 | entries up to -1",
        "f64[2, 4] | pad %x.0 axis 1 from 2 total 4 stride 1 | entries up to 4",
        "f64[3] | gather %x.0 at (%s.1) batch 0 | indices of types",
        "f64[3] | gather %x.0 at (%n.2) batch 1 | a batch of 1",
        "f64[3] | gather %x.0 at (%n.2, %n.2, %n.2) batch 0 | 3 indices",
        "f64[4] | scatter %x.0 at (%k.3) batch 0 into [4] | updates",
        "f64[4, 3] | concat (%x.0, %k.3) axis 0 | concat of",
        "f64[2, 3] | contract %x.0 %x.0 batch 0 summed 1 | contract of",
        "f64[2] | contract %x.0 %x.0 batch 0 summed 3 | contract of",
        "f64[3] | draw normal stream %k.3 (%s.1, %s.1) dims [] f64 | parameters",
        "i64[3] | draw normal stream %k.3 () dims [] i64 | with 0 parameters",
        "f64[2, 3] | array sort(%x.0) batch 3 | over a batch",
        "i64 | iota 3 | the targets",
      })
  void mistakesAreFound(String type, String op, String expected) {
    String text =
        "block (%x.0: f64[2, 3], %s.1: f64, %n.2: i64, %k.3: i64[3]) given (%y.9: f64[2, 3]) {\n"
            + ("  %r.4: " + type + " = " + op + "\n")
            + "} -> (%r.4)";
    List<String> problems = Verifier.problems(IrParser.parse(text));
    if (expected.equals("nothing")) {
      assertEquals(List.of(), problems);
    } else {
      assertTrue(problems.stream().anyMatch(p -> p.contains(expected)), problems::toString);
    }
  }

  @Test
  void eachVariableIsDefinedOnceAndAbove() {
    String twice = "block (%x.0: f64) { %x.0: f64 = sin(%x.0) } -> (%x.0)";
    assertTrue(Verifier.problems(IrParser.parse(twice)).getFirst().contains("defined twice"));
    Names names = new Names();
    Var x = names.fresh("x", Type.F64);
    Builder b = new Builder(names);
    Block block = b.block(List.of(x), List.of(b.neg(b.neg(x))));
    Block reversed = block.withLets(block.lets().reversed());
    assertTrue(Verifier.problems(reversed).getFirst().contains("not defined above"));
  }

  @Test
  void blocksOfRegionsAreClosedAndFit() {
    String text = Printer.stable(PrinterTest.regions());
    assertEquals(List.of(), problems(text));
    assertTrue(
        problems(text.replaceFirst("neg\\(%x\\.(\\d+)\\)", "neg(%x.0)"))
            .toString()
            .contains("is not defined"));
    assertTrue(
        problems(
                text.replaceFirst(
                    "block \\(%t\\.(\\d+): f64, ", "block (%t.$1: f64, %u.999: f64, "))
            .toString()
            .contains("the field takes"));
    assertTrue(
        problems(text.replaceFirst("members 10", "members 9"))
            .toString()
            .contains("does not carry"));
    assertTrue(
        problems(text.replace("scan length 10", "scan length 11"))
            .toString()
            .contains("for 11 turns"));
  }

  private static List<String> problems(String text) {
    var euler =
        new Tableau(
            "euler",
            1,
            0,
            List.of(0.0),
            List.of(List.of()),
            List.of(1.0),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "");
    return Verifier.problems(IrParser.parse(text, _ -> euler));
  }
}
