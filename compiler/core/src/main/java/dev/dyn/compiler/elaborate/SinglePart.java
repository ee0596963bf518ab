package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `part a = Other(u: b.y, k: 2)`.
///
/// @param path how the part is called in messages about the system around it
/// @param wires what the inputs are, as written; each is worked out anew at every time
record SinglePart(String path, SystemInstance instance, Map<String, Expression> wires)
    implements Part {
  @Override
  public Map<String, Var> starts() {
    return instance.starts();
  }

  @Override
  public SystemInstance sample() {
    return instance;
  }

  @Override
  public Optional<SystemInstance> single() {
    return Optional.of(instance);
  }

  @Override
  public Optional<Dim> count() {
    return Optional.empty();
  }

  @Override
  public Value field(Elaborator elaborator, String name, Span span) {
    return instance.field(elaborator, name, span);
  }

  @Override
  public String describe() {
    return "a part, a system `" + instance.name() + "`";
  }

  @Override
  public MovingPart moving(Elaborator elaborator, Moment around, List<Var> states, Scope scope) {
    Map<String, Moment.Wire> inputs = new HashMap<>();
    wires.forEach((name, wire) ->
        inputs.put(name, new Moment.Wire(() -> elaborator.elaborate(wire, scope), wire.span())));
    Moment moment = around.inside(instance, states, inputs, path + ".");
    return new MovingPart() {
      @Override
      public List<Var> each(Function<Moment, List<Var>> own) {
        return moment.each(own);
      }

      @Override
      public List<Var> increments(Growth growth) {
        return moment.increments(growth);
      }

      @Override
      public Optional<Moment> moment() {
        return Optional.of(moment);
      }

      @Override
      public Optional<SystemInstance> single() {
        return SinglePart.this.single();
      }

      @Override
      public void settle() {
        moment.settleParts();
      }

      @Override
      public Value field(Elaborator asking, String name, Span span) {
        return moment.field(name, span);
      }

      @Override
      public String describe() {
        return SinglePart.this.describe();
      }
    };
  }
}
