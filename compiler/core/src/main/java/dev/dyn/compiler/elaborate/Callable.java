package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import java.util.List;

/// Something that can be called in a program: a built-in function, a function of the program, a
/// declaration of a system.
interface Callable {
  String name();

  /// The value of the call at `site`.
  ///
  /// @throws Reported after a message about the call
  Value call(Elaborator elaborator, Arguments arguments, Span site);

  /// The names of its parameters, if it has any; `D(f, name)` and messages need them.
  default List<String> parameterNames() {
    return List.of();
  }

  /// How a call is written, for messages: `atan2(y, x)`.
  default String signature() {
    return name() + "(" + String.join(", ", parameterNames()) + ")";
  }
}
