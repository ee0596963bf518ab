package dev.dyn.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Printer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of the simplification, one by one: lines over a parameter `%x.0`, and what is left of
/// them. That they keep the bits is tested on random blocks in [PassesTest]; here they are tested
/// to happen.
class SimplifyTest {
  private final Names names = new Names(1000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %c.1: f64 = constant 1.0; %r.2: f64 = mul(%x.0, %c.1)           | x
          %c.1: f64 = constant 1.0; %r.2: f64 = div(%x.0, %c.1)           | x
          %c.1: f64 = constant -1.0; %r.2: f64 = mul(%c.1, %x.0)          | neg(%x.0)
          %c.1: f64 = constant -0.0; %r.2: f64 = add(%x.0, %c.1)          | x
          %c.1: f64 = constant 0.0; %r.2: f64 = add(%x.0, %c.1)           | add(%x.0, %c.1)
          %c.1: f64 = constant 0.0; %r.2: f64 = sub(%x.0, %c.1)           | x
          %c.1: f64 = constant 0.0; %r.2: f64 = mul(%x.0, %c.1)           | mul(%x.0, %c.1)
          %n.1: f64 = neg(%x.0); %r.2: f64 = neg(%n.1)                    | x
          %n.1: f64 = neg(%x.0); %r.2: f64 = add(%x.0, %n.1)              | sub(%x.0, %x.0)
          %c.1: f64 = constant 1.0; %r.2: f64 = fma(%x.0, %c.1, %x.0)     | add(%x.0, %x.0)
          %c.1: f64 = constant -1.0; %r.2: f64 = fma(%c.1, %x.0, %x.0)    | sub(%x.0, %x.0)
          %r.1: f64 = max(%x.0, %x.0)                                     | x
          %c.1: bool = constant true; %s.2: f64 = sin(%x.0); %r.3: f64 = select(%c.1, %x.0, %s.2) | x
          """)
  void algebra(String lines, String expected) {
    check("f64", lines, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f64[2, 3] | %a.1: f64[6] = reshape %x.0 to [6]; %r.2: f64[2, 3] = reshape %a.1 to [2, 3] | x
          f64[2, 3] | %r.1: f64[3, 2] = transpose %x.0 by [1, 0] | transpose %x.0 by [1, 0]
          f64[1, 3] | %r.1: f64[3, 1] = transpose %x.0 by [1, 0] | reshape %x.0 to [3, 1]
          f64[2, 3] | %a.1: f64[3, 2] = transpose %x.0 by [1, 0]; %r.2: f64[2, 3] = transpose %a.1 by [1, 0] | x
          f64[3] | %a.1: f64[6] = concat (%x.0, %x.0) axis 0; %r.2: f64[3] = slice %a.1 axis 0 from 3 size 3 stride 1 | x
          f64[5] | %a.1: f64[4] = slice %x.0 axis 0 from 1 size 4 stride 1; %r.2: f64[2] = slice %a.1 axis 0 from 3 size 2 stride -2 | slice %x.0 axis 0 from 4 size 2 stride -2
          f64[5] | %a.1: f64[9] = pad %x.0 axis 0 from 2 total 9 stride 1; %r.2: f64[5] = slice %a.1 axis 0 from 2 size 5 stride 1 | x
          f64[5] | %a.1: f64[4, 5] = broadcast %x.0 to [4, 5] along [1]; %r.2: f64[2, 5] = slice %a.1 axis 0 from 1 size 2 stride 1 | broadcast %x.0 to [2, 5] along [1]
          """)
  void moves(String parameter, String lines, String expected) {
    check(parameter, lines, expected);
  }

  /// Looking up at regular places is slicing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %i.1: i64[5] = iota 5; %r.2: f64[5] = gather %x.0 at (%i.1) batch 0 | x
          %i.1: i64[3] = constant 1 2 3; %r.2: f64[3] = gather %x.0 at (%i.1) batch 0 | slice %x.0 axis 0 from 1 size 3 stride 1
          %i.1: i64[3] = constant -1 -3 -5; %r.2: f64[3] = gather %x.0 at (%i.1) batch 0 | slice %x.0 axis 0 from 4 size 3 stride -2
          %i.1: i64[2] = constant 4 5; %r.2: f64[2] = gather %x.0 at (%i.1) batch 0 | gather %x.0 at (%i.1) batch 0
          %i.1: i64[5] = iota 5; %z.2: i64[5] = constant 0 0 0 0 0; %c.3: bool[5] = lt(%x.0, %x.0); %g.4: i64[5] = guard(%c.3, %i.1, %z.2); %r.5: f64[5] = gather %x.0 at (%g.4) batch 0 | x
          """)
  void lookUps(String lines, String expected) {
    check("f64[5]", lines, expected);
  }

  private void check(String parameter, String lines, String expected) {
    String last = lines.replaceAll(".*(%r\\.\\d+).*", "$1");
    String text =
        "block (%x.0: "
            + parameter
            + ") {\n"
            + lines.strip().replaceAll(";\\s*", "\n")
            + "\n} -> ("
            + last
            + ")\n";
    Block block = IrParser.parse(text);
    Block simple = new Simplify().run(block, names);
    String got = Printer.stable(simple);
    if (expected.equals("x")) {
      assertEquals("block (%x.0: " + parameter + ") {\n} -> (%x.0)\n", got);
    } else {
      String line = got.lines().filter(l -> l.contains(" = ")).toList().getLast();
      assertEquals(expected, line.substring(line.indexOf(" = ") + 3));
    }
  }
}
