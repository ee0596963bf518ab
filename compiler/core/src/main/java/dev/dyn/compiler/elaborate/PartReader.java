package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the parts of a system from what is written after `part a =`: a call of a system, a
/// comprehension of calls, an `if` over sizes between them. The inputs among the arguments are kept
/// as written, for they change in time; all others are worked out here.
///
/// @param weights what weights of a single part are, if not what their declarations say
record PartReader(Elaborator elaborator, Map<String, Value> weights) {
  /// @param scope what is known before the run
  /// @param stream for the draws of the part
  Part read(Item.Bind bind, Scope scope, Var stream) {
    return part(bind.value(), List.of(), bind.name().text(), scope, stream);
  }

  private Part part(
      Expression written, List<Generator> generators, String path, Scope scope, Var stream) {
    if (!generators.isEmpty()) {
      return array(written, generators, path, scope, stream);
    }
    return elaborator.withStream(
        stream,
        () ->
            switch (written.unwrapped()) {
              case Expression.Comprehension(var element, var inner, _) ->
                  array(element, inner, path, scope, stream);
              case Expression.If choice ->
                  part(branch(choice, scope), List.of(), path, scope, stream);
              case Expression.Call(var function, var arguments, Span span) ->
                  called(elaborator.valid(function, scope), arguments, path, scope, stream, span);
              case Expression other ->
                  called(
                      elaborator.valid(other, scope), List.of(), path, scope, stream, other.span());
            });
  }

  /// The branch that is taken. While a declaration is checked for all sizes that is not known.
  private Expression branch(Expression.If choice, Scope scope) {
    Value condition = elaborator.valid(choice.condition(), scope);
    if (condition instanceof Value.Truth(boolean taken)) {
      return taken ? choice.then() : choice.otherwise();
    }
    if (elaborator.checksAllSizes()) {
      throw new Reported();
    }
    throw elaborator.fail(
        Diagnostic.of(
                TypeCodes.NOT_CONSTANT,
                "Which part is taken must be known before the run.",
                choice.condition().span(),
                "this is known only while the program runs")
            .note("Parts may depend on sizes, that is on structural parameters."));
  }

  private Part array(
      Expression element, List<Generator> generators, String path, Scope scope, Var stream) {
    Generator first = generators.getFirst();
    List<Generator> rest = generators.subList(1, generators.size());
    return new PartArray(
        elaborator,
        path,
        first,
        elaborator.comprehensions().axis(first, element, rest, scope),
        stream,
        (index, own, label) ->
            part(
                element,
                rest,
                path + "[" + label + "]",
                scope.with(first.index().text(), index),
                own));
  }

  private Part called(
      Value function, List<Argument> arguments, String path, Scope scope, Var stream, Span span) {
    if (!(function instanceof Value.Function(SystemFactory factory))) {
      return made(function, arguments, path, scope, span);
    }
    Map<String, Expression> wires = new LinkedHashMap<>();
    List<Argument> others = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Named(var name, Expression value, _)
          && factory.model().inputs().containsKey(name.text())
          && !wires.containsKey(name.text())) {
        wires.put(name.text(), value);
      } else {
        others.add(argument);
      }
    }
    SystemInstance instance =
        factory.instantiate(
            elaborator, Arguments.written(elaborator, others, scope), weights, stream, span);
    instance.requireInputs(elaborator, wires.keySet(), span);
    return new SinglePart(path, instance, wires);
  }

  /// A part that is not made by a call of a declared system: a system that a `let` or a function
  /// gives, with all inputs that it needs.
  private Part made(Value function, List<Argument> arguments, String path, Scope scope, Span span) {
    Value value =
        function instanceof Value.Function(Callable callable)
            ? callable.call(elaborator, Arguments.written(elaborator, arguments, scope), span)
            : function instanceof Value.Instance(SystemInstance given) && !arguments.isEmpty()
                ? elaborator
                    .current(given)
                    .call(elaborator, Arguments.written(elaborator, arguments, scope), span)
                : function;
    if (elaborator.valid(value) instanceof Value.Instance(SystemInstance instance)) {
      instance.requireInputs(elaborator, Set.of(), span);
      return new SinglePart(path, instance, Map.of());
    }
    throw elaborator.fail(
        Diagnostic.of(
                SystemCodes.NOT_A_PART,
                "A part of a system must be a system itself.",
                span,
                "this is " + value.describe())
            .note("A number is a `param` or a `let`; a part is made as `part a = Other(u: x)`."));
  }
}
