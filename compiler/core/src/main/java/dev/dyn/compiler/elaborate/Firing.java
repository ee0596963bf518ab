package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one firing of a jump, or one event, does to the states. All right sides see the states
/// before it, so the order of assignments means nothing; definitions and draws between the braces
/// hold from their line on.
final class Firing {
  private final SystemInstance system;
  private final String prefix;
  private final Elaborator elaborator;
  private final Scope scope;
  private final Var stream;
  private final Map<String, Var> before;
  private final Map<String, Var> after = new HashMap<>();

  private Firing(InnerSystem inner, Elaborator elaborator, SystemBlocks.Happening happening) {
    this.system = inner.system();
    this.prefix = inner.prefix();
    this.elaborator = elaborator;
    this.scope = happening.moment().at(inner.path()).scope().inner();
    this.stream =
        prefix.isEmpty()
            ? happening.stream()
            : elaborator.mixed(happening.stream(), system.stream());
    this.before = happening.states();
  }

  /// As an open block `(t or n, stream, taken, states…) → states…`.
  ///
  /// @param inner the part of `system` that fires, or the system itself
  static Block block(
      SystemInstance system, InnerSystem inner, Elaborator elaborator, List<Action> actions) {
    return new SystemBlocks(elaborator, system)
        .atOneFiring(happening ->
            new Firing(inner, elaborator, happening).results(actions, happening.taken()));
  }

  private List<Var> results(List<Action> actions, Var taken) {
    boolean failed = false;
    for (Action action : actions) {
      try {
        elaborator.inBranch(
            taken,
            true,
            () -> {
              act(action);
              return Value.INVALID; // an assignment has no value
            });
      } catch (Reported _) {
        failed = true; // the other lines may have mistakes of their own
      }
    }
    if (failed) {
      throw new Reported();
    }
    List<Var> results = new ArrayList<>();
    before.forEach((name, var) -> results.add(after.getOrDefault(name, var)));
    return results;
  }

  private void act(Action action) {
    switch (action) {
      case Action.Assign assign -> assign(assign);
      case Action.Draw(Item.Quantity quantity, _) ->
          scope.define(quantity.name().text(), elaborator.valid(drawn(quantity)));
      case Action.Let(Binding binding, _) -> let(binding);
      case Action.Broken _ -> throw new Reported();
    }
  }

  private void let(Binding binding) {
    Value value = elaborator.withStream(stream, () -> elaborator.valid(binding.value(), scope));
    if (binding.type().isPresent()) {
      value =
          new TypeReader(elaborator, scope)
              .fit(
                  value,
                  binding.type().get(),
                  binding.value().span(),
                  "value of `" + binding.name().text() + "`");
    }
    scope.define(binding.name().text(), value);
  }

  private Value drawn(Item.Quantity quantity) {
    TypeReader types = new TypeReader(elaborator, scope);
    return switch (quantity.initial()) {
      case Initial.Drawn(var law) -> {
        Type type =
            quantity.type().isPresent()
                ? types.declared(quantity.type().get())
                : Type.scalar(elaborator.real());
        Var own = elaborator.streamAt(stream, quantity.name().span());
        Value distribution = elaborator.valid(law, scope);
        yield new Value.Array(Draws.draw(elaborator, distribution, type, own, law.span()));
      }
      case Initial.Value(var value) -> elaborator.valid(value, scope);
      case Initial.Absent _ -> throw new Reported();
    };
  }

  private void assign(Action.Assign assign) {
    String state = assign.target().text();
    Value value = elaborator.withStream(stream, () -> elaborator.valid(assign.value(), scope));
    Var var = elaborator.numbers().toVar(value, assign.value().span());
    if (assign.indices().isEmpty()) {
      after.put(
          prefix + state,
          system
              .sides(state, before.get(prefix + state).type(), "assignment")
              .fit(elaborator, var, assign.value().span()));
      return;
    }
    Var now = after.getOrDefault(prefix + state, before.get(prefix + state));
    after.put(prefix + state, new EntryUpdate(elaborator, scope).set(now, assign, var));
  }
}
