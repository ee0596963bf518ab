package dev.dyn.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderersTest {
  private static final Source SOURCE =
      new Source("rotor.dyn", "state w: [3]\n\tlet 漢 = J @ torque\nlet b = 1\n");

  private static final Diagnostic SHAPES =
      Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "the two sides have different shapes",
              SOURCE.span(22, 32),
              "this is `[4]`")
          .relate(SOURCE.span(9, 12), "`w` has the shape `[3]`")
          .note("`A @ b` has the rows of `A`.\nSecond line.")
          .suggest("did you mean `J3`?");

  private static String text(Diagnostic problem) {
    return new TextRenderer(Palette.PLAIN).render(problem);
  }

  @Test
  void aProblemIsDrawn() {
    assertEquals(
        """
        error[DYN3002]: The two sides have different shapes.
           ┌─ rotor.dyn:2:10
           │
         1 │ state w: [3]
           │          --- `w` has the shape `[3]`
         2 │     let 漢 = J @ torque
           │              ^^^^^^^^^^ this is `[4]`
           │
           = note: `A @ b` has the rows of `A`.
                   Second line.
           = help: did you mean `J3`?
        """,
        text(SHAPES));
  }

  @Test
  void placesAtTheEndsAreDrawn() {
    String end = text(Diagnostic.of(SyntaxCodes.UNEXPECTED, "m", SOURCE.all().after()));
    assertTrue(end.contains(" 4 │ \n   │ ^\n"), end);
    var empty = new Source("e", "");
    assertTrue(text(Diagnostic.of(SyntaxCodes.UNEXPECTED, "m", empty.all())).contains(" 1 │ \n"));
    assertEquals(
        "error[DYN1011]: M.\n   ┌─ <builtin>:1:1\n   = note: n\n",
        text(Diagnostic.of(SyntaxCodes.UNEXPECTED, "m", Span.builtin()).note("n")));
  }

  @Test
  void longLinesAreCut() {
    var source = new Source("long", "x".repeat(5000) + "y" + "z".repeat(5000));
    String drawn = text(Diagnostic.of(SyntaxCodes.UNEXPECTED, "m", source.span(5000, 5001)));
    assertTrue(drawn.lines().allMatch(line -> line.length() < 160), drawn);
    var lines = drawn.lines().toList();
    assertEquals(lines.get(3).indexOf('y'), lines.get(4).indexOf('^'));
  }

  @Test
  void coloursAddNothingElse() {
    String coloured = new TextRenderer(Palette.ANSI).render(SHAPES);
    assertTrue(coloured.contains("\033[1;31m"));
    assertEquals(text(SHAPES), coloured.replaceAll("\033\\[[0-9;]*m", ""));
  }

  @Test
  void jsonIsExact() {
    var source = new Source("a\"b\\.dyn", "x\t\u0001\n");
    var problem = Diagnostic.of(NameCodes.UNUSED_NAME, "line\n\"q\" \uD83D é", source.span(0, 1));
    assertEquals(
        "[\n{\"code\":\"DYN2002\",\"severity\":\"warning\","
            + "\"message\":\"Line\\n\\\"q\\\" \\ud83d é.\","
            + "\"label\":\"\",\"place\":{\"file\":\"a\\\"b\\\\.dyn\",\"line\":1,\"column\":1,"
            + "\"endLine\":1,\"endColumn\":2,\"start\":0,\"end\":1},"
            + "\"related\":[],\"notes\":[]}\n]\n",
        JsonRenderer.render(List.of(problem)));
    assertTrue(JsonRenderer.render(SHAPES).contains("\"related\":[{\"place\":{\"file\""));
    assertTrue(JsonRenderer.render(SHAPES).endsWith(",\"suggestion\":\"did you mean `J3`?\"}"));
    assertEquals("[]\n", JsonRenderer.render(List.of()));
  }

  @Test
  void problemsAreKeptOnceAndSorted() {
    var problems = new Problems();
    var late = Diagnostic.of(NameCodes.UNUSED_NAME, "late", SOURCE.span(40, 41));
    problems.add(late);
    problems.add(SHAPES);
    problems.add(late);
    assertEquals(List.of(SHAPES, late), problems.sorted());
    assertTrue(problems.hasErrors());
    assertEquals(1, problems.errorCount());
  }
}
