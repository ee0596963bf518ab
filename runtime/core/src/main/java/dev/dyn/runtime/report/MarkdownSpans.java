package dev.dyn.runtime.report;

import java.util.List;
import java.util.Locale;

/// What stands within a paragraph: `code`, **strong** and *stressed* words, [links](address) and
/// backslashes that take a sign's meaning away.
///
/// A star or underscore stresses only from the beginning of a word to the end of one, so that
/// formulas such as `2*x*y` and names such as `a_b_c` stay what they are. Links lead to the web, to
/// a mailbox or to a place beside the page; others stay text.
final class MarkdownSpans {
  private static final String SIGNS = "\\`*_{}[]()<>#+-.!|~\"'/:;,=?@^&%$";
  private static final List<String> SCHEMES = List.of("https", "http", "mailto");

  private final String text;
  private final StringBuilder out = new StringBuilder();

  private MarkdownSpans(String text) {
    this.text = text;
  }

  static String render(String text) {
    return new MarkdownSpans(text).render();
  }

  private String render() {
    int at = 0;
    while (at < text.length()) {
      at =
          switch (text.charAt(at)) {
            case '\\' -> escaped(at);
            case '`' -> code(at);
            case '*', '_' -> stressed(at);
            case '[' -> link(at);
            default -> plain(at);
          };
    }
    return out.toString();
  }

  private int plain(int at) {
    out.append(Html.escape(text.substring(at, at + 1)));
    return at + 1;
  }

  private int escaped(int at) {
    boolean takes = at + 1 < text.length() && SIGNS.indexOf(text.charAt(at + 1)) >= 0;
    return plain(takes ? at + 1 : at);
  }

  /// As many backquotes end a piece of code as began it.
  private int code(int at) {
    int begin = at;
    while (begin < text.length() && text.charAt(begin) == '`') begin++;
    String fence = text.substring(at, begin);
    int end = text.indexOf(fence, begin);
    while (end >= 0 && end + fence.length() < text.length()) {
      if (text.charAt(end + fence.length()) != '`') break;
      int next = end + 1;
      while (next < text.length() && text.charAt(next) == '`') next++;
      end = text.indexOf(fence, next);
    }
    if (end < 0) {
      out.append(fence);
      return begin;
    }
    String inside = text.substring(begin, end);
    out.append("<code>").append(Html.escape(inside.strip())).append("</code>");
    return end + fence.length();
  }

  private int stressed(int at) {
    char sign = text.charAt(at);
    boolean twice = at + 1 < text.length() && text.charAt(at + 1) == sign;
    int length = twice ? 2 : 1;
    int begin = at + length;
    boolean opens =
        (at == 0 || !isWord(text.charAt(at - 1)))
            && begin < text.length()
            && !Character.isWhitespace(text.charAt(begin))
            && text.charAt(begin) != sign;
    int end = opens ? closing(text.substring(at, begin), begin + 1) : -1;
    if (end < 0) {
      out.append(text, at, begin);
      return begin;
    }
    String name = twice ? "strong" : "em";
    out.append('<').append(name).append('>').append(render(text.substring(begin, end)));
    out.append("</").append(name).append('>');
    return end + length;
  }

  private int closing(String sign, int from) {
    for (int end = text.indexOf(sign, from); end >= 0; end = text.indexOf(sign, end + 1)) {
      int after = end + sign.length();
      boolean wordEnds = after == text.length() || !isWord(text.charAt(after));
      boolean single = after == text.length() || text.charAt(after) != sign.charAt(0);
      if (wordEnds && single && !Character.isWhitespace(text.charAt(end - 1))) return end;
    }
    return -1;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '*' || c == ')' || c == ']';
  }

  private int link(int at) {
    int middle = text.indexOf("](", at);
    int end = middle < 0 ? -1 : text.indexOf(')', middle);
    if (end < 0 || text.indexOf('[', at + 1) < middle && text.indexOf('[', at + 1) > 0) {
      return plain(at);
    }
    String address = text.substring(middle + 2, end).strip();
    String label = render(text.substring(at + 1, middle));
    if (isSafe(address)) {
      out.append("<a href=\"").append(Html.escape(address)).append("\">");
      out.append(label).append("</a>");
    } else {
      out.append(label);
    }
    return end + 1;
  }

  /// Whether an address has a scheme that runs nothing, or none.
  private static boolean isSafe(String address) {
    if (address.chars().anyMatch(c -> c <= ' ') || address.startsWith("//")) return false;
    int colon = address.indexOf(':');
    if (colon < 0) return true;
    return SCHEMES.contains(address.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
