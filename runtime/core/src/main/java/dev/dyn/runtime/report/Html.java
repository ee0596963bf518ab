package dev.dyn.runtime.report;

/// Text as HTML shows it.
public final class Html {
  private Html() {}

  /// Text for the inside of an element or of an attribute in quotes.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// A file beside the page as an address: what has a meaning there is written as its code. The dot
  /// in front keeps a colon in the name from looking like the end of a scheme.
  static String file(String name) {
    String address =
        name.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace(" ", "%20");
    return escape(name.startsWith("/") ? "file://" + address : "./" + address);
  }
}
