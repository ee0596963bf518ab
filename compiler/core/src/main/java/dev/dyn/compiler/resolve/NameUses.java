package dev.dyn.compiler.resolve;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.resolve.NameTable.Entry;
import dev.dyn.compiler.resolve.NameTable.Kind;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks up the names in expressions and remembers which were used.
final class NameUses {
  private final Problems problems;
  private final Modules modules;

  /// What could not be read may have used any name, or declared it.
  private final boolean isReadable;

  private final Map<Span, Span> bindings = new LinkedHashMap<>();
  private final Set<String> fields = new HashSet<>();
  private final List<NameTable> systems = new ArrayList<>();
  private boolean quiet;
  private boolean allowsUnknown;
  private Wanted expected = Wanted.VALUE;

  NameUses(Modules modules, Problems problems) {
    this.modules = modules;
    this.problems = problems;
    this.isReadable = !problems.hasErrors();
  }

  Bindings bindings() {
    return new Bindings(bindings);
  }

  /// From now on any name may be one that could not be imported.
  void allowUnknownNames() {
    allowsUnknown = true;
  }

  /// Does `work` without messages.
  void quietly(Runnable work) {
    boolean before = quiet;
    quiet = true;
    work.run();
    quiet = before;
  }

  private void report(Diagnostic problem) {
    if (!quiet) {
      problems.add(problem);
    }
  }

  void declare(NameTable table, Name name, Kind kind) {
    table
        .declare(name.text(), name.span(), kind)
        .ifPresent(before -> {
          before.used = true;
          report(Resolver.twice(name, before));
        });
  }

  /// Reports names of a system that neither its equations use nor anybody reads as a field, once
  /// all fields are known.
  void reportUnusedAtEnd(NameTable system) {
    systems.add(system);
  }

  /// Everything has been looked through.
  void end() {
    systems.forEach(system -> reportUnused(system, fields));
  }

  void reportUnused(NameTable table) {
    reportUnused(table, Set.of());
  }

  private void reportUnused(NameTable table, Set<String> readElsewhere) {
    if (!isReadable) {
      return;
    }
    table
        .entries()
        .forEach((name, entry) -> {
          boolean isUsed = entry.used || readElsewhere.contains(name);
          if (!isUsed && entry.kind != Kind.FREE && !name.startsWith("_")) {
            report(
                Diagnostic.of(
                    entry.kind == Kind.IMPORT ? NameCodes.UNUSED_IMPORT : NameCodes.UNUSED_NAME,
                    "The " + entry.kind.word() + " `" + name + "` is never used.",
                    entry.span));
          }
        });
  }

  private void use(Name name, NameTable table) {
    Optional<Entry> found = table.find(name.text());
    if (found.isPresent()) {
      found.get().used = true;
      if (!found.get().span.isBuiltin()) {
        bindings.put(name.span(), found.get().span);
      }
      return;
    }
    if (Wanted.RULE_WORDS.contains(name.text())) {
      report(
          Diagnostic.of(
              NameCodes.OUT_OF_PLACE_NAME,
              "`" + name.text() + "` means something only in a rule or a training.",
              name.span()));
      return;
    }
    unknown(name, table, expected);
  }

  /// The left side of an equation names a state without using its value. `skipped` letters belong
  /// to the equation, as the `d` of `dx`.
  void left(Name name, int skipped, NameTable table) {
    Span span = name.span();
    if (name.text().length() <= skipped) {
      return;
    }
    table
        .find(name.text().substring(skipped))
        .filter(found -> !found.span.isBuiltin())
        .ifPresent(found ->
            bindings.put(new Span(span.source(), span.start() + skipped, span.end()), found.span));
  }

  private void unknown(Name name, NameTable table, Wanted wanted) {
    if (allowsUnknown || !isReadable && isDeclaredSomewhere(name)) {
      return;
    }
    Diagnostic problem = wanted.problem(name);
    Optional<String> library =
        modules.libraries().stream().filter(module -> declares(module, name)).findFirst();
    if (library.isPresent() && problem.code() == NameCodes.UNKNOWN_NAME) {
      String both = library.get() + ".{" + name.text() + "}";
      report(problem.note("`" + library.get() + "` has it: `import " + both + "`."));
      return;
    }
    Optional<String> here = OtherWords.here(name.text());
    if (here.isPresent() && problem.code() == NameCodes.UNKNOWN_NAME) {
      report(problem.note(here.get()));
      return;
    }
    Optional<String> closest = Names.closest(name.text(), table.allNames());
    closest.flatMap(table::find).ifPresent(meant -> meant.used = true);
    report(problem.suggestName(closest));
  }

  private boolean declares(String library, Name name) {
    return modules
        .library(library)
        .filter(module ->
            Declarations.names(module).stream().anyMatch(own -> own.text().equals(name.text())))
        .isPresent();
  }

  /// Whether a line that could not be read seems to declare `name`.
  private static boolean isDeclaredSomewhere(Name name) {
    String quoted = Pattern.quote(name.text());
    String declaring =
        "\\b(let|fn|param|state|output|data|model|record|system|import|as)\\s+" + quoted + "\\b";
    String assigned = "^\\s*" + quoted + "\\s*=(?!=)";
    return Pattern.compile(declaring + "|" + assigned, Pattern.MULTILINE)
        .matcher(name.span().source().text())
        .find();
  }

