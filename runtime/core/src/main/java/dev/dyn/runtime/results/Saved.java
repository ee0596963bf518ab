package dev.dyn.runtime.results;

/// A `save`: what goes into which file. The name is as the program gives it, relative or not.
public record Saved(String file, Columns columns) {}
