package dev.dyn.compiler.diagnostic;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Draws a problem for people:
///
/// ```
/// error[DYN3002]: the two sides of this equation have different shapes
///    ┌─ rotor.dyn:14:9
///    │
///  9 │ state w: [3]
///    │       ------ `w` has the shape `[3]`
/// 14 │ next w = A @ b
///    │          ^^^^^ this is `[4]`
///    │
///    = note: …
///    = help: did you mean …?
/// ```
///
/// The place of the problem is marked by `^`, related ones by `-`. A place of several lines is
/// marked on its first line. Very long lines are cut around the place.
public final class TextRenderer {
  private static final int LONGEST = 140;
  private static final int MARGIN = 40;

  private final Palette palette;

  public TextRenderer(Palette palette) {
    this.palette = palette;
  }

  /// One problem, ending with a line end.
  public String render(Diagnostic problem) {
    return new Drawing(problem).draw();
  }

  /// All problems, with a blank line between them.
  public String render(List<Diagnostic> problems) {
    return String.join("\n", problems.stream().map(this::render).toList());
  }

  /// What is drawn under a line.
  private record Mark(Span span, String text, boolean primary) {}

  private final class Drawing {
    private final Diagnostic problem;
    private final StringBuilder out = new StringBuilder();
    private final Map<Source, List<Mark>> marks = new LinkedHashMap<>();
    private int gutter = 2;

    Drawing(Diagnostic problem) {
      this.problem = problem;
      mark(new Mark(problem.span(), problem.label(), true));
      problem.related().forEach(note -> mark(new Mark(note.span(), note.text(), false)));
    }

    private void mark(Mark mark) {
      marks.computeIfAbsent(mark.span().source(), _ -> new ArrayList<>()).add(mark);
      gutter = Math.max(gutter, Integer.toString(mark.span().line()).length());
    }

    String draw() {
      String head = problem.severity().word() + "[" + problem.code().id() + "]";
      out.append(palette.severity(problem.severity(), head));
      out.append(palette.strong(": " + problem.message())).append('\n');
      marks.forEach(this::excerpt);
      remarks();
      return out.toString();
    }

    private void excerpt(Source source, List<Mark> list) {
      Span first = list.getFirst().span();
      out.append(" ".repeat(gutter + 1)).append(palette.frame("┌─ ")).append(first).append('\n');
      if (first.isBuiltin()) return;
      frame("");
      var byLine = new TreeMap<Integer, List<Mark>>();
      list.forEach(m -> byLine.computeIfAbsent(m.span().line(), _ -> new ArrayList<>()).add(m));
      byLine.forEach((number, onLine) -> line(source, number, onLine));
    }

    private void line(Source source, int number, List<Mark> onLine) {
      String line = source.line(number);
      int begin = source.lines().start(number);
      var window = Window.around(line, onLine.getFirst().span().start() - begin);
      String label = " ".repeat(gutter - Integer.toString(number).length()) + number;
      out.append(palette.frame(label + " │ ")).append(window.text()).append('\n');
      onLine.stream()
          .sorted(Comparator.comparingInt((Mark m) -> m.span().start()).reversed())
          .forEach(m -> underline(line, begin, window, m));
    }

    private void underline(String line, int begin, Window window, Mark mark) {
      int from = window.column(line, mark.span().start() - begin);
      int to = window.column(line, Math.min(line.length(), mark.span().end() - begin));
      String sign = (mark.primary() ? "^" : "-").repeat(Math.max(1, to - from));
      String text = mark.text().isEmpty() ? sign : sign + " " + mark.text();
      frame(" ".repeat(from) + (mark.primary() ? coloured(text) : palette.frame(text)));
    }

    private String coloured(String text) {
      return palette.severity(problem.severity(), text);
    }

    private void remarks() {
      if (problem.notes().isEmpty() && problem.suggestion().isEmpty()) return;
      if (!problem.span().isBuiltin()) frame("");
      problem.notes().forEach(note -> remark("note", note));
      problem.suggestion().ifPresent(mend -> remark("help", mend));
    }

    private void remark(String kind, String text) {
      String indent = " ".repeat(gutter + 1);
      String rest = text.replace("\n", "\n" + indent + " ".repeat(kind.length() + 4));
      out.append(indent).append(palette.frame("= ")).append(palette.strong(kind + ": "));
      out.append(rest).append('\n');
    }

    private void frame(String content) {
      out.append(" ".repeat(gutter + 1)).append(palette.frame("│"));
      if (!content.isEmpty()) out.append(' ').append(content);
      out.append('\n');
    }
  }

  /// The part of a line that is shown: all of it, or what is around a place in a very long one.
  private record Window(int from, int to, String text) {
    static Window around(String line, int place) {
      if (line.length() <= LONGEST) return new Window(0, line.length(), DisplayWidth.shown(line));
      int from = wholeCharacter(line, Math.clamp(place - MARGIN, 0, line.length() - LONGEST));
      int to = wholeCharacter(line, from + LONGEST);
      String before = from > 0 ? "…" : "";
      String after = to < line.length() ? "…" : "";
      String middle = DisplayWidth.shown(line.substring(from, to));
      return new Window(from, to, before + middle + after);
    }

    private static int wholeCharacter(String line, int at) {
      boolean splits = at < line.length() && at > 0 && Character.isLowSurrogate(line.charAt(at));
      return splits && Character.isHighSurrogate(line.charAt(at - 1)) ? at - 1 : at;
    }

    /// The column, from 0, at which a place of the line is shown.
    int column(String line, int place) {
      int inside = Math.clamp(place, from, to) - from;
      int shift = from > 0 ? 1 : 0;
      return shift + DisplayWidth.of(line.substring(from, to), inside);
    }
  }
}
