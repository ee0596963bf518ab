package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Editing;
import dev.dyn.driver.FileTexts;
import dev.dyn.ide.Mends;
import dev.dyn.ide.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What problems suggest in words is offered as a change, and the change makes the problem go away:
/// in every program of the corpus that has such a problem.
class EditorSuggestionsTest {
  /// Suggestions that need to know what the writer wants: what a new value is, or a whole function.
  private static final List<String> OPEN =
      List.of("names keep their value; a state changes by `next x = …`");

  private final Editing editing = new Editing(FileTexts.ON_DISK);

  @Test
  void everySuggestionIsOfferedAndMends() {
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (CorpusProgram program : CorpusProgram.all("rejected", "err")) {
      Snapshot snapshot = snapshot(program.source());
      for (Diagnostic problem : snapshot.analysis().diagnostics()) {
        boolean isMendable =
            problem.suggestion().isPresent()
                && problem.span().source().equals(program.source())
                && !OPEN.contains(problem.suggestion().get());
        if (isMendable) {
          count++;
          if (!isMended(snapshot, problem)) {
            failures.add(program.name() + ": " + problem.suggestion().get());
          }
        }
      }
    }
    assertEquals(List.of(), failures);
    assertTrue(count > 25, "only " + count + " suggestions in the corpus");
  }

  private boolean isMended(Snapshot snapshot, Diagnostic problem) {
    return Mends.in(snapshot, problem.span()).stream()
        .filter(mend -> mend.mended().map(problem::equals).orElse(false))
        .findFirst()
        .map(mend -> Mends.applied(snapshot.source(), mend.edits()))
        .map(mended -> occurrences(snapshot(mended), problem) < occurrences(snapshot, problem))
        .orElse(false);
  }

  private static long occurrences(Snapshot snapshot, Diagnostic problem) {
    return snapshot.analysis().diagnostics().stream()
        .filter(
            other -> other.code() == problem.code() && other.message().equals(problem.message()))
        .count();
  }

  private Snapshot snapshot(Source source) {
    return new Snapshot(editing.analyze(source, () -> false));
  }
}
