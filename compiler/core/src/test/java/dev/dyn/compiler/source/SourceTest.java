package dev.dyn.compiler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SourceTest {

  @Test
  void linesEndInThreeWays() {
    var source = new Source("t", "a\nbc\r\nd\re");
    assertEquals(4, source.lines().count());
    assertEquals("bc", source.line(2));
    assertEquals("d", source.line(3));
    assertEquals("e", source.line(4));
    assertEquals(2, source.lineAt(5)); // the \n of \r\n
    assertEquals(3, source.lineAt(6));
    assertEquals(4, source.lineAt(99));
  }

  @Test
  void everyOffsetHasItsLine() {
    String text = "one\n\n  two 😀\r\n\rthree\n";
    var source = new Source("t", text);
    for (int at = 0; at <= text.length(); at++) {
      int line = source.lineAt(at);
      assertTrue(source.lines().start(line) <= at);
      assertTrue(at < source.lines().end(line) || line == source.lines().count());
    }
  }

  @Test
  void columnsCountCodePoints() {
    var source = new Source("t", "x😀y");
    assertEquals(3, source.columnAt(3));
    assertEquals("t:1:3", source.span(3, 4).toString());
  }

  @Test
  void spansJoinAndMustExist() {
    var source = new Source("t", "abc def");
    assertEquals("abc def", source.span(0, 3).to(source.span(4, 7)).text());
    assertEquals("", source.span(4, 7).before().text());
    assertTrue(source.span(4, 7).touches(7));
    assertThrows(IllegalArgumentException.class, () -> source.span(3, 99));
  }
}
