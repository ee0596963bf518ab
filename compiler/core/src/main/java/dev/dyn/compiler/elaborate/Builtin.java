package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function of the language with its parameters (those that end in `?` may be left out) and what
/// it stands for.
record Builtin(String name, List<String> parameters, Body body) implements Callable {
  /// Writes the lines that a call stands for.
  @FunctionalInterface
  interface Body {
    Value call(Elaborator elaborator, Bound arguments);
  }

  static Builtin of(String name, String parameters, Body body) {
    return new Builtin(
        name, parameters.isEmpty() ? List.of() : List.of(parameters.split(" ")), body);
  }

  @Override
  public List<String> parameterNames() {
    return parameters.stream().map(p -> p.replace("?", "")).toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    return body.call(
        elaborator,
        new Bound(elaborator, arguments.bind(elaborator, this, parameters, site), site));
  }

  /// The arguments of a call, by parameter.
  record Bound(Elaborator elaborator, Map<String, Arguments.Given> given, Span site) {
    Builder builder() {
      return elaborator.builder();
    }

    boolean has(String name) {
      return given.containsKey(name);
    }

    Span span(String name) {
      return has(name) ? given.get(name).span() : site;
    }

    Value value(String name) {
      return elaborator.valid(given.get(name).value().get());
    }

    /// A number or tensor of any kind.
    Var var(String name) {
      return elaborator.numbers().toVar(value(name), span(name));
    }

    /// A real number or tensor.
    Var real(String name) {
      return elaborator.numbers().toReal(value(name), span(name));
    }

    /// An int or truth value is fine, too.
    Var number(String name) {
      return elaborator.numbers().numeric(value(name), span(name));
    }

    Dim size(String name) {
      return elaborator.beforeRun().requireSize(value(name), "argument `" + name + "`", span(name));
    }

    /// A size that is not negative.
    Dim extent(String name) {
      Dim size = size(name);
      if (size.isKnown() && size.value() < 0) {
        throw elaborator.fail(
            KnownNumbers.negative("argument `" + name + "`", span(name), size.toString()));
      }
      return size;
    }

    /// An int that is known before the run.
    private long known(String name) {
      Dim dim = size(name);
      return dim.isKnown()
          ? dim.value()
          : elaborator
              .beforeRun()
              .requireKnown(value(name), "argument `" + name + "`", span(name))
              .intAt(0);
    }

    Callable function(String name) {
      Value value = value(name);
      return Models.callable(value)
          .orElseThrow(() ->
              elaborator.fail(
                  Diagnostic.of(
                      NameCodes.NOT_A_FUNCTION,
                      "A function is needed here.",
                      span(name),
                      "this is " + value.describe())));
    }

    /// The number of generators if the argument is a comprehension without brackets.
    Optional<Integer> generators(String name) {
      return given.get(name).written().isPresent()
              && given.get(name).written().get() instanceof Argument.Comprehended comprehended
          ? Optional.of(comprehended.generators().size())
          : Optional.empty();
    }

    /// Extents, none of them negative.
    List<Dim> shape(String name) {
      List<Dim> dims = sizes(name);
      for (Dim dim : dims) {
        if (dim.isKnown() && dim.value() < 0) {
          throw elaborator.fail(
              Diagnostic.of(
                  TypeCodes.NEGATIVE_DIMENSION,
                  "A dimension cannot be negative.",
                  span(name),
                  "this says " + dim));
        }
      }
      return dims;
    }

    /// A whole number, or a list of them.
    List<Dim> sizes(String name) {
      Value value = value(name);
      if (value instanceof Value.Int(Dim dim)) {
        return List.of(dim);
      }
      if (value instanceof Value.Ints(List<Dim> dims)) {
        return dims;
      }
      Tensor tensor = elaborator.beforeRun().requireKnown(value, "shape", span(name));
      if (tensor.elem() != Elem.I64 || tensor.shape().rank() > 1) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.REAL_AS_INT,
                "A shape is an int or a list of ints.",
                span(name),
                "this is " + value.describe()));
      }
      List<Dim> dims = new ArrayList<>();
      for (int k = 0; k < tensor.size(); k++) {
        dims.add(Dim.of(tensor.intAt(k)));
      }
      return dims;
    }

    /// The axis that an argument names, counted from the end if negative.
    int axis(String name, int rank) {
      long axis = known(name);
      long counted = axis < 0 ? axis + rank : axis;
      if (counted < 0 || counted >= rank) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.WRONG_AXIS,
                "There is no axis "
                    + axis
                    + " in a tensor with "
                    + rank
                    + (rank == 1 ? " dimension." : " dimensions."),
                span(name)));
      }
      return (int) counted;
    }
  }
}
