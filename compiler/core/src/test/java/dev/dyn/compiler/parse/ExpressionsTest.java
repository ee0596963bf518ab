package dev.dyn.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Piece;
import dev.dyn.compiler.syntax.TreeText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Precedence, line ends, soft words, and texts.
class ExpressionsTest {

  /// Left, a program's expression; right, the same with all parentheses.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "-x^2 ~ -(x^2)",
        "2^-k ~ 2^(-k)",
        "a^b^c ~ a^(b^c)",
        "-x*y ~ (-x)*y",
        "a - b - c ~ (a - b) - c",
        "a + b*c ~ a + (b*c)",
        "a*b div c mod d ~ ((a*b) div c) mod d",
        "a @ b*c ~ (a @ b)*c",
        "-r..<r+1 ~ (-r)..<(r + 1)",
        "a..b == c ~ (a..b) == c",
        "not a == b ~ not (a == b)",
        "not a and b ~ (not a) and b",
        "a or b and c ~ a or (b and c)",
        "a or b |> f ~ (a or b) |> f",
        "a |> f |> g ~ (a |> f) |> g",
        "gradient at x + d ~ (gradient at x) + d",
        "gradient at x.y[0]^2 ~ (gradient at (x.y[0]))^2",
        "if a then b else c + d ~ if a then b else (c + d)",
        "if a then b else c |> f ~ if a then b else (c |> f)",
        "1 + if a then b else c + d ~ 1 + (if a then b else (c + d))",
        "fn(x) = x |> f ~ fn(x) = (x |> f)",
        "f(x)(y).z[0] ~ (((f(x))(y)).z)[0]",
        "next(v)^2 ~ (next(v))^2",
        "A.T @ x ~ (A.T) @ x",
      })
  void precedence(String written, String meant) {
    assertEquals(text(meant), text(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a +\\n b ~ a + b",
        "a\\n |> f ~ a |> f",
        "if a then b\\n else c ~ if a then b else c",
        "if a then\\n b else\\n c ~ if a then b else c",
        "f(a\\n + b) ~ f(a + b)",
        "[a\\n, b\\n] ~ [a, b]",
        "{ a: 1,\\n b: 2\\n } ~ { a: 1, b: 2 }",
        "{ let a = 1\\n let b = 2\\n a*b } ~ { let a = 1; let b = 2; a*b; }",
        "f({ let a = 1\\n a },\\n b) ~ f({ let a = 1; a }, b)",
        "a\\n and b ~ a",
      })
  void lineEnds(String written, String meant) {
    assertEquals(text(meant), text(written.replace("\\n", "\n")));
  }

  @Test
  void softWordsAreNamesWhereNoStatementExpectsThem() {
    for (String word : Keywords.soft()) {
      String program =
          """
          let W = 1, b = f(W: W) + W.W + [W for W in W][W] + g(a, W)
          system S { param W = 1, k = { W: 2 }; next W = { let W = 2; W + W }; W' = W*W }
          experiment W { let W = 2, c = { W: W }.W; let d = c - W }
          """
              .replace("W", word);
      assertEquals(List.of(), problems(program), word);
    }
  }

  @Test
  void textsAreTakenApart() {
    var text = (Expression.StringLiteral) expression("\"a{{b}} {x + 1:>8.3f} {f({ c: 1 })}\\n\"");
    assertEquals(
        "[Characters(a{b} ), Value(Binary(ADD, NameRef(x), Number(1, false)), Format(>8.3f)),"
            + " Characters( ), Value(Call(NameRef(f),"
            + " [Positional(RecordLiteral([FieldValue(c, Number(1, false))]))]), -),"
            + " Characters(\n)]",
        TreeText.of(text.pieces()));
    var value = (Piece.Value) text.pieces().get(1);
    assertEquals("x + 1", value.value().span().text());
    assertEquals("{x + 1:>8.3f}", value.span().text());
  }

  @Test
  void spansAreExactBeyondTheBasicPlane() {
    var call = (Expression.Call) expression("f(\"😀\", α)");
    assertEquals("\"😀\"", call.arguments().get(0).span().text());
    var last = (Argument.Positional) call.arguments().get(1);
    assertEquals("α", last.value().span().text());
  }

  @Test
  void longChainsAndDeepNestsAreRefused() {
    refused("let a = " + "1 + ".repeat(5000) + "1");
    refused("let a = " + "(".repeat(5000) + "1" + ")".repeat(5000));
    refused("let a = " + "- ".repeat(5000) + "1");
    refused("let a = " + "x.f(x).".repeat(3000) + "y");
    String nested = "for i in x { ".repeat(1000) + "print 1" + " }".repeat(1000);
    refused("experiment e { " + nested + " }");
    assertEquals(List.of(), problems("let a = " + "1 + ".repeat(400) + "1"));
    assertEquals(List.of(), problems("let a = " + "(".repeat(150) + "1" + ")".repeat(150)));
  }

  private static void refused(String program) {
    var problems = problems(program);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().matches(".*too (deeply|long)\\."), problems.getFirst());
  }

  private static List<String> problems(String program) {
    var problems = new Problems();
    Parser.parse(new Source("t.dyn", program), problems);
    return problems.sorted().stream().map(p -> p.span() + " " + p.message()).toList();
  }

  private static Expression expression(String written) {
    var module = Parser.parse(new Source("t.dyn", "let it = " + written + "\n"), new Problems());
    var let = module.declarations(Declaration.Let.class).findFirst().orElseThrow();
    return let.binding().value();
  }

  /// The tree without its parentheses.
  private static String text(String written) {
    return TreeText.of(unwrap(expression(written)));
  }

  private static Expression unwrap(Expression e) {
    return e.unwrapped().mapChildren(ExpressionsTest::unwrap);
  }
}
