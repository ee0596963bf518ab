package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A program with numbered lines, coloured words, and beside each `expect` what came of it.
public final class SourceListing {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*+|/\\*(?s:.*?)\\*/)"
              + "|(?<string>\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"?)"
              + "|(?<number>\\b\\d[\\d_]*+(?:\\.\\d[\\d_]*+)?+(?:[eE][+-]?\\d++)?+)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{Nd}_]*+)");

  private static final Set<String> RESERVED =
      Set.of("import let fn if then else for in next div mod and or not true false".split(" "));

  /// Words only where they begin a line.
  private static final Set<String> BEGINNINGS =
      Set.of(
          ("system network rule training experiment data param input state weight output draw noise"
                  + " part model layer on grid field forward stratonovich at when per loss every"
                  + " stop record precision seed print expect plot save")
              .split(" "));

  private final String source;
  private final Map<Integer, List<Expectation>> claims;
  private final StringBuilder out = new StringBuilder();
  private int line = 1;

  private SourceListing(String source, List<Expectation> expectations) {
    this.source = source;
    this.claims =
        expectations.stream()
            .collect(Collectors.groupingBy(Expectation::line, Collectors.toList()));
  }

  /// The whole program.
  static String render(String source, List<Expectation> expectations) {
    String text = source.replace("\r\n", "\n").replace('\r', '\n');
    return new SourceListing(text.stripTrailing(), expectations).render();
  }

  /// A piece of a program with coloured words, on as many lines as it has.
  public static String snippet(String text) {
    var listing = new SourceListing(text, List.of());
    listing.tokens((kind, token) -> {
      if (kind.isEmpty()) listing.out.append(Html.escape(token));
      else listing.span(kind, token);
    });
    return listing.out.toString();
  }

  private String render() {
    out.append("<pre class=\"source\"><code>");
    beginLine();
    tokens(this::text);
    endLine();
    return out.append("</code></pre>\n").toString();
  }

  private void tokens(BiConsumer<String, String> to) {
    Matcher token = TOKEN.matcher(source);
    int at = 0;
    while (token.find()) {
      to.accept("", source.substring(at, token.start()));
      to.accept(kind(token), token.group());
      at = token.end();
    }
    to.accept("", source.substring(at));
  }

  private String kind(Matcher token) {
    if (token.group("comment") != null) {
      return token.group().startsWith("///") ? "doc" : "comment";
    }
    if (token.group("string") != null) return "string";
    if (token.group("number") != null) return "number";
    String word = token.group("word");
    int lineBegin = source.lastIndexOf('\n', token.start()) + 1;
    boolean first = source.substring(lineBegin, token.start()).isBlank();
    return RESERVED.contains(word) || first && BEGINNINGS.contains(word) ? "keyword" : "";
  }

  private void text(String kind, String text) {
    String[] parts = text.split("\n", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        endLine();
        line++;
        beginLine();
      }
      if (parts[i].isEmpty()) continue;
      if (kind.isEmpty()) out.append(Html.escape(parts[i]));
      else span(kind, parts[i]);
    }
  }

  private void span(String kind, String text) {
    out.append("<span class=\"").append(kind).append("\">");
    out.append(Html.escape(text)).append("</span>");
  }

  private void beginLine() {
    List<Expectation> here = claims.getOrDefault(line, List.of());
    boolean met = here.stream().allMatch(Expectation::passed);
    String state = here.isEmpty() ? "" : met ? " met" : " unmet";
    out.append("<span class=\"line").append(state).append("\" id=\"L").append(line).append("\">");
    out.append("<span class=\"tick\">").append(here.isEmpty() ? " " : met ? "✓" : "✗");
    out.append("</span><span class=\"no\">").append(line).append("</span><span class=\"text\">");
  }

  private void endLine() {
    for (Expectation claim : claims.getOrDefault(line, List.of())) {
      claim.value().ifPresent(value -> span("found", found(value)));
    }
    out.append("\n</span></span>");
  }

  private static String found(Tensor value) {
    String text = Formats.text(value, value.elem().isReal() ? ".6g" : "");
    return "  ⟵ " + (text.length() > 40 ? text.substring(0, 40) + "…" : text);
  }
}
