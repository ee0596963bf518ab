package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import java.util.List;

/// A model as the function that its `forward` is, with the weights that it has where it is called.
record ModelCallable(SystemInstance model) implements Callable {
  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<String> parameterNames() {
    return model.model().learning().forward().stream()
        .flatMap(forward -> forward.parameters().stream())
        .map(p -> p.name().text())
        .toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    return new ForwardCall(elaborator.current(model)).call(elaborator, arguments, site);
  }
}
