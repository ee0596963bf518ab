package dev.dyn.runtime.lines;

/// Applies one function to `count` corresponding entries. Arrays are `double[]`, `float[]` or
/// `long[]`; truth values are longs.
@FunctionalInterface
public interface ElementLoop {
  void run(Object[] args, Object result, int count);
}
