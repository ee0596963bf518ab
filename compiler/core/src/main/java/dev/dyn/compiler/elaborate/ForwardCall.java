package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import java.util.List;
import java.util.stream.Stream;

/// A network applied to values: its `forward`. What does not fit is told with both places: the call
/// that made the network, and the one that made what its argument comes from.
record ForwardCall(SystemInstance network) {
  private static final String MADE = "` is made here";

  /// Whether a call of `instance` with these arguments is one of its `forward`, not one that
  /// replaces parameters.
  static boolean applies(SystemInstance instance, Arguments arguments) {
    if (instance.model().learning().forward().isEmpty()) {
      return false;
    }
    List<String> taken = new ModelCallable(instance).parameterNames();
    List<String> own = instance.factory().parameterNames();
    return arguments.all().stream()
        .flatMap(a -> a.name().stream())
        .allMatch(name -> taken.contains(name) || !own.contains(name));
  }

  Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Item.Forward forward = network.model().learning().forward().orElseThrow();
    Closure closure =
        new Closure(
            network.name(),
            forward.parameters(),
            forward.result(),
            forward.body(),
            network.environment(),
            forward.span());
    Problems own = new Problems();
    Value value;
    try {
      value =
          elaborator.reportingTo(
              own,
              () ->
                  elaborator
                      .models()
                      .modes()
                      .applying(network, () -> closure.call(elaborator, arguments, site)));
    } finally {
      own.sorted().stream()
          .map(problem -> explained(elaborator, problem, forward, arguments, site))
          .forEach(elaborator::report);
    }
    if (value instanceof Value.Array(Var var)) {
      elaborator.origins().note(var, network);
    }
    return value;
  }

  /// `problem`, with the places of the networks that do not fit each other if it is of that kind.
  /// What does not fit inside a network of a library is told with the place that made that.
  private Diagnostic explained(
      Elaborator elaborator,
      Diagnostic problem,
      Item.Forward forward,
      Arguments arguments,
      Span site) {
    if (problem.code() != TypeCodes.SHAPE_MISMATCH) {
      return problem;
    }
    boolean isOwn =
        problem.related().stream()
            .anyMatch(note ->
                forward.parameters().stream()
                    .flatMap(p -> p.type().stream())
                    .anyMatch(type -> type.span().equals(note.span())));
    Source user = network.site().source();
    boolean isElsewhere =
        problem.span().source() != user
            && user == site.source()
            && problem.related().stream().noneMatch(note -> note.text().endsWith(MADE));
    if (!isOwn && !isElsewhere) {
      return problem;
    }
    Diagnostic told = problem.relate(network.site(), "`" + network.name() + MADE);
    if (!isOwn) {
      return told;
    }
    for (SystemInstance source : sources(elaborator, problem, arguments)) {
      told = told.relate(source.site(), "what it is given comes from this `" + source.name() + "`");
    }
    return told;
  }

  /// The networks that gave the argument that does not fit.
  private static List<SystemInstance> sources(
      Elaborator elaborator, Diagnostic problem, Arguments arguments) {
    return arguments.all().stream()
        .filter(a -> a.span().equals(problem.span()))
        .map(a -> elaborator.guarded(() -> a.value().get()))
        .flatMap(v -> v instanceof Value.Array(Var var) ? Stream.of(var) : Stream.empty())
        .findFirst()
        .map(var -> elaborator.origins().of(var, elaborator.builder().lets()))
        .orElse(List.of());
  }
}
