package dev.dyn.compiler.format;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.ConcreteSyntax;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings a program into the canonical form. Formatting twice is the same as once. A program with
/// syntax errors is left alone.
public final class Formatter {
  /// How often columns may move others before they are given up; once is enough in practice.
  private static final int ROUNDS = 4;

  private Formatter() {}

  /// The formatted text, ending with a line end; empty if the source has syntax errors.
  public static Optional<String> format(Source source) {
    var problems = new Problems();
    var concrete = ConcreteSyntax.read(source, problems);
    Parser.tree(concrete, problems); // finds what is wrong inside texts and numbers
    return problems.hasErrors() ? Optional.empty() : Optional.of(format(concrete));
  }

  /// The formatted text of a program that has been read without errors.
  public static String format(ConcreteSyntax concrete) {
    String text = once(concrete, true);
    for (int round = 0; round < ROUNDS; round++) {
      String again = once(reread(concrete, text), true);
      if (again.equals(text)) return text;
      text = again;
    }
    return once(reread(concrete, text), false);
  }

  private static ConcreteSyntax reread(ConcreteSyntax concrete, String text) {
    return ConcreteSyntax.read(new Source(concrete.source().name(), text), new Problems());
  }

  private static String once(ConcreteSyntax concrete, boolean keepColumns) {
    var text = new StringBuilder();
    for (var lines : paragraphs(Lines.of(concrete, Roles.of(concrete.tree())))) {
      var page = new Page(lines);
      if (keepColumns) new Columns(page).align();
      text.append(page.text());
    }
    return text.toString();
  }

  /// Cuts at blank lines outside of all brackets: neither indentation nor columns cross them, and
  /// aligning takes time that grows faster than the number of lines.
  private static List<List<Line>> paragraphs(List<Line> lines) {
    var paragraphs = new ArrayList<List<Line>>();
    int start = 0;
    for (int i = 1; i <= lines.size(); i++) {
      boolean ends = i == lines.size() || lines.get(i).afterBlank() && lines.get(i).opener() < 0;
      if (!ends) continue;
      paragraphs.add(lines.subList(start, i));
      start = i;
    }
    return paragraphs;
  }
}
