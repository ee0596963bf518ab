package dev.dyn.compiler.autodiff;

/// A derivative was asked for that passes through `functionName`, whose derivative is not known, at
/// `site` of the source. The front end turns this into a diagnostic; nothing is ever guessed.
public final class NotDifferentiable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String functionName;
  private final int site;

  public NotDifferentiable(String functionName, int site) {
    super(functionName, null, false, false);
    this.functionName = functionName;
    this.site = site;
  }

  /// The function, distribution or analysis without a known derivative, as users write it.
  public String functionName() {
    return functionName;
  }

  /// The offset of the call in the source, or -1.
  public int site() {
    return site;
  }
}
