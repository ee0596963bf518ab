package dev.dyn.compiler.autodiff;

import java.util.List;

/// A derivative was asked for that passes through `functionName`, whose derivative is not known, at
/// `site` of the source. The front end turns this into a diagnostic; nothing is ever guessed.
public final class NotDifferentiable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String functionName;
  private final int site;

  private final transient List<String> notes;

  public NotDifferentiable(String functionName, int site) {
    super("The derivative of `" + functionName + "` is not known.", null, false, false);
    this.functionName = functionName;
    this.notes = List.of();
    this.site = site;
  }

  /// A simulation that has no derivative.
  ///
  /// @param sentence says so
  /// @param notes why, and what can be done
  NotDifferentiable(String sentence, List<String> notes, int site) {
    super(sentence, null, false, false);
    this.functionName = "simulate";
    this.notes = List.copyOf(notes);
    this.site = site;
  }

  /// Reasons and ways out, where the message alone does not tell.
  public List<String> notes() {
    return notes;
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
