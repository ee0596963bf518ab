package dev.dyn.compiler.eval;

/// Applies one function to `count` corresponding entries. Arrays are `double[]`, `float[]` or
/// `long[]`; truth values are longs.
@FunctionalInterface
interface ElementLoop {
  void run(Object[] args, Object result, int count);
}
