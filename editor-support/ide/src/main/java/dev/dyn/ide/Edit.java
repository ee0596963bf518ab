package dev.dyn.ide;

import dev.dyn.compiler.source.Span;

/// A change of a text: what is at `place` gives way to `text`.
public record Edit(Span place, String text) {}
