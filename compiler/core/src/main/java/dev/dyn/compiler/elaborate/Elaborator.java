package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.random.Streams;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Turns expressions into IR and finds the user's mistakes in types and shapes while doing so: one
/// walk for both, so that they cannot disagree. Functions are inlined, comprehensions are traced
/// and batched, systems become regions.
///
/// This class holds what the walk carries along: the messages, the block that is being written, the
/// precision, the random stream. The walk itself is in [Expressions] and the classes it names.
final class Elaborator {
  private final SiteNumbers sites;
  private Problems problems;
  private final Names names;
  private final Deque<Builder> builders = new ArrayDeque<>();
  private final RunInputs inputs;
  private final BeforeRun beforeRun;
  private final Set<String> choices = new LinkedHashSet<>();
  private final Numbers numbers = new Numbers(this);
  private final Expressions expressions = new Expressions(this);
  private final Comprehensions comprehensions = new Comprehensions(this);
  private final Indexing indexing = new Indexing(this);
  private final Origins origins = new Origins();
  private final Observed observed = new Observed();
  private final DataFiles files;
  private final Set<DataFile> read = new LinkedHashSet<>();
  private final Var root;
  private Elem real;
  private Var stream;
  private final Models models = new Models();
  private final CallDepth calls = new CallDepth();
  private int batching;
  private Optional<Guard> guard = Optional.empty();
  private Span place = Span.builtin();

  Elaborator(
      SiteNumbers sites,
      DataFiles files,
      Problems problems,
      RunInputs inputs,
      Elem real,
      long seed) {
    this.sites = sites;
    this.files = files;
    this.problems = problems;
    this.inputs = inputs;
    this.beforeRun = new BeforeRun(this, new Statics(inputs), builders);
    this.names = inputs.names();
    this.real = real;
    builders.push(new Builder(names));
    root = inputs.stream(builder(), Streams.of(seed));
    stream = root;
  }

  Numbers numbers() {
    return numbers;
  }

  Expressions expressions() {
    return expressions;
  }

  Definitions definitions() {
    return new Definitions(this);
  }

  Comprehensions comprehensions() {
    return comprehensions;
  }

  Indexing indexing() {
    return indexing;
  }

  /// What is known before the run.
  BeforeRun beforeRun() {
    return beforeRun;
  }

  /// What models mean here.
  Models models() {
    return models;
  }

  Origins origins() {
    return origins;
  }

  Observed observed() {
    return observed;
  }

  /// `model` with the weights that it has here.
  SystemInstance current(SystemInstance model) {
    return models.current(model);
  }

  Names names() {
    return names;
  }

  /// The kind of number that `real` means here.
  Elem real() {
    return real;
  }

  Builder builder() {
    return builders.peek();
  }

  // ---- messages

  void report(Diagnostic problem) {
    problems.add(problem);
  }

  /// Reports a problem after which the expression at hand has no value.
  Reported fail(Diagnostic problem) {
    problems.add(problem);
    return new Reported();
  }

  /// What `work` gives, or an invalid value after a message.
  Value guarded(Supplier<Value> work) {
    try {
      return work.get();
    } catch (Reported _) {
      return Value.INVALID;
    }
  }

  /// What `work` makes of each of `items`. Every item is worked on, so that mistakes in all of them
  /// are told.
  ///
  /// @throws Reported after that, if one had a mistake
  <S, T> List<T> each(List<S> items, Function<S, T> work) {
    List<T> all = new ArrayList<>();
    for (S item : items) {
      try {
        all.add(work.apply(item));
      } catch (Reported _) {
        // The others are still to be worked on.
      }
    }
    if (all.size() < items.size()) {
      throw new Reported();
    }
    return all;
  }

  /// Runs `work` with messages going to `other`.
  <T> T reportingTo(Problems other, Supplier<T> work) {
    Problems before = problems;
    problems = other;
    try {
      return work.get();
    } finally {
      problems = before;
    }
  }

  Problems problems() {
    return problems;
  }

  // ---- data

  /// What the file at `path` holds, relative to the file with `site`.
  ///
  /// @throws DataFailure if it cannot be read
  Dataset data(String path, Span site, DataFormat format) throws DataFailure {
    DataFiles.Reading reading = files.read(site.source(), path, format);
    read.add(reading.file());
    return reading.data();
  }

  /// The data files read so far.
  List<DataFile> dataRead() {
    return List.copyOf(read);
  }

  /// Notes a choice that the compiler made for the user, for `--explain`.
  void explain(String choice, Span site) {
    choices.add(site + ": " + choice);
  }

  List<String> choices() {
    return List.copyOf(choices);
  }

  // ---- the walk

  /// The value of `expression`; invalid after a message.
  Value elaborate(Expression expression, Scope scope) {
    int before = builder().site();
    Span outer = place;
    place = expression.span();
    // Offsets are of the main file: what is imported is at the place of its call.
    builder().at(place.source() == sites.main() ? place.start() : before);
    try {
      Value value = expressions.value(expression, scope);
      return observed.saw(place, KnownNumbers.bounded(this, value, place));
    } catch (Reported _) {
      return Value.INVALID;
    } catch (ArithmeticException _) {
      report(
          Diagnostic.of(
              TypeCodes.TOO_LARGE, "A whole number here does not fit into 64 bits.", place));
      return Value.INVALID;
    } finally {
      place = outer;
      builder().at(before);
    }
  }

  /// What the body of a function or the parts of a system give. Calls without end are reported
  /// once, at the outermost call, as `endless`.
  <T> T calling(Supplier<Diagnostic> endless, Supplier<T> body) {
    return calls.inside(body, () -> calls.hasKnownSizes() ? fail(endless.get()) : new Reported());
  }

