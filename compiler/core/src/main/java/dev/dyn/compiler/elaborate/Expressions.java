package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Numbers.Operand;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.PrefixOperator;
import dev.dyn.compiler.syntax.RangeKind;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The value of each kind of expression. Names that mean nothing have been reported before
/// ([dev.dyn.compiler.resolve]), so here they have no value and no message.
final class Expressions {
  private final Elaborator elaborator;
  private final Operators operators;

  Expressions(Elaborator elaborator) {
    this.elaborator = elaborator;
    this.operators = new Operators(elaborator);
  }

  Value value(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Number number ->
          number.isReal()
              ? new Value.Real(number.realValue())
              : new Value.Int(Dim.of(number.intValue()));
      case Expression.Bool(boolean truth, _) -> new Value.Truth(truth);
      case Expression.StringLiteral(var pieces, _) -> new Texts(elaborator).text(pieces, scope);
      case Expression.NameRef(var name, _) -> scope.find(name.text()).orElseGet(() -> notYet(name));
      case Expression.Field(var target, var name, Span span) ->
          field(elaborator.elaborate(target, scope), name.text(), name.span(), span);
      case Expression.Call call -> call(call, scope);
      case Expression.Index(var target, var items, Span span) ->
          elaborator
              .indexing()
              .index(elaborator.valid(target, scope), target.span(), items, scope, span);
      case Expression.Prefix(var operator, var operand, Span span) ->
          prefix(operator, operand(operand, scope), span);
      case Expression.Binary(var operator, var left, var right, _, Span span) -> {
        Operand[] both = operands(left, right, scope);
        yield operators.binary(operator, both[0], both[1], span);
      }
      case Expression.Compare(_, Expression.Compare _, _, _, _) ->
          throw new Reported(); // by the parser
      case Expression.Compare(var operator, var left, var right, _, Span span) -> {
        Operand[] both = operands(left, right, scope);
        yield operators.compare(operator, both[0], both[1], span);
      }
      case Expression.Range(var kind, var from, var to, _) -> {
        Value first = elaborator.elaborate(from, scope);
        Value last = elaborator.elaborate(to, scope);
        yield new Value.Range(
            elaborator.valid(first), elaborator.valid(last), kind == RangeKind.CLOSED);
      }
      case Expression.If branch -> choice(branch, scope);
      case Expression.FunctionLiteral literal ->
          new Value.Function(
              new Closure(
                  "fn",
                  literal.parameters(),
                  literal.result(),
                  literal.body(),
                  scope,
                  literal.span()));
      case Expression.Block(var lets, var last, _) -> {
        Scope inner = scope.inner();
        for (Binding let : lets) {
          elaborator.definitions().define(let, inner);
        }
        yield elaborator.elaborate(last, inner);
      }
      case Expression.RecordLiteral(var fields, _) -> {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Expression.FieldValue field : fields) {
          values.put(field.name().text(), elaborator.elaborate(field.value(), scope));
        }
        yield new Value.Record(values);
      }
      case Expression.TensorLiteral(var elements, Span span) -> tensor(elements, scope, span);
      case Expression.Comprehension(var element, var generators, Span span) ->
          elaborator.comprehensions().tensor(element, generators, scope, span);
      case Expression.NextValue(var state, Span span) ->
          scope
              .find("next " + state.text())
              .orElseThrow(() ->
                  elaborator.fail(
                      Diagnostic.of(
                          SystemCodes.NEXT_OF_UNMAPPED,
                          "`next("
                              + state.text()
                              + ")` means something only in the equations of a map.",
                          span)));
      case Expression.At elsewhere -> Elsewhere.value(elaborator, elsewhere, scope);
      case Expression.Train(_, _, Span span) ->
          throw elaborator.fail(
              Diagnostic.of(
                  ExperimentCodes.STATEMENT_OUT_OF_PLACE,
                  "A `train` stands in an experiment, as `let run = train net { … }`.",
                  keyword(span, "train")));
      case Expression.Sweep(var generators, var body, Span span) -> {
        elaborator.report(
            Diagnostic.of(
                ExperimentCodes.STATEMENT_OUT_OF_PLACE,
                "A `sweep` stands in an experiment, as `let table = sweep … { … }`.",
                span));
        throw new Reported();
      }
      case Expression.Pipe(var argument, var function, Span span) ->
          apply(
              elaborator.valid(function, scope),
              Arguments.written(
                  elaborator, List.of(new Argument.Positional(argument, argument.span())), scope),
              function.span(),
              span);
      case Expression.Paren(var inner, _) -> elaborator.elaborate(inner, scope);
      case Expression.Missing _ -> Value.INVALID;
    };
  }

  static Span keyword(Span span, String word) {
    return new Span(
        span.source(), span.start(), Math.min(span.end(), span.start() + word.length()));
  }

  private Operand operand(Expression expression, Scope scope) {
    return new Operand(elaborator.valid(expression, scope), expression.span());
  }

  /// Both operands, so that mistakes in both are found before the first one stops the work.
  private Operand[] operands(Expression left, Expression right, Scope scope) {
    Value a = elaborator.elaborate(left, scope);
    Value b = elaborator.elaborate(right, scope);
    return new Operand[] {
      new Operand(elaborator.valid(a), left.span()), new Operand(elaborator.valid(b), right.span())
    };
  }

  private Value prefix(PrefixOperator operator, Operand operand, Span span) {
    return switch (operator) {
      case NEGATE -> operators.negate(operand, span);
      case PLUS ->
          operand.value() instanceof Value.Int || operand.value() instanceof Value.Real
              ? operand.value()
              : new Value.Array(elaborator.numbers().numeric(operand.value(), operand.span()));
      case NOT -> operators.not(operand, span);
    };
  }

  private Value choice(Expression.If branch, Scope scope) {
    Value condition = elaborator.elaborate(branch.condition(), scope);
    if (condition instanceof Value.Truth(boolean taken)) {
      return elaborator.elaborate(taken ? branch.then() : branch.otherwise(), scope);
    }
    Value then = branch(condition, true, branch.then(), scope);
    Value otherwise = branch(condition, false, branch.otherwise(), scope);
    return operators.choose(
        new Operand(elaborator.valid(condition), branch.condition().span()),
        new Operand(elaborator.valid(then), branch.then().span()),
        new Operand(elaborator.valid(otherwise), branch.otherwise().span()),
        branch.span());
  }

  /// A branch, which counts only where the condition is what it says; conditions of many entries
  /// are decided entry by entry.
  private Value branch(Value condition, boolean holds, Expression branch, Scope scope) {
    return condition instanceof Value.Array(Var var)
            && var.type().isScalar()
            && var.type().elem() == Elem.BOOL
        ? elaborator.inBranch(var, holds, () -> elaborator.elaborate(branch, scope))
        : elaborator.elaborate(branch, scope);
  }

  Value field(Value target, String name, Span nameSpan, Span span) {
    return switch (elaborator.valid(target)) {
      case Value.Record(var fields) -> {
        Value found = fields.get(name);
        if (found == null) {
          throw elaborator.fail(
              Diagnostic.of(
                      NameCodes.UNKNOWN_FIELD, "This record has no field `" + name + "`.", nameSpan)
                  .suggestName(Names.closest(name, fields.keySet()))
                  .note(
                      "It has "
                          + String.join(
                              ", ", fields.keySet().stream().map(f -> "`" + f + "`").toList())
                          + "."));
        }
        yield found;
      }
      case Value.Library(var library, var members) -> {
        Value found = members.get(name);
        if (found == null) {
          throw elaborator.fail(ModuleScopes.noMember(library, members, name, nameSpan));
        }
        yield found;
      }
      case Value.Instance(var system) ->
          elaborator.current(system).field(elaborator, name, nameSpan);
      case Value.Part(var view) -> view.field(elaborator, name, nameSpan);
      case Value number when Numbers.isNumeric(number) && name.equals("T") ->
          transposed(elaborator.numbers().toVar(number, span), span);
      case Value number when Numbers.isNumeric(number) && name.equals("shape") ->
          new Value.Ints(elaborator.numbers().toVar(number, span).type().dims());
      case Value other ->
          throw elaborator.fail(
              Diagnostic.of(
                  TypeCodes.NOT_A_RECORD,
                  "This has no field `" + name + "`.",
                  nameSpan,
                  "the value before the dot is " + other.describe()));
    };
  }

  private Value transposed(Var var, Span span) {
    int rank = var.type().rank();
    if (rank < 2) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "Only a tensor with two or more dimensions has a transpose.",
              span,
              "this is " + Value.describe(var.type())));
    }
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      order.add(k);
    }
    order.set(rank - 1, rank - 2);
    order.set(rank - 2, rank - 1);
    return new Value.Array(elaborator.builder().transpose(var, order));
  }

  /// A name that is declared, or there would be a message by now, but gets its value elsewhere:
  /// what a training goes over has none while the models are made.
  private Value notYet(Name name) {
    if (!elaborator.problems().hasErrors()) {
      elaborator.report(
          Diagnostic.of(
                  NameCodes.UNKNOWN_NAME,
                  "The name `" + name.text() + "` has no value here.",
                  name.span())
              .note("It is declared, but only gets its value after this has been worked out."));
    }
    return Value.INVALID;
  }

  /// The value of a statement's right side, which may be a training.
  Value result(Expression value, Scope scope) {
    return value.unwrapped() instanceof Expression.Train train
        ? elaborator.guarded(() -> TrainBlock.run(elaborator, train, scope))
        : elaborator.elaborate(value, scope);
  }

  private Value call(Expression.Call call, Scope scope) {
    Value function = elaborator.elaborate(call.function(), scope);
    Arguments arguments = Arguments.written(elaborator, call.arguments(), scope);
    if (function instanceof Value.Invalid) {
      throw new Reported();
    }
    return apply(function, arguments, call.function().span(), call.span());
  }

  Value apply(Value function, Arguments arguments, Span functionSpan, Span span) {
    return switch (elaborator.valid(function)) {
      case Value.Function(var callable) -> callable.call(elaborator, arguments, span);
      case Value.Instance(var system) ->
          elaborator.current(system).call(elaborator, arguments, span);
      case Value.MethodChoice(var tableau, _, _, _) ->
          new MethodCallable(tableau).call(elaborator, arguments, span);
      case Value.StochasticChoice(var method, _) ->
          new StochasticCallable(method).call(elaborator, arguments, span);
      case Value.Part part when Models.callable(part).isPresent() ->
          Models.callable(part).get().call(elaborator, arguments, span);
      case Value other -> throw elaborator.fail(notCallable(other, functionSpan));
    };
  }

  private static Diagnostic notCallable(Value value, Span span) {
    Diagnostic problem =
        Diagnostic.of(
            NameCodes.NOT_A_FUNCTION,
            "This cannot be called.",
            span,
            "this is " + value.describe());
    if (Builtins.names().contains(span.text())) {
      return problem.note(
          "The program declares `" + span.text() + "`, which hides the function of that name.");
    }
    return Numbers.isNumeric(value) ? problem.note("A product needs its `*`.") : problem;
  }

  private Value tensor(List<Expression> elements, Scope scope, Span span) {
    List<Value> values = new ArrayList<>();
    for (Expression element : elements) {
      values.add(elaborator.elaborate(element, scope));
    }
    values.forEach(elaborator::valid);
    boolean numeric = values.stream().allMatch(Numbers::isNumeric);
    if (!numeric) {
      return new Value.Tuple(values);
    }
    if (values.isEmpty()) {
      return new Value.Array(
          elaborator.builder().constant(Tensor.zeros(elaborator.real(), new Shape(0))));
    }
    if (values.stream().allMatch(Value.Int.class::isInstance)) {
      return new Value.Ints(values.stream().map(v -> ((Value.Int) v).value()).toList());
    }
    List<Var> vars = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      vars.add(elaborator.numbers().toVar(values.get(k), elements.get(k).span()));
    }
    return new Value.Array(stack(vars, elements.stream().map(Expression::span).toList()));
  }

  /// The rows, which must have equal types up to widening, one under the other.
  Var stack(List<Var> rows, List<Span> spans) {
    List<Var> vars = new ArrayList<>(rows);
    boolean anyReal = vars.stream().anyMatch(v -> v.type().elem().isReal());
    if (anyReal) {
      vars.replaceAll(v -> v.type().elem() == Elem.I64 ? elaborator.numbers().real(v) : v);
    }
    Type first = vars.getFirst().type();
    for (int k = 1; k < vars.size(); k++) {
      if (!vars.get(k).type().equals(first)) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.ELEMENTS_DIFFER,
                    "The elements of a tensor must have one type and shape.",
                    spans.get(k),
                    "this is " + Value.describe(vars.get(k).type()))
                .relate(spans.getFirst(), "the first is " + Value.describe(first)));
      }
    }
    List<Var> lifted =
        vars.stream()
            .map(v -> elaborator.builder().reshape(v, v.type().under(Dim.ONE).dims()))
            .toList();
    return elaborator.builder().concat(lifted, 0);
  }

  Operators operators() {
    return operators;
  }
}
