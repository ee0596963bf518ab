package dev.dyn.driver;

/// Whether lines compute so much that compiling them takes less time than walking them one by one.
/// With `-Ddyn.compileAbove=0` they always do, so that tests of small programs see compiled lines.
/// The numbers are the same either way.
///
/// @param above so many entries computed
public record WorthCompiling(long above) {

  /// Lines that compute more than `entries`, unless the run says otherwise.
  public static WorthCompiling above(long entries) {
    return new WorthCompiling(Long.getLong("dyn.compileAbove", entries));
  }

  public boolean is(long computed) {
    return computed > above;
  }
}
