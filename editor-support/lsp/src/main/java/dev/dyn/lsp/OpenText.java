package dev.dyn.lsp;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.util.List;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/// A text that an editor has open, in one version.
///
/// @param uri as the editor writes it
record OpenText(String uri, int version, Source source) {
  /// The text after some changes, which build upon each other.
  OpenText changed(int newVersion, List<TextDocumentContentChangeEvent> changes) {
    Source now = source;
    for (TextDocumentContentChangeEvent change : changes) {
      String text = change.getText();
      if (change.getRange() != null) {
        Span gone = Places.span(now, change.getRange());
        String before = now.text();
        text = before.substring(0, gone.start()) + text + before.substring(gone.end());
      }
      now = new Source(now.name(), text);
    }
    return new OpenText(uri, newVersion, now);
  }
}