  /// The right side of a stochastic equation, whose names may be those of noises.
  void increment(Expression expression, NameTable table) {
    Wanted before = expected;
    expected = Wanted.INCREMENT;
    expression(expression, table);
    expected = before;
  }

  /// An expression whose first name should be of a certain kind.
  void wanted(Wanted wanted, Expression expression, NameTable table) {
    Optional<Name> head =
        switch (expression.unwrapped()) {
          case Expression.NameRef(Name name, _) -> Optional.of(name);
          case Expression.Call(Expression.NameRef(Name name, _), _, _) -> Optional.of(name);
          case Expression _ -> Optional.empty();
        };
    if (head.isEmpty() || table.find(head.get().text()).isPresent()) {
      expression(expression, table);
      return;
    }
    unknown(head.get(), table, wanted);
    if (expression.unwrapped() instanceof Expression.Call call) {
      arguments(call, table, false);
    }
  }

  // ---- types

  /// Names in a shape; where `binds`, unknown ones are dimension variables.
  void type(TypeExpression type, NameTable table, boolean binds) {
    type.mapExpressions(size -> {
      if (binds
          && size.unwrapped() instanceof Expression.NameRef(Name name, _)
          && table.find(name.text()).isEmpty()) {
        table.declare(name.text(), name.span(), Kind.FREE);
      }
      Wanted before = expected;
      expected = Wanted.SIZE;
      expression(size, table);
      expected = before;
      return size;
    });
  }

  // ---- expressions

  void expression(Expression expression, NameTable table) {
    switch (expression) {
      case Expression.NameRef(Name name, _) -> use(name, table);
      case Expression.NextValue(Name state, _) -> use(state, table);
      case Expression.Field(var target, Name field, _) -> {
        fields.add(field.text());
        expression(target, table);
      }
      case Expression.FunctionLiteral literal -> functionLiteral(literal, table);
      case Expression.Block(var lets, var value, _) -> block(lets, value, table);
      case Expression.Comprehension(var element, var generators, _) ->
          expression(element, generators(generators, table));
      case Expression.Call call -> call(call, table);
      case Expression.RecordLiteral(var fields, _) -> {
        NameTable names = new NameTable(Optional.empty());
        for (Expression.FieldValue field : fields) {
          declare(names, field.name(), Kind.FREE);
          expression(field.value(), table);
        }
      }
      case Expression.Train train ->
          quietly(() -> train.forEachChild(child -> expression(child, table)));
      case Expression.Sweep sweep ->
          quietly(() -> sweep.forEachChild(child -> expression(child, table)));
      default -> expression.forEachChild(child -> expression(child, table));
    }
  }

  private void functionLiteral(Expression.FunctionLiteral literal, NameTable table) {
    NameTable inner = table.inner();
    for (Parameter parameter : literal.parameters()) {
      parameter.type().ifPresent(type -> type(type, inner, true));
      parameter.fallback().ifPresent(fallback -> expression(fallback, table));
      declare(inner, parameter.name(), Kind.FREE);
    }
    literal.result().ifPresent(type -> type(type, inner, true));
    expression(literal.body(), inner);
  }

  private void block(List<Binding> lets, Expression value, NameTable table) {
    NameTable inner = table.inner();
    for (Binding let : lets) {
      let.type().ifPresent(type -> type(type, inner, false));
      expression(let.value(), inner);
      let.names().forEach(name -> declare(inner, name, Kind.VALUE));
    }
    expression(value, inner);
    reportUnused(inner);
  }

  /// The scope inside a comprehension; indices may stay unused.
  NameTable generators(List<Generator> generators, NameTable table) {
    NameTable inner = table.inner();
    for (Generator generator : generators) {
      generator.range().ifPresent(range -> expression(range, inner));
      declare(inner, generator.index(), Kind.FREE);
    }
    return inner;
  }

  private void call(Expression.Call call, NameTable table) {
    expression(call.function(), table);
    boolean isPartial =
        call.function().unwrapped() instanceof Expression.NameRef(Name name, _)
            && name.text().equals("D")
            && table.find("D").map(entry -> entry.span.isBuiltin()).orElse(false);
    arguments(call, table, isPartial);
  }

  private void arguments(Expression.Call call, NameTable table, boolean isPartial) {
    boolean samples =
        call.function().unwrapped() instanceof Expression.NameRef(Name name, _)
            && name.text().equals("sample");
    for (int k = 0; k < call.arguments().size(); k++) {
      Argument argument = call.arguments().get(k);
      boolean isParameterName = isPartial && k > 0;
      boolean isWhole = argument instanceof Argument.Comprehended;
      if (samples && k == 0 && !isWhole) {
        wanted(Wanted.DISTRIBUTION, argument.value(), table);
      } else if (!isParameterName || isWhole) {
        argument(argument, table);
      }
    }
  }

  /// An argument whose meaning does not depend on what is called.
  void argument(Argument argument, NameTable table) {
    if (argument instanceof Argument.Comprehended(var value, var generators, _)) {
      expression(value, generators(generators, table));
    } else if (argument instanceof Argument.Named(Name name, var value, _)
        && name.text().equals("method")) {
      wanted(Wanted.METHOD, value, table);
    } else {
      expression(argument.value(), table);
    }
  }
}
