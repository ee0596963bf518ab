package dev.dyn.runtime.lines;

/// How several entries become one: by [Reductions].
public enum Reduction {
  SUM,
  PROD,
  MAX,
  MIN,
  ANY,
  ALL,
  ARGMAX,
  ARGMIN
}
