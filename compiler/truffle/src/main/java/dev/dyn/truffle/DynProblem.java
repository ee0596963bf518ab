package dev.dyn.truffle;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.compiler.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/// Problems of a program or of its run as an exception of the guest language: the host gets a
/// `PolyglotException` with the words and the place of the first one.
@ExportLibrary(InteropLibrary.class)
final class DynProblem extends AbstractTruffleException {
  private static final long serialVersionUID = 1;

  private final ExceptionType type;
  private final transient Optional<SourceSection> section;

  private DynProblem(String message, ExceptionType type, Optional<SourceSection> section) {
    super(message);
    this.type = type;
    this.section = section;
  }

  /// What is wrong with the program or the options, of which there is at least one thing.
  static DynProblem refused(List<Diagnostic> problems, Source source) {
    return of(problems, source, ExceptionType.PARSE_ERROR);
  }

  /// What stopped the run.
  static DynProblem failed(Diagnostic problem, Source source) {
    return of(List.of(problem), source, ExceptionType.RUNTIME_ERROR);
  }

  private static DynProblem of(List<Diagnostic> problems, Source source, ExceptionType type) {
    List<Diagnostic> errors = problems.stream().filter(Diagnostic::isError).toList();
    Diagnostic first = errors.getFirst();
    String more = errors.size() == 1 ? "" : " (" + (errors.size() - 1) + " more)";
    return new DynProblem(
        first.code().id() + ": " + first.message() + more, type, section(first, source));
  }

  /// The place, if it is in the program and not in an imported one or an option.
  private static Optional<SourceSection> section(Diagnostic problem, Source source) {
    boolean isHere =
        problem.span().source().text().contentEquals(source.getCharacters())
            && problem.span().end() <= source.getLength();
    return isHere
        ? Optional.of(source.createSection(problem.span().start(), problem.span().length()))
        : Optional.empty();
  }

  @ExportMessage
  ExceptionType getExceptionType() {
    return type;
  }

  @ExportMessage
  boolean hasSourceLocation() {
    return section.isPresent();
  }

  @ExportMessage(name = "getSourceLocation")
  SourceSection sourceLocation() throws UnsupportedMessageException {
    return section.orElseThrow(UnsupportedMessageException::create);
  }
}
