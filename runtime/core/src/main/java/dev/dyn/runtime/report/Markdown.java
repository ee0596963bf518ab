package dev.dyn.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of Markdown that documentation comments use, as HTML: paragraphs, headings, lists of
/// one level, tables, fenced code; inside them what `MarkdownSpans` knows. Anything else is text,
/// and no markup of the writer's own gets through.
public final class Markdown {
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *#*");
  private static final Pattern BULLET = Pattern.compile("[-*+] +(.*)");
  private static final Pattern NUMBERED = Pattern.compile("\\d{1,9}[.)] +(.*)");
  private static final Pattern DASHES = Pattern.compile("\\|(?: *:?-+:? *\\|)+");
  private static final String FENCE = "```";

  private final List<String> lines;
  private final int level;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Markdown(String text, int level) {
    this.lines = text.lines().toList();
    this.level = level;
  }

  /// A text as blocks.
  ///
  /// @param level how deep the text stands: its `#` becomes `<h(level + 1)>`, at most `<h6>`
  public static String blocks(String text, int level) {
    return new Markdown(text, level).render();
  }

  /// A text within a line.
  public static String spans(String text) {
    return MarkdownSpans.render(text);
  }

  private String render() {
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      Matcher heading = HEADING.matcher(line);
      if (line.isEmpty()) at++;
      else if (line.startsWith(FENCE)) code();
      else if (heading.matches()) heading(heading);
      else if (isTable()) table();
      else if (BULLET.matcher(line).matches()) list("ul", BULLET);
      else if (NUMBERED.matcher(line).matches()) list("ol", NUMBERED);
      else paragraph();
    }
    return out.toString();
  }

  private void heading(Matcher heading) {
    String name = "h" + Math.min(6, level + heading.group(1).length());
    element(name, MarkdownSpans.render(heading.group(2)));
    at++;
  }

  private void code() {
    var text = new StringBuilder();
    for (at++; at < lines.size() && !lines.get(at).strip().startsWith(FENCE); at++) {
      text.append(lines.get(at)).append('\n');
    }
    at++;
    element("pre", "<code>" + Html.escape(text.toString()) + "</code>");
  }

  private void list(String name, Pattern item) {
    out.append('<').append(name).append(">\n");
    while (at < lines.size()) {
      Matcher matcher = item.matcher(lines.get(at).strip());
      if (!matcher.matches()) break;
      at++;
      var text = new ArrayList<>(List.of(matcher.group(1)));
      // A line that is set in belongs to the item before it.
      while (at < lines.size() && continues(lines.get(at))) text.add(lines.get(at++).strip());
      element("li", MarkdownSpans.render(String.join("\n", text)));
    }
    out.append("</").append(name).append(">\n");
  }

  /// A line of cells over a line of dashes.
  private boolean isTable() {
    return lines.get(at).strip().startsWith("|")
        && at + 1 < lines.size()
        && DASHES.matcher(lines.get(at + 1).strip()).matches();
  }

  private void table() {
    out.append("<table>\n<thead>");
    cells("th", lines.get(at));
    out.append("</thead>\n");
    for (at += 2; at < lines.size() && lines.get(at).strip().startsWith("|"); at++) {
      cells("td", lines.get(at));
    }
    out.append("</table>\n");
  }

  private void cells(String name, String line) {
    String inside = line.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
    out.append("<tr>");
    for (String cell : inside.split("(?<!\\\\)\\|", -1)) {
      out.append('<').append(name).append('>');
      // A backslash keeps a bar in a cell, also within code.
      out.append(MarkdownSpans.render(cell.strip().replace("\\|", "|")));
      out.append("</").append(name).append('>');
    }
    out.append("</tr>\n");
  }

  private static boolean continues(String line) {
    return !line.isBlank() && line.startsWith("  ") && !beginsBlock(line.strip());
  }

  private static boolean beginsBlock(String line) {
    return line.startsWith(FENCE)
        || HEADING.matcher(line).matches()
        || BULLET.matcher(line).matches()
        || NUMBERED.matcher(line).matches();
  }

  private void paragraph() {
    var text = new ArrayList<>(List.of(lines.get(at++).strip()));
    while (at < lines.size() && !lines.get(at).isBlank() && !beginsBlock(lines.get(at).strip())) {
      text.add(lines.get(at++).strip());
    }
    element("p", MarkdownSpans.render(String.join("\n", text)));
  }

  private void element(String name, String content) {
    out.append('<').append(name).append('>').append(content);
    out.append("</").append(name).append(">\n");
  }
}
