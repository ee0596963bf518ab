package dev.dyn.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain words                  | plain words
          a *stressed* word            | a <em>stressed</em> word
          a _stressed_ word            | a <em>stressed</em> word
          a **strong** word            | a <strong>strong</strong> word
          **strong *and* more**        | <strong>strong <em>and</em> more</strong>
          2*x*y and u*v                | 2*x*y and u*v
          f(x)*g(x)*h                  | f(x)*g(x)*h
          a_b_c stays                  | a_b_c stays
          `a*b*c < d`                  | <code>a*b*c &lt; d</code>
          ``a ` b``                    | <code>a ` b</code>
          an open ` sign               | an open ` sign
          \\*not stressed\\*           | *not stressed*
          \\n stays                    | \\n stays
          [page](https://a.example/?x) | <a href="https://a.example/?x">page</a>
          [here](#part)                | <a href="#part">here</a>
          [bad](javascript:alert(1))   | bad)
          [bad](JAVASCRIPT:x)          | bad
          [bad](data:text/html,x)      | bad
          [bad](//other.example)       | bad
          [no address]                 | [no address]
          <b>bold</b>                  | &lt;b&gt;bold&lt;/b&gt;
          K&R                          | K&amp;R
          """)
  void spans(String text, String html) {
    assertEquals("<p>" + html + "</p>\n", Markdown.blocks(text, 2));
  }

  @Test
  void blocks() {
    String text =
        """
        First line
        and second.

        # Part
        - one
        - two,
          longer
        1. first
        ```
        x < y
          *z*
        ```
        Last.
        """;
    assertEquals(
        """
        <p>First line
        and second.</p>
        <h3>Part</h3>
        <ul>
        <li>one</li>
        <li>two,
        longer</li>
        </ul>
        <ol>
        <li>first</li>
        </ol>
        <pre><code>x &lt; y
          *z*
        </code></pre>
        <p>Last.</p>
        """,
        Markdown.blocks(text, 2));
  }

  @Test
  void addressesCannotLeaveTheirAttribute() {
    assertEquals(
        "<p><a href=\"x&quot;onclick=&quot;y\">a</a></p>\n",
        Markdown.blocks("[a](x\"onclick=\"y)", 2));
  }

  @Test
  void openFencesEnd() {
    assertEquals("<pre><code>a\n</code></pre>\n", Markdown.blocks("```\na", 2));
  }

  @Test
  void tables() {
    String text = "| a | *b* |\n|---|:-:|\n| `x \\| y` | 1 |\n\n| no table";
    assertEquals(
        """
        <table>
        <thead><tr><th>a</th><th><em>b</em></th></tr>
        </thead>
        <tr><td><code>x | y</code></td><td>1</td></tr>
        </table>
        <p>| no table</p>
        """,
        Markdown.blocks(text, 2));
  }
}
