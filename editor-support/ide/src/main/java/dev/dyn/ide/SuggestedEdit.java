package dev.dyn.ide;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a problem suggests in words, as a change of the text: `did you mean …?`, ``write `^` ``,
/// ``write `let x = …` ``.
final class SuggestedEdit {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.]*");
  private static final Pattern UNFINISHED =
      Pattern.compile("(let )?([\\p{L}\\p{Nd}_]+)( =|:=| :=|:) …");
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Snapshot snapshot;
  private final Diagnostic problem;
  private final String suggestion;

  private SuggestedEdit(Snapshot snapshot, Diagnostic problem, String suggestion) {
    this.snapshot = snapshot;
    this.problem = problem;
    this.suggestion = suggestion;
  }

  /// The change; empty where none follows from the words, or where it would mend nothing.
  static Optional<Edit> of(Snapshot snapshot, Diagnostic problem) {
    return problem
        .suggestion()
        .flatMap(words -> new SuggestedEdit(snapshot, problem, words).edit());
  }

  /// Whether the suggestion is a name that is spelt like the one that was written.
  static boolean isName(Diagnostic problem) {
    return problem.suggestion().map(words -> words.startsWith("did you mean")).orElse(false);
  }

  private Optional<Edit> edit() {
    List<String> quoted = QUOTED.matcher(suggestion).results().map(m -> m.group(1)).toList();
    if (quoted.isEmpty() || problem.span().isEmpty()) {
      return Optional.empty();
    }
    if (isName(problem)) {
      return misspelt().map(place -> new Edit(place, quoted.getFirst()));
    }
    Optional<Edit> edit =
        problem.code() == SyntaxCodes.CHAINED_COMPARISON
            ? joined()
            : quoted.getFirst().contains("…")
                ? finished(quoted.getFirst())
                : Optional.of(new Edit(problem.span(), replacement(quoted)));
    return edit.filter(this::mends);
  }

  /// What stands in the text instead of the name that is meant: all of the place, what is between
  /// its quotation marks, or the word that the message names.
  private Optional<Span> misspelt() {
    Span place = problem.span();
    String text = place.text();
    if (text.length() > 2 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1) {
      return Optional.of(place.source().span(place.start() + 1, place.end() - 1));
    }
    if (WORD.matcher(text).matches()) {
      return Optional.of(place);
    }
    Matcher named = QUOTED.matcher(problem.message());
    while (named.find()) {
      int at = text.indexOf(named.group(1));
      if (at >= 0 && at == text.lastIndexOf(named.group(1))) {
        int start = place.start() + at;
        return Optional.of(place.source().span(start, start + named.group(1).length()));
      }
    }
    return Optional.empty();
  }

  /// For `{}` both braces are written otherwise, and the words name both.
  private String replacement(List<String> quoted) {
    return problem.span().text().equals("{}") ? String.join("", quoted) : quoted.getFirst();
  }

  /// ``write `let x = …` ``, ``write `x := …` `` and ``write `x: …` `` at an `=`, of which the
  /// first puts a word before the name and the others put another sign.
  private Optional<Edit> finished(String words) {
    Matcher unfinished = UNFINISHED.matcher(words);
    if (!unfinished.matches() || !problem.span().text().equals("=")) {
      return Optional.empty();
    }
    String name = unfinished.group(2);
    String before = snapshot.source().text().substring(0, problem.span().start()).stripTrailing();
    if (!before.endsWith(name)) {
      return Optional.empty();
    }
    int start = before.length() - name.length();
    Source source = snapshot.source();
    return Optional.of(
        unfinished.group(1) != null
            ? new Edit(source.span(start, start), "let ")
            : unfinished.group(3).equals(":")
                ? new Edit(source.span(before.length(), problem.span().end()), ":")
                : new Edit(problem.span(), ":="));
  }

  /// `a < b < c` at the second sign: `b` is written once more, after an `and`.
  private Optional<Edit> joined() {
    List<TextToken> tokens = snapshot.tokens();
    int sign = 0;
    while (sign < tokens.size() && tokens.get(sign).span().start() < problem.span().start()) {
      sign++;
    }
    for (int k = sign - 1; k > 0; k--) {
      boolean isFirst =
          COMPARISONS.contains(tokens.get(k).span().text())
              && tokens.get(k).depth() == tokens.get(sign).depth();
      if (isFirst) {
        String middle =
            snapshot
                .source()
                .text()
                .substring(tokens.get(k).span().end(), problem.span().start())
                .strip();
        return Optional.of(new Edit(problem.span().before(), "and " + middle + " "));
      }
    }
    return Optional.empty();
  }

  /// Whether fewer things are wrong with the text after the change.
  private boolean mends(Edit edit) {
    return mistakes(Mends.applied(snapshot.source(), List.of(edit))) < mistakes(snapshot.source());
  }

  private static long mistakes(Source source) {
    Problems problems = new Problems();
    Parser.parse(source, problems);
    return problems.sorted().size();
  }
}
