package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.source.Span;
import java.util.Optional;

/// A Brownian motion that moves states.
///
/// @param name how equations call its growth: `dW`
/// @param site where it was declared, or the equation that has it for itself
/// @param state whose equation has it for itself, if one does
record Noise(String name, Type type, Span site, Optional<String> state) {}
