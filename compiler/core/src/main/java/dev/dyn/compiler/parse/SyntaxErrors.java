package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynParser.*;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.misc.IntervalSet;

/// Says in the user's words what the parser stumbled over.
///
/// The parser knows the token it found and those it could have gone on with. From them, the token
/// before, and the line's first word follows what most likely went wrong; the cases are tried from
/// the most particular to the general one.
final class SyntaxErrors {
  private final List<Lexeme> tokens;
  private final Problems problems;

  SyntaxErrors(List<Lexeme> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /// Adds the problem, unless the token has been complained about already.
  void report(Parser parser, RecognitionException error) {
    var found = (Lexeme) error.getOffendingToken();
    if (found.isReported() || followsMendedBracket(found)) return;
    problems.add(describe(new Situation(parser, error, found)));
  }

  /// What is missing after a bracket that is not in the text follows from that.
  private boolean followsMendedBracket(Lexeme found) {
    var before = tokens.get(Math.max(0, found.getTokenIndex() - 1));
    return before.isReported() && before.span().isEmpty();
  }

  /// All that is known where the parser stopped.
  private final class Situation {
    final RecognitionException error;
    final Lexeme found;
    final int type;
    final Lexeme before;
    final ParserRuleContext rule;
    final IntervalSet expected;

    Situation(Parser parser, RecognitionException error, Lexeme found) {
      this.error = error;
      this.found = found;
      this.type = found.getType();
      this.before = tokens.get(Math.max(0, found.getTokenIndex() - 1));
      this.rule = parser.getContext();
      boolean pastStart = error instanceof NoViableAltException n && n.getStartToken() != found;
      this.expected = pastStart ? new IntervalSet() : error.getExpectedTokens();
    }

    boolean expects(int token) {
      return expected.contains(token);
    }

    boolean expectsOnly(int token) {
      return expected.size() == 1 && expected.contains(token);
    }

    boolean expectsExpression() {
      return expects(NUMBER) && expects(LPAREN) && expects(IDENT) && !expects(SEP);
    }

    /// A body and nothing else can come; where an expression goes on, operators could too.
    boolean expectsBody() {
      return expects(LBRACE) && !expects(NUMBER);
    }

    /// Nothing came where something should: the line, the text or a bracket ends.
    boolean foundEnd() {
      return switch (type) {
        case SEP, EOF, RPAREN, RBRACK, RBRACE, COMMA -> true;
        default -> false;
      };
    }

    /// The innermost context of a rule around the error.
    Optional<ParserRuleContext> around(int ruleIndex) {
      for (var c = rule; c != null; c = c.getParent()) {
        if (c.getRuleIndex() == ruleIndex) return Optional.of(c);
      }
      return Optional.empty();
    }

    /// The first token of the line in which the error is.
    Lexeme lineStart() {
      for (var c = rule; c != null; c = c.getParent()) {
        switch (c.getRuleIndex()) {
          case RULE_declarationLine, RULE_itemLine, RULE_statementLine, RULE_actionLine -> {
            return (Lexeme) c.getStart();
          }
          default -> {}
        }
      }
      return tokens.getFirst();
    }

    boolean firstOnLine() {
      return switch (rule.getRuleIndex()) {
        case RULE_file -> true;
        case RULE_body, RULE_block, RULE_actions -> rule.getChildCount() > 0;
        default -> false;
      };
    }

    /// The token some places before the one found.
    Lexeme back(int places) {
      return tokens.get(Math.max(0, found.getTokenIndex() - places));
    }

    /// Whether the name before stands where an argument begins: `f(name` or `f(a, name`.
    boolean afterArgumentName() {
      int before2 = back(2).getType();
      if (before.getType() != IDENT || before2 != LPAREN && before2 != COMMA) return false;
      int i = before.getTokenIndex();
      while (i > 0 && tokens.get(i).depth() >= found.depth()) i--;
      return tokens.get(i).getType() == LPAREN
          && i > 0
          && TokenKinds.endsExpression(tokens.get(i - 1).getType());
    }
  }

  private Diagnostic describe(Situation s) {
    if (s.error instanceof DepthGuard.TooDeep) return tooDeep(s);
    if (s.firstOnLine()) return LineErrors.wrongStart(s.rule, s.found);
    if (s.type == SEMI) return semicolon(s);
    if (s.type == ASSIGN) return assignment(s);
    if (s.type == DOT || s.before.getType() == DOT) return point(s);
    if (s.type == RBRACE && s.before.getType() == LBRACE) return emptyBraces(s);
    if (s.expectsExpression()) return missingExpression(s);
    if (s.expectsOnly(ELSE)) return missingElse(s);
    if (s.expectsOnly(THEN)) return missingThen(s);
    if (s.expects(IDENT) && !s.expects(NUMBER)) return missingName(s);
    var typo = LineErrors.typo(s.lineStart(), s.found);
    if (typo.isPresent()) return typo.get();
    boolean afterLet = s.before.getType() == IDENT && s.back(2).getType() == LET;
    if (s.expects(ASSIGN) || afterLet) return missingEquals(s);
    if (s.expectsBody()) return missingBody(s);
    if (s.type == SEP) return endsTooEarly(s);
    if (isJuxtaposed(s)) return juxtaposed(s);
    return unexpected(s);
  }

  private static Diagnostic tooDeep(Situation s) {
    return Diagnostic.of(
            SyntaxCodes.TOO_DEEP,
            "this is nested too deeply",
            s.found.span(),
            "level " + DepthGuard.LIMIT)
        .note("Give parts of it names with `let`.");
  }

  private static Diagnostic semicolon(Situation s) {
    return Diagnostic.of(
            SyntaxCodes.UNEXPECTED,
            "a `;` cannot stand inside parentheses or brackets",
            s.found.span())
        .note("A `;` ends a statement; arguments and elements are separated by commas.");
  }

  private static Diagnostic assignment(Situation s) {
    if (s.before.getType() == COLON || s.before.getType() == ARROW) return missingName(s);
    Lexeme start = s.lineStart();
    boolean plainName =
        start.getType() == IDENT
            && s.before == start
            && s.around(RULE_statementLine).isPresent()
            && s.around(RULE_itemLine).isEmpty();
    if (plainName) {
      return Diagnostic.of(
              SyntaxCodes.UNEXPECTED,
              "`" + start.getText() + "` gets its value without `let`",
              s.found.span())
          .note("In an experiment a name gets its value once, by `let`.")
          .suggest("write `let " + start.getText() + " = …`");
    }
    if (s.around(RULE_action).isPresent()) {
      return Diagnostic.of(
              SyntaxCodes.WRONG_OPERATOR, "what happens is assigned with `:=`", s.found.span())
          .note("`x := …` gives a state a new value at that moment.")
          .suggest("write `" + s.before.getText() + " := …`");
    }
    if (s.afterArgumentName()) {
      return Diagnostic.of(
              SyntaxCodes.WRONG_OPERATOR, "a named argument is written with `:`", s.found.span())
          .suggest("write `" + s.before.getText() + ": …`");
    }
    return Diagnostic.of(SyntaxCodes.WRONG_OPERATOR, "an `=` cannot stand here", s.found.span())
        .note("`=` gives a name its value; `==` compares.");
  }

  private static Diagnostic point(Situation s) {
    Lexeme dot = s.type == DOT ? s.found : s.before;
    int index = dot.getTokenIndex();
    boolean isFraction = s.type == DOT && !TokenKinds.endsExpression(s.before.getType());
    if (isFraction || s.back(2).getType() == NUMBER && index == s.found.getTokenIndex() - 1) {
      return Diagnostic.of(
              SyntaxCodes.MALFORMED_NUMBER,
              "a number does not begin or end with a point",
              dot.span())
          .suggest("write a zero: `0.5`, `1.0`");
    }
    if (s.before == dot) return missingName(s);
    return unexpected(s);
  }

  private static Diagnostic emptyBraces(Situation s) {
    return Diagnostic.of(
            SyntaxCodes.EMPTY_BRACES,
            "these braces are empty",
            s.before.span().to(s.found.span()),
            "neither a record nor a block")
        .note("A record has fields, `{ a: 1 }`; a block ends with its value, `{ let x = 1; x }`.");
  }

  private static Diagnostic missingExpression(Situation s) {
    boolean afterStatement = s.before.getType() == SEP;
    if (s.type == RBRACE && afterStatement) {
      return Diagnostic.of(
              SyntaxCodes.BLOCK_WITHOUT_VALUE, "this block has no value", s.found.span())
          .note("The last line of a block is an expression: the block's value.");
    }
    if (s.foundEnd()) {
      String after = afterStatement ? "here" : "after `" + s.before.getText() + "`";
      return Diagnostic.of(
          SyntaxCodes.MISSING_EXPRESSION,
          "an expression is missing " + after,
          gap(s),
          "something with a value belongs here");
    }
    return Diagnostic.of(
            SyntaxCodes.UNEXPECTED,
            name(s.found) + " cannot begin an expression",
            s.found.span(),
            "an expression is expected here")
        .note(reservedNote(s.found));
  }

  private static String reservedNote(Lexeme found) {
    return TokenKinds.isReserved(found.getType())
        ? "`" + found.getText() + "` is a reserved word."
        : "An expression begins with a number, a name, a text, a bracket, or a sign.";
  }

  private static Diagnostic missingElse(Situation s) {
    var problem =
        Diagnostic.of(
                SyntaxCodes.MISSING_ELSE, "this `if` has no `else`", gap(s), "`else` expected here")
            .note("An `if` is an expression: it needs a value in either case.");
    return s.rule.getStart() instanceof Lexeme start
        ? problem.relate(start.span(), "this `if`")
        : problem;
  }

  private static Diagnostic missingThen(Situation s) {
    String found = s.type == LBRACE ? "; the branches need no braces" : "";
    return Diagnostic.of(SyntaxCodes.UNEXPECTED, "`then` is missing after the condition", gap(s))
        .note("A choice is written `if c then a else b`" + found + ".");
  }

  private static Diagnostic missingName(Situation s) {
    if (TokenKinds.isReserved(s.type)) {
      return Diagnostic.of(
              SyntaxCodes.RESERVED_WORD,
              "`" + s.found.getText() + "` cannot be a name",
              s.found.span(),
              "a reserved word")
          .note("Reserved: " + Keywords.reservedList() + ".");
    }
    String found = s.foundEnd() ? "" : ", not " + name(s.found);
    boolean type = s.before.getType() == COLON || s.before.getType() == ARROW;
    String what = type ? "a type" : "a name";
    return Diagnostic.of(
        SyntaxCodes.MISSING_NAME,
        "after `" + s.before.getText() + "` comes " + what + found,
        s.foundEnd() ? gap(s) : s.found.span(),
        what + " is expected here");
  }

  private static Diagnostic missingBody(Situation s) {
    boolean entered = s.rule.getChildCount() == 0 && s.rule.getParent() != null;
    var start = (Lexeme) (entered ? s.rule.getParent() : s.rule).getStart();
    return Diagnostic.of(
            SyntaxCodes.MISSING_BODY,
            "the braces of this `" + start.getText() + "` are missing",
            s.foundEnd() ? gap(s) : s.found.span(),
            "`{` is expected here")
        .relate(start.span(), "begins here");
  }

  private static Diagnostic missingEquals(Situation s) {
    Lexeme start = s.lineStart();
    if (s.type == LPAREN && start.getType() == LET) {
      return Diagnostic.of(SyntaxCodes.MISSING_EQUALS, "a `let` has no parameters", s.found.span())
          .suggest("write `let " + s.before.getText() + " = fn(…) = …`");
    }
    return Diagnostic.of(
        SyntaxCodes.MISSING_EQUALS,
        "an `=` is missing after `" + s.before.getText() + "`",
        s.foundEnd() ? gap(s) : s.found.span(),
        s.foundEnd() ? "needs a value" : "found " + name(s.found));
  }

  private static Diagnostic endsTooEarly(Situation s) {
    return withExpected(
        Diagnostic.of(
            SyntaxCodes.UNEXPECTED,
            "this line ends too early",
            gap(s),
            "something is missing after `" + s.before.getText() + "`"),
        s);
  }

  private static boolean isJuxtaposed(Situation s) {
    boolean begins =
        switch (s.type) {
          case IDENT, NUMBER, STRING, TRUE, FALSE, LPAREN, LBRACK, LBRACE, NOT, IF, FN -> true;
          default -> TokenKinds.isSoft(s.type) || TokenKinds.isReserved(s.type);
        };
    return begins && TokenKinds.endsExpression(s.before.getType());
  }

  private static Diagnostic juxtaposed(Situation s) {
    boolean inLine = s.expectsOnly(SEP);
    var problem =
        Diagnostic.of(
            inLine ? SyntaxCodes.MISSING_END_OF_STATEMENT : SyntaxCodes.UNEXPECTED,
            name(s.found) + " does not belong to what is before it",
            s.found.span(),
            "found after `" + s.before.getText() + "`");
    if (inLine) return problem.note("A statement ends at the end of its line or at a `;`.");
    if (s.rule.getRuleIndex() == RULE_declaration && s.expects(RPAREN)) {
      return problem.note("A parameter is written `k`, `k = 0.1`, or `k: real = 0.1`.");
    }
    return problem.note("An operator or a comma may be missing before it.");
  }

  private static Diagnostic unexpected(Situation s) {
    var problem =
        Diagnostic.of(
            SyntaxCodes.UNEXPECTED, name(s.found) + " does not belong here", s.found.span());
    if (s.rule.getRuleIndex() != RULE_item) return withExpected(problem, s);
    return problem.note("An equation is written `x' = …`, `next x = …` or `dx = …`.");
  }

  private static Diagnostic withExpected(Diagnostic problem, Situation s) {
    String list = Keywords.describe(s.expected);
    return list.isEmpty() ? problem : problem.note("Expected: " + list + ".");
  }

  /// Where something is missing: just after the last token.
  private static Span gap(Situation s) {
    return s.before.getType() == SEP ? s.found.span() : s.before.span().after();
  }

  static String name(Lexeme token) {
    return switch (token.getType()) {
      case SEP -> "the end of the line";
      case EOF -> "the end of the file";
      case STRING -> "this text";
      default -> "`" + token.getText() + "`";
    };
  }
}
