package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// A function of single numbers: a row of data. From it follow type checking, evaluation, generated
/// code, derivatives, the reference page and the tests.
///
/// Rows are written with [#scalar] in [Scalars] (arithmetic) and [ElementaryFunctions] (what users
/// call by name):
///
/// ```java
/// static final ScalarFn LOG = scalar("log", 1)
///     .runs(Elementary.class, "log")
///     .partials((b, x, y) -> List.of(b.div(b.fill(1, y.type()), x.getFirst())))
///     .domain(0.1, 10)
///     .document("Natural logarithm; NaN for negative arguments.", "log(1.0)", "0.0");
/// ```
public final class ScalarFn {
  private final String name;
  private final int arity;
  private final Rule rule;
  private final Meaning meaning;
  private final Partials partials;
  private final Domain domain;
  private final Documentation documentation;

  private ScalarFn(
      String name,
      int arity,
      Rule rule,
      Meaning meaning,
      Partials partials,
      Domain domain,
      Documentation documentation) {
    this.name = name;
    this.arity = arity;
    this.rule = rule;
    this.meaning = meaning;
    this.partials = partials;
    this.domain = domain;
    this.documentation = documentation;
  }

  /// Which kinds of arguments a function takes and what it gives.
  public enum Rule {
    /// Reals of one precision to the same; ints are widened before.
    REAL,
    /// Ints to int, or reals of one precision to the same.
    NUMBER,
    /// Ints to int.
    INTEGER,
    /// Two numbers of one kind to a truth value.
    COMPARISON,
    /// Truth values to a truth value.
    LOGIC,
    /// A truth value and two of one kind to that kind.
    CHOICE,
    /// Anything to f64.
    TO_F64,
    /// Anything to f32.
    TO_F32,
    /// Anything to i64.
    TO_I64,
    /// A real to a truth value.
    TEST,
    /// A stream and three f64 to f64: times and what is drawn there.
    PATH
  }

  /// What a function computes.
  public sealed interface Meaning {
    /// A static method `name` of `owner`, with an overload for each kind of argument that the rule
    /// admits: `double` for f64, `float` for f32, `long` for i64, `boolean` for truth values.
    record StaticMethod(Class<?> owner, String name) implements Meaning {}

    /// Other functions: the call is replaced by these lines, for all engines and derivatives.
    record Expansion(Expand lines) implements Meaning {}
  }

  /// Writes the lines that a call stands for.
  @FunctionalInterface
  public interface Expand {
    Var expand(Builder b, List<Var> args);
  }

  /// What is known about derivatives.
  public sealed interface Partials {
    /// The derivative with respect to each argument, from the arguments x and the result y, all of
    /// equal extents.
    record Known(Rules rules) implements Partials {}

    /// Zero wherever it exists: steps, comparisons, whole numbers.
    record Zero() implements Partials {}

    /// Not known: differentiation stops with the function's name.
    record Unknown() implements Partials {}
  }

  /// Writes the partial derivatives; an absent one is zero.
  @FunctionalInterface
  public interface Rules {
    List<Optional<Var>> of(Builder b, List<Var> x, Var y);
  }

  /// The interval in which tests draw arguments.
  public record Domain(double from, double to) {}

  /// A sentence, and a call with its value, for hover text and the reference. Empty for functions
  /// without a name in the language.
  public record Documentation(String text, String example, String value) {}

  /// Begins a row: a function of reals with unknown derivatives, which tests try on -2..2.
  public static ScalarFn scalar(String name, int arity) {
    return new ScalarFn(
        name,
        arity,
        Rule.REAL,
        new Meaning.StaticMethod(ScalarFn.class, name),
        new Partials.Unknown(),
        new Domain(-2, 2),
        new Documentation("", "", ""));
  }

  public ScalarFn rule(Rule other) {
    return new ScalarFn(name, arity, other, meaning, partials, domain, documentation);
  }

  public ScalarFn runs(Class<?> owner, String method) {
    return new ScalarFn(
        name,
        arity,
        rule,
        new Meaning.StaticMethod(owner, method),
        partials,
        domain,
        documentation);
  }

  public ScalarFn expands(Expand lines) {
    return new ScalarFn(
        name, arity, rule, new Meaning.Expansion(lines), partials, domain, documentation);
  }

  /// One partial derivative for each argument.
  public ScalarFn partials(PlainRules rules) {
    Rules optional = (b, x, y) -> rules.of(b, x, y).stream().map(Optional::of).toList();
    return new ScalarFn(
        name, arity, rule, meaning, new Partials.Known(optional), domain, documentation);
  }

  public ScalarFn flat() {
    return new ScalarFn(name, arity, rule, meaning, new Partials.Zero(), domain, documentation);
  }

  public ScalarFn domain(double from, double to) {
    return new ScalarFn(name, arity, rule, meaning, partials, new Domain(from, to), documentation);
  }

  public ScalarFn document(String text, String example, String value) {
    return new ScalarFn(
        name, arity, rule, meaning, partials, domain, new Documentation(text, example, value));
  }

  /// Partial derivatives with respect to every argument.
  @FunctionalInterface
  public interface PlainRules {
    List<Var> of(Builder b, List<Var> x, Var y);
  }

  public String name() {
    return name;
  }

  public int arity() {
    return arity;
  }

  public Rule rule() {
    return rule;
  }

  public Meaning meaning() {
    return meaning;
  }

  public Partials partials() {
    return partials;
  }

  public Domain domain() {
    return domain;
  }

  public Documentation documentation() {
    return documentation;
  }

  /// The kind of the result for arguments of the given kinds, which must fit the rule.
  public Elem result(List<Elem> args) {
    return switch (rule) {
      case REAL, NUMBER, INTEGER -> args.getFirst();
      case COMPARISON, LOGIC, TEST -> Elem.BOOL;
      case CHOICE -> args.get(1);
      case TO_F64, PATH -> Elem.F64;
      case TO_F32 -> Elem.F32;
      case TO_I64 -> Elem.I64;
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
