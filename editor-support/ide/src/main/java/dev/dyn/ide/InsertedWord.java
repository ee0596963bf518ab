package dev.dyn.ide;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;

/// The name that is being typed inside a text, between `{` and `}`, where the scanner sees no
/// words.
final class InsertedWord {
  private InsertedWord() {}

  /// The name around an offset; empty if there is none.
  static Span at(Source source, int offset) {
    String text = source.text();
    int start = offset;
    while (start > 0 && isPart(text.charAt(start - 1))) {
      start--;
    }
    int end = offset;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return source.span(start, end);
  }

  /// Whether it comes behind a dot.
  static boolean isMember(Span word) {
    return word.start() > 0 && word.source().text().charAt(word.start() - 1) == '.';
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