  CallDepth calls() {
    return calls;
  }

  /// Whether declarations are being checked for all sizes, instead of an experiment with its
  /// values.
  boolean checksAllSizes() {
    return calls.checksAllSizes();
  }

  /// The value of `expression`, which must have one.
  ///
  /// @throws Reported where it has none
  Value valid(Expression expression, Scope scope) {
    return valid(elaborate(expression, scope));
  }

  Value valid(Value value) {
    if (value instanceof Value.Invalid) {
      throw new Reported();
    }
    return value;
  }

  Value argument(Argument argument, Scope scope) {
    return argument instanceof Argument.Comprehended(var value, var generators, Span span)
        ? guarded(() -> comprehensions.tensor(value, generators, scope, span))
        : elaborate(argument.value(), scope);
  }

  /// The place of the innermost expression that is being elaborated.
  Span here() {
    return place;
  }

  // ---- blocks

  /// What `body` writes, as an open block with parameters of the given types.
  Block trace(List<Type> types, List<String> parameterNames, Function<List<Var>, List<Var>> body) {
    List<Var> parameters = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      parameters.add(names.fresh(parameterNames.get(k), types.get(k)));
    }
    Builder inner = new Builder(names);
    inner.at(builder().site());
    builders.push(inner);
    Map<SystemInstance, SystemInstance> before = models.table();
    try {
      List<Var> results = body.apply(parameters);
      return inner.block(parameters, results);
    } finally {
      builders.pop();
      models.restore(before);
    }
  }

  /// Whether what is being written will be done for many indices at once.
  boolean isBatching() {
    return batching > 0;
  }

  /// Runs `work`, whose lines will be batched.
  <T> T batching(Supplier<T> work) {
    batching++;
    try {
      return work.get();
    } finally {
      batching--;
    }
  }

  /// A size that only the run will know.
  Dim freshSize(String name) {
    return Dim.named(name + names.fresh(name, Type.I64).id());
  }

  /// Runs `work` with `real` meaning `other`.
  <T> T inPrecision(Elem other, Supplier<T> work) {
    Elem before = real;
    real = other;
    try {
      return work.get();
    } finally {
      real = before;
    }
  }

  // ---- branches

  /// Runs `work` for the branch that is taken where `condition` is true, or where it is false.
  Value inBranch(Var condition, boolean holds, Supplier<Value> work) {
    return guardedBy(Optional.of(new Guard(condition, holds, guard)), work);
  }

  /// Runs `work`, whose lines count whether or not a branch is taken: definitions that are worked
  /// out on first use, wherever that is.
  <T> T everywhere(Supplier<T> work) {
    return guardedBy(Optional.empty(), work);
  }

  private <T> T guardedBy(Optional<Guard> other, Supplier<T> work) {
    Optional<Guard> before = guard;
    guard = other;
    try {
      return work.get();
    } finally {
      guard = before;
    }
  }

  /// Gives `name` a meaning that is worked out when it is first asked for, as if that were here.
  void defineLazily(Scope scope, String name, Supplier<Value> meaning) {
    Anchor here = anchor();
    scope.defineLazily(name, () -> here.value(meaning));
  }

  /// The place where the walk is now.
  Anchor anchor() {
    int depth = builders.size();
    int batched = batching;
    Var around = stream;
    Map<SystemInstance, SystemInstance> table = models.table();
    return work -> outside(depth, batched, around, table, work);
  }

  /// Runs `work` with its lines going into the block at `depth`, of those that are being written,
  /// outside of all branches. One method does all, for such work nests deeply.
  private <T> T outside(
      int depth,
      int batched,
      Var around,
      Map<SystemInstance, SystemInstance> table,
      Supplier<T> work) {
    Deque<Builder> inner = new ArrayDeque<>();
    while (builders.size() > depth) {
      inner.push(builders.pop());
    }
    int batchingBefore = batching;
    Var streamBefore = stream;
    Map<SystemInstance, SystemInstance> modelsBefore = models.table();
    Optional<Guard> guardBefore = guard;
    batching = batched;
    stream = around;
    models.restore(table);
    guard = Optional.empty();
    try {
      return work.get();
    } finally {
      batching = batchingBefore;
      stream = streamBefore;
      models.restore(modelsBefore);
      guard = guardBefore;
      inner.forEach(builders::push);
    }
  }

  /// `var`, which could make a line fail, with `harmless` where the branch that is being elaborated
  /// is not taken.
  Var protect(Var var, long harmless) {
    return guard.map(g -> g.protect(var, harmless, builder())).orElse(var);
  }

  // ---- random streams

  Var stream() {
    return stream;
  }

  /// The stream from which all others are derived, whatever is being repeated.
  Var streamOfSeed() {
    return root;
  }

  /// A stream of its own for the construct at `site`.
  Var streamAt(Span site) {
    return streamAt(stream, site);
  }

  /// The same, of `from`.
  Var streamAt(Var from, Span site) {
    return mixed(from, builder().integer(sites.of(site)));
  }

  Var mixed(Var from, Var with) {
    return builder().call(Scalars.MIX, from, with);
  }

  <T> T withStream(Var other, Supplier<T> work) {
    Var before = stream;
    stream = other;
    try {
      return work.get();
    } finally {
      stream = before;
    }
  }

  RunInputs inputs() {
    return inputs;
  }

  /// An extent as a variable.
  Var size(Dim dim) {
    return dim.isKnown() ? builder().integer(dim.value()) : builder().emit("n", new Size(dim));
  }
}
