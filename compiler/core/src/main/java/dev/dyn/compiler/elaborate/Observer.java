package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;

/// Sees what each expression and each declared name stands for, while a program is elaborated. A
/// place may be seen many times: a function once for all sizes, then at each of its calls.
interface Observer {
  /// @param place an expression, or the name in a declaration
  /// @param value what it stands for, perhaps [Value#INVALID]
  void saw(Span place, Value value);

  /// Looks away.
  Observer NONE = (_, _) -> {};
}
