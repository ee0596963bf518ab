package dev.dyn.ide;

import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/// Tokens around an offset.
final class Words {
  private Words() {}

  /// The word that an offset touches.
  static Optional<Span> at(Snapshot snapshot, int offset) {
    return touching(snapshot.tokens(), offset).filter(Words::isWord).map(TextToken::span);
  }

  static boolean isWord(TextToken token) {
    return switch (token.kind()) {
      case NAME, RESERVED, SOFT -> true;
      case NUMBER, TEXT, COMMENT, DOC, OPEN, CLOSE, SIGN -> false;
    };
  }

  /// The token that an offset touches; a word rather than a sign.
  static Optional<TextToken> touching(List<TextToken> tokens, int offset) {
    int after = firstAfter(tokens, offset);
    for (int k = after - 1; k >= 0 && k >= after - 2; k--) {
      TextToken token = tokens.get(k);
      boolean alone = k == 0 || !tokens.get(k - 1).span().touches(offset);
      if (token.span().touches(offset) && (isWord(token) || alone)) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  /// The number of tokens that begin at or before `offset`.
  static int firstAfter(List<TextToken> tokens, int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).span().start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The number of tokens that end before `offset` or at it: a word that is being typed does not
  /// count.
  static int before(List<TextToken> tokens, int offset) {
    int count = firstAfter(tokens, offset);
    while (count > 0) {
      Span span = tokens.get(count - 1).span();
      boolean typed = isWord(tokens.get(count - 1)) && span.end() >= offset;
      if (!typed && span.end() <= offset) {
        break;
      }
      count--;
    }
    return count;
  }
}
