package dev.dyn.compiler.parse;

import dev.dyn.grammar.DynLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;

/// The words of the language, as the lexer has them. Editors' grammars and the reference are
/// checked against these lists.
public final class Keywords {
  private static final int FEW = 6;

  private Keywords() {}

  /// The words that cannot be names.
  public static List<String> reserved() {
    return words(DynLexer.IMPORT, DynLexer.FALSE);
  }

  /// The words that mean something only where a statement expects them.
  public static List<String> soft() {
    return words(DynLexer.SYSTEM, DynLexer.SWEEP);
  }

  private static List<String> words(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(type -> unquoted(DynLexer.VOCABULARY, type))
        .toList();
  }

  static String reservedList() {
    return "`" + String.join("`, `", reserved()) + "`";
  }

  /// What a set of tokens is called in a message; empty if it would be too long to help.
  static String describe(IntervalSet expected) {
    var names = new ArrayList<String>();
    boolean expression = expected.contains(DynLexer.NUMBER) && expected.contains(DynLexer.LPAREN);
    if (expression) names.add("an expression");
    for (int type : expected.toList()) {
      if (expression && beginsExpression(type)) continue;
      names.add(name(type));
    }
    if (names.isEmpty() || names.size() > FEW) return "";
    if (names.size() == 1) return names.getFirst();
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  private static boolean beginsExpression(int type) {
    return switch (type) {
      case DynLexer.NUMBER, DynLexer.STRING, DynLexer.IDENT, DynLexer.TRUE, DynLexer.FALSE -> true;
      case DynLexer.LPAREN, DynLexer.LBRACK, DynLexer.LBRACE -> true;
      case DynLexer.MINUS, DynLexer.PLUS, DynLexer.NOT, DynLexer.IF, DynLexer.FN -> true;
      case DynLexer.NEXT, DynLexer.GRADIENT, DynLexer.LOSS, DynLexer.TRAIN, DynLexer.SWEEP -> true;
      default -> false;
    };
  }

  private static String name(int type) {
    return switch (type) {
      case DynLexer.IDENT -> "a name";
      case DynLexer.NUMBER -> "a number";
      case DynLexer.STRING -> "a text";
      case DynLexer.SEP -> "the end of the line";
      case DynLexer.EOF -> "the end";
      default -> "`" + unquoted(DynLexer.VOCABULARY, type) + "`";
    };
  }

  private static String unquoted(Vocabulary vocabulary, int type) {
    String quoted = vocabulary.getLiteralName(type);
    if (quoted == null) return vocabulary.getSymbolicName(type);
    return quoted.substring(1, quoted.length() - 1).replace("\\'", "'");
  }
}
