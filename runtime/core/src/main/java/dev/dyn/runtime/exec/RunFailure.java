package dev.dyn.runtime.exec;

import java.util.List;

/// A run that cannot go on: a fact that only the run could know. The program's source is to be
/// shown at `site`.
///
/// `code` names the diagnostic (`DYN7…`), `message` is a sentence in the user's words, `notes` say
/// what was found, where (time, state) and what to try.
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int site;
  private final transient List<String> notes;

  public RunFailure(String code, int site, String message, List<String> notes) {
    super(message, null, false, false);
    this.code = code;
    this.site = site;
    this.notes = List.copyOf(notes);
  }

  public String code() {
    return code;
  }

  /// The offset of the construct in the source, or -1 where none is known.
  public int site() {
    return site;
  }

  public List<String> notes() {
    return notes;
  }
}
