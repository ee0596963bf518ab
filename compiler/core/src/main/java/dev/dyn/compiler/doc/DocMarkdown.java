package dev.dyn.compiler.doc;

import java.util.List;

/// Documentation as Markdown.
public final class DocMarkdown {
  private final StringBuilder out = new StringBuilder();

  private DocMarkdown() {}

  public static String render(List<DocPage> pages) {
    var writer = new DocMarkdown();
    for (DocPage page : pages) writer.page(page);
    return writer.out.toString().stripTrailing() + "\n";
  }

  private void page(DocPage page) {
    out.append("# ").append(page.name()).append("\n\n");
    text(page.text());
    page.entries().forEach(this::entry);
  }

  private void entry(DocEntry entry) {
    out.append("## ").append(entry.kind()).append(" `").append(entry.name()).append("`\n\n");
    String plain = entry.kind() + " " + entry.name();
    if (!entry.signature().equals(plain)) fenced(List.of(entry.signature()));
    text(entry.text());
    for (DocPart part : entry.parts()) {
      out.append("**").append(part.title()).append("**\n\n");
      switch (part) {
        case DocPart.Code(_, var lines) -> fenced(lines);
        case DocPart.Rows(_, var rows) -> {
          for (DocPart.Row row : rows) {
            out.append("- `").append(row.code()).append('`');
            if (!row.text().isBlank()) out.append(": ").append(row.text().replaceAll("\\s+", " "));
            out.append('\n');
          }
          out.append('\n');
        }
      }
    }
  }

  private void text(String markdown) {
    if (!markdown.isBlank()) out.append(markdown.strip()).append("\n\n");
  }

  private void fenced(List<String> lines) {
    out.append("```dyn\n").append(String.join("\n", lines)).append("\n```\n\n");
  }
}
