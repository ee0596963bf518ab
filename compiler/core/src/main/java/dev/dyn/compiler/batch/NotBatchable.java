package dev.dyn.compiler.batch;

/// Something that cannot be done for many elements at once, at `site` of the source. The front end
/// words the diagnostic.
public final class NotBatchable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;
  private final int site;

  public NotBatchable(String what, int site) {
    super(what, null, false, false);
    this.what = what;
    this.site = site;
  }

  /// What cannot be batched, in the user's words.
  public String what() {
    return what;
  }

  /// The offset of the construct in the source, or -1.
  public int site() {
    return site;
  }
}
