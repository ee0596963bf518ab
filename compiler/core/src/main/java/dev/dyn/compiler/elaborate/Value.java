package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.JumpMethod;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.op.Distribution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an expression stands for while a program is elaborated: numbers that the run computes are
/// variables of the IR; everything else (structure, functions, systems, records) exists only here
/// and leaves no trace in the IR.
sealed interface Value {
  /// Numbers or truth values, one or a tensor of them.
  record Array(Var var) implements Value {
    Type type() {
      return var.type();
    }
  }

  /// A whole number that is known before the run, or, in a declaration checked for all sizes, has a
  /// name.
  record Int(Dim value) implements Value {}

  /// A real number written in the program. It becomes a variable where it is used, in the precision
  /// that holds there.
  record Real(double value) implements Value {}

  /// A list of whole numbers that are known before the run: it can be a shape.
  record Ints(List<Dim> values) implements Value {}

  /// A condition that is decided before the run.
  record Truth(boolean value) implements Value {}

  /// A text, with the values to be put into it.
  record Text(List<Part> parts) implements Value {
    /// Characters, or a value and how to write it.
    sealed interface Part {
      record Characters(String value) implements Part {}

      record Inserted(Value value, String format) implements Part {}
    }

    Optional<String> constant() {
      StringBuilder all = new StringBuilder();
      for (Part part : parts) {
        if (!(part instanceof Part.Characters(String text))) {
          return Optional.empty();
        }
        all.append(text);
      }
      return Optional.of(all.toString());
    }
  }

  /// `from..to` (closed, of reals) or `from..<to` (half open, of ints).
  record Range(Value from, Value to, boolean isClosed) implements Value {}

  /// Named values in the order in which they were written.
  record Record(Map<String, Value> fields) implements Value {
    public Record {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /// Several values that a statement takes apart, or a list of things that are no numbers.
  record Tuple(List<Value> values) implements Value {}

  /// Something that can be called.
  record Function(Callable callable) implements Value {}

  /// A system with its structure, parameters and starts filled in.
  record Instance(SystemInstance system) implements Value {}

  /// A part of a system, or an array of them, whose fields can be read.
  record Part(PartView view) implements Value {}

  /// An integration method with its options; those not given are absent.
  record MethodChoice(Tableau tableau, Optional<Var> dt, Optional<Var> rtol, Optional<Var> atol)
      implements Value {}

  /// A method for a process that only jumps.
  record JumpChoice(JumpMethod method) implements Value {}

  /// A method for stochastic equations; its step size is absent until it is given.
  record StochasticChoice(StochasticTableau method, Optional<Var> dt) implements Value {}

  /// A law to draw from.
  record Law(Distribution distribution, List<Value> parameters) implements Value {}

  /// A module, whose declarations are its fields.
  record Library(String name, Map<String, Value> members) implements Value {}

  /// The value of something that was refused, with a message already. Nothing more is said about
  /// what depends on it.
  record Invalid() implements Value {}

  Value INVALID = new Invalid();

  /// The value in words, for messages: `a real [3]`, `an int`, `a record with x, y`.
  default String describe() {
    return switch (this) {
      case Array(Var var) -> describe(var.type());
      case Int _ -> "an int";
      case Real _ -> "a real number";
      case Ints(var values) -> "an int tensor `int[" + values.size() + "]`";
      case Truth _ -> "a truth value";
      case Text _ -> "a text";
      case Range(_, _, boolean closed) -> closed ? "an interval" : "a range of ints";
      case Record(var fields) -> "a record with " + String.join(", ", fields.keySet());
      case Tuple(var values) -> values.size() + " values";
      case Function(var callable) ->
          callable.name().equals("fn") ? "a function" : "the function `" + callable.name() + "`";
      case Instance(var system) -> "the system `" + system.name() + "`";
      case Part(var view) -> view.describe();
      case MethodChoice(var tableau, _, _, _) -> "the method `" + tableau.name() + "`";
      case JumpChoice(var method) -> "the method `" + method.label() + "`";
      case StochasticChoice(var method, _) -> "the method `" + method.name() + "`";
      case Law(var distribution, _) -> "the distribution `" + distribution.label() + "`";
      case Library(var name, _) -> "the module `" + name + "`";
      case Invalid _ -> "nothing";
    };
  }

  /// A type as users write it.
  static String describe(Type type) {
    String shape =
        type.dims().isEmpty()
            ? ""
            : "[" + String.join(", ", type.dims().stream().map(Dim::toString).toList()) + "]";
    return switch (type.elem()) {
      case F64, F32 -> type.isScalar() ? "a real number" : "a real tensor `" + shape + "`";
      case I64 -> type.isScalar() ? "an int" : "an int tensor `int" + shape + "`";
      case BOOL ->
          type.isScalar() ? "a truth value" : "a tensor of truth values `bool" + shape + "`";
    };
  }

  /// A shape as users write it; `[]` for a single number.
  static String shape(List<Dim> dims) {
    return "[" + String.join(", ", dims.stream().map(Dim::toString).toList()) + "]";
  }
}
