package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;

/// One `--set name=value`: the name as written, perhaps qualified (`Lorenz.rho`), and the value as
/// an expression of constants.
public record Setting(String name, Expression value, Span span) {}
