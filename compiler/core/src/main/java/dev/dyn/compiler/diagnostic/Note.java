package dev.dyn.compiler.diagnostic;

import dev.dyn.compiler.source.Span;

/// A second place that belongs to a problem, mostly the one that set the expectation, and what is
/// to be said about it.
public record Note(Span span, String text) {}
