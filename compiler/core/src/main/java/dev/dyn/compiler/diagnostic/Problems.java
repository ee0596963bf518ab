package dev.dyn.compiler.diagnostic;

import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the problems of a program while the stages go on. The same problem told twice is kept
/// once; so is an unknown name, and a wrong shape that is told of a declaration for all sizes and
/// then of a use with its sizes. Belongs to one thread.
public final class Problems {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing((Diagnostic d) -> d.span().source().name())
          .thenComparingInt(d -> d.span().start())
          .thenComparing(Diagnostic::severity)
          .thenComparingInt(d -> d.code().number());

  /// What is said of a name that is not known, by what it should have been.
  private static final Set<Code> UNKNOWN =
      Set.of(
          NameCodes.UNKNOWN_NAME,
          NameCodes.UNKNOWN_METHOD,
          NameCodes.UNKNOWN_DISTRIBUTION,
          SystemCodes.NOISE_NOT_DECLARED,
          TypeCodes.UNKNOWN_DIMENSION);

  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();

  public void add(Diagnostic problem) {
    if (seen.add(essence(problem))) all.add(problem);
  }

  /// What makes two problems the same one.
  private static Object essence(Diagnostic problem) {
    if (problem.code() == TypeCodes.SHAPE_MISMATCH) {
      return WrongShape.of(problem);
    }
    return UNKNOWN.contains(problem.code()) ? new UnknownName(problem.span()) : problem;
  }

  private record UnknownName(Span span) {}

  /// A wrong shape without its sizes: what is between backticks in the message.
  private record WrongShape(String message, Span span, List<Span> related) {
    static WrongShape of(Diagnostic problem) {
      return new WrongShape(
          problem.message().replaceAll("`[^`]*`", "`…`"),
          problem.span(),
          problem.related().stream().map(Note::span).toList());
    }
  }

  public void addAll(Iterable<Diagnostic> problems) {
    problems.forEach(this::add);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(Diagnostic::isError);
  }

  public long errorCount() {
    return all.stream().filter(Diagnostic::isError).count();
  }

  /// By file and place; problems at one place keep the order of severity and code.
  public List<Diagnostic> sorted() {
    return all.stream().sorted(BY_PLACE).toList();
  }
}
