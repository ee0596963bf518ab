package dev.dyn.compiler.onnx;

/// Something that the operators of ONNX, or this export, cannot say.
public final class NotInOnnx extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int site;

  /// @param what names it for the user: "a repetition (`scan`)"
  /// @param site the offset in the source that it stems from, -1 if there is none
  NotInOnnx(String what, int site) {
    super(what, null, false, false);
    this.site = site;
  }

  public int site() {
    return site;
  }
}
