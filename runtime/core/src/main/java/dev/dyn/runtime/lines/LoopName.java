package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// A loop that calls a static method for all entries: which method, with which kinds of arguments.
///
/// @param owner the binary name of its class
public record LoopName(String owner, String method, List<Elem> arguments, Elem result) {
  public LoopName {
    arguments = List.copyOf(arguments);
  }
}
