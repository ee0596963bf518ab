package dev.dyn.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.fuzz.Programs;
import dev.dyn.compiler.parse.Lexeme;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.parse.Scanner;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.TreeText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FormatterTest {

  @TestFactory
  Stream<DynamicTest> formattingKeepsMeaningAndCommentsAndIsDoneAtOnce() {
    return Programs.all().entrySet().stream()
        .map(p -> DynamicTest.dynamicTest(p.getKey(), () -> check(p.getValue())));
  }

  private static void check(String text) {
    String once = format(text);
    assertEquals(once, format(once));
    assertEquals(tree(text), tree(once));
    assertEquals(comments(text), comments(once));
    String squeezed = text.replaceAll("(?m)^ +", "").replaceAll("(?<=[a-z)]) +(?=[=+])", " ");
    assertEquals(tree(text), tree(format(squeezed)));
  }

  @Test
  void blanksAreCanonical() {
    becomes(
        "system  A(n:int=3){state x:real[ n ]~normal( 0,1 );x'=-a * x+b/c;at rate k{x:=x-1;}}",
        "system A(n: int = 3) { state x: real[n] ~ normal(0, 1); x' = -a*x + b/c;"
            + " at rate k { x := x - 1 } }");
    becomes("import std.optim.{ Adam,SGD }", "import std.optim.{Adam, SGD}");
    becomes("let f=fn(x)=x|>g", "let f = fn(x) = x |> g");
    becomes("let a=x [ -R ..< R + 1,.. , 3.. ]", "let a = x[-R..<R+1, .., 3..]");
    becomes("let a=sum (x for i in 0 ..< n)/( 2 * R )", "let a = sum(x for i in 0..<n)/(2*R)");
    becomes("let a = not(b)and(c)", "let a = not (b) and (c)");
    becomes("let a = X@w^2", "let a = X @ w^2");
    becomes("let a = { b:1 }.b", "let a = { b: 1 }.b");
    becomes("fn f( x:[..,n] )->[ .. ]=x", "fn f(x: [.., n]) -> [..] = x");
    becomes(
        "rule R { next theta = theta - lr*( gradient at(theta + d) ) }",
        "rule R { next theta = theta - lr*(gradient at (theta + d)) }");
    becomes("let a = 1;;\n;let b = 2; // c\n", "let a = 1\nlet b = 2  // c");
    becomes("/// doc\n;;let a = 1", "/// doc\nlet a = 1");
    becomes("let a = 1/ /* why */ 2", "let a = 1/ /* why */ 2");
  }

  @Test
  void linesAreKeptAndIndented() {
    becomes(
        """
        experiment e {

        let a = f(x,
        y: [
        1,
        2
        ])


        // of b
        let b =
        a + // trailing
        1

        }
        """,
        """
        experiment e {
          let a = f(x,
                    y: [
                      1,
                      2
                    ])

          // of b
          let b =
            a +  // trailing
            1
        }\
        """);
  }

  @Test
  void columnsOfTheAuthorAreKept() {
    becomes(
        """
        system A {
          param sigma   = 10.0   // first
          param r       = 28.0   // second
          param     lonely = 1
          loss   x()
          rule   R
        }
        """,
        """
        system A {
          param sigma = 10.0  // first
          param r     = 28.0  // second
          param lonely = 1
          loss x()
          rule R
        }\
        """);
  }

  @Test
  void commentsOfSeveralLinesStayAsTheyAre() {
    becomes(
        "/* a  \n   b */\nsystem A {\n/* c\nd */ state x = 1\nnext x = x }",
        "/* a\n   b */\nsystem A {\n  /* c\nd */ state x = 1\n  next x = x }");
  }

  @Test
  void aProgramWithErrorsIsLeftAlone() {
    assertTrue(Formatter.format(new Source("t.dyn", "let a = ")).isEmpty());
  }

  private static void becomes(String before, String after) {
    String once = format(before);
    assertEquals(after + "\n", once);
    assertEquals(once, format(once));
    assertEquals(tree(before), tree(once));
  }

  private static String format(String text) {
    return Formatter.format(new Source("t.dyn", text)).orElseThrow();
  }

  private static String tree(String text) {
    return TreeText.of(Parser.parse(new Source("t.dyn", text), new Problems()).declarations());
  }

  private static List<String> comments(String text) {
    return Scanner.scan(new Source("t.dyn", text)).stream()
        .filter(t -> Spacing.isComment(t.getType()))
        .map(Lexeme::getText)
        .toList();
  }
}
