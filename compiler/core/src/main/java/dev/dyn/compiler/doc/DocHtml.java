package dev.dyn.compiler.doc;

import dev.dyn.runtime.report.Html;
import dev.dyn.runtime.report.Markdown;
import dev.dyn.runtime.report.PageStyle;
import dev.dyn.runtime.report.SourceListing;
import java.util.List;

/// Documentation as one HTML page without scripts, in the style of reports.
public final class DocHtml {
  private final StringBuilder out = new StringBuilder();

  private DocHtml() {}

  public static String render(String title, List<DocPage> pages) {
    var writer = new DocHtml();
    writer.begin(title);
    if (pages.size() + pages.stream().mapToInt(p -> p.entries().size()).sum() > 2) {
      writer.contents(pages);
    }
    for (DocPage page : pages) writer.page(page, pages.size() > 1);
    writer.out.append("</main>\n</body>\n</html>\n");
    return writer.out.toString();
  }

  private void begin(String title) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.append("style-src '").append(PageStyle.DIGEST).append("'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    out.append(Html.escape(title)).append("</title>\n<style>").append(PageStyle.TEXT);
    out.append("</style>\n</head>\n<body>\n<header>\n<h1>").append(Html.escape(title));
    out.append("</h1>\n</header>\n<main>\n");
  }

  private void contents(List<DocPage> pages) {
    out.append("<nav aria-label=\"Contents\">\n");
    for (DocPage page : pages) {
      if (pages.size() > 1) link(id(page), page.name(), "<b>", "</b>");
      for (DocEntry entry : page.entries()) link(id(page, entry), entry.name(), "", "");
    }
    out.append("</nav>\n");
  }

  private void link(String id, String text, String before, String after) {
    out.append("<a href=\"#").append(id).append("\">").append(before).append(Html.escape(text));
    out.append(after).append("</a>\n");
  }

  private static String id(DocPage page) {
    return Html.escape(page.name().replace(' ', '-'));
  }

  private static String id(DocPage page, DocEntry entry) {
    return id(page) + "." + Html.escape(entry.kind() + "." + entry.name().replace(", ", "-"));
  }

  private void page(DocPage page, boolean titled) {
    out.append("<section id=\"").append(id(page)).append("\">\n");
    if (titled) out.append("<h2>").append(Html.escape(page.name())).append("</h2>\n");
    out.append(Markdown.blocks(page.text(), 2));
    for (DocEntry entry : page.entries()) entry(page, entry);
    out.append("</section>\n");
  }

  private void entry(DocPage page, DocEntry entry) {
    out.append("<article id=\"").append(id(page, entry)).append("\">\n<h3><span class=\"quiet\">");
    out.append(Html.escape(entry.kind())).append("</span> ");
    out.append(Html.escape(entry.name())).append("</h3>\n");
    if (!entry.signature().equals(entry.kind() + " " + entry.name())) code(entry.signature());
    out.append(Markdown.blocks(entry.text(), 3));
    for (DocPart part : entry.parts()) {
      out.append("<h4>").append(part.title()).append("</h4>\n");
      switch (part) {
        case DocPart.Code(_, var lines) -> code(String.join("\n", lines));
        case DocPart.Rows(_, var rows) -> rows(rows);
      }
    }
    out.append("</article>\n");
  }

  private void code(String text) {
    out.append("<pre><code>").append(SourceListing.snippet(text)).append("</code></pre>\n");
  }

  private void rows(List<DocPart.Row> rows) {
    out.append("<table>\n");
    for (DocPart.Row row : rows) {
      out.append("<tr><td><code>").append(SourceListing.snippet(row.code()));
      out.append("</code></td><td>").append(Markdown.spans(row.text())).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }
}
