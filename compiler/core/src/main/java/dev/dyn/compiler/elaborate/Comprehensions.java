package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.IndexItem;
import dev.dyn.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Comprehensions: `[element for i in 0..<n, j]` as array code. The element is traced for one index
/// and batched over all; the first generator is the outermost axis. A range may be left out where
/// the index stands alone in the brackets of a tensor. Where an index fixes a size (`sum(x[j] for j
/// in 0..<i)`), the elements are elaborated one by one.
final class Comprehensions {
  /// More elements than this are not elaborated one by one.
  private static final int MOST_SEPARATE_ELEMENTS = 2_000;

  private final Elaborator elaborator;

  Comprehensions(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /// The tensor (or record of tensors) of all elements.
  Value tensor(Expression element, List<Generator> generators, Scope scope, Span site) {
    return nested(element, generators, 0, scope, site);
  }

  private Value nested(
      Expression element, List<Generator> generators, int depth, Scope scope, Span site) {
    if (depth == generators.size()) {
      return elaborator.valid(element, scope);
    }
    Generator generator = generators.get(depth);
    Axis axis = axis(generator, element, generators.subList(depth + 1, generators.size()), scope);
    Var stream = elaborator.streamAt(site);
    Problems attempt = new Problems();
    try {
      Value all =
          elaborator.reportingTo(
              attempt, () -> together(element, generators, depth, scope, site, axis, stream));
      elaborator.problems().addAll(attempt.sorted());
      return all;
    } catch (NeedsRow needed) {
      if (!axis.size().isKnown()) {
        throw needed;
      }
      return oneByOne(element, generators, depth, scope, site, axis, stream);
    } catch (Reported reported) {
      elaborator.problems().addAll(attempt.sorted());
      throw reported;
    }
  }

  /// All elements at once: traced for one index, batched over all.
  private Value together(
      Expression element,
      List<Generator> generators,
      int depth,
      Scope scope,
      Span site,
      Axis axis,
      Var stream) {
    return Mapping.over(
        elaborator,
        List.of(elaborator.builder().iota(axis.size())),
        1,
        entries -> {
          Var i = entries.getFirst();
          elaborator.beforeRun().markRowVariable(i);
          Var own = elaborator.mixed(stream, i);
          Scope inner =
              scope.with(generators.get(depth).index().text(), axis.element(elaborator, i));
          return elaborator.withStream(
              own, () -> nested(element, generators, depth + 1, inner, site));
        });
  }

  /// Each element by itself, where an index fixes a size or stands for something that is no number.
  private Value oneByOne(
      Expression element,
      List<Generator> generators,
      int depth,
      Scope scope,
      Span site,
      Axis axis,
      Var stream) {
    if (axis.size().value() > MOST_SEPARATE_ELEMENTS) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.COMPREHENSION,
              "More than "
                  + MOST_SEPARATE_ELEMENTS
                  + " elements with sizes of their own cannot be built yet.",
              site));
    }
    List<Value> elements = new ArrayList<>();
    for (long k = 0; k < axis.size().value(); k++) {
      Var own = elaborator.mixed(stream, elaborator.builder().integer(k));
      Scope inner = scope.with(generators.get(depth).index().text(), axis.elementAt(elaborator, k));
      elements.add(
          elaborator.withStream(own, () -> nested(element, generators, depth + 1, inner, site)));
    }
    return Trees.stack(elaborator, elements, site);
  }

  /// What an index runs over: the ints from `from` on, or the entries of `entries` along its first
  /// axis.
  record Axis(
      Dim size,
      Optional<Dim> from,
      Optional<Var> entries,
      List<Value> items,
      Optional<PartView> parts) {
    Axis(Dim size, Optional<Dim> from, Optional<Var> entries, List<Value> items) {
      this(size, from, entries, items, Optional.empty());
    }

    static Axis over(PartView parts, Dim size) {
      return new Axis(size, Optional.empty(), Optional.empty(), List.of(), Optional.of(parts));
    }

    /// What the index stands for at place `i`.
    Value element(Elaborator elaborator, Var i) {
      if (!items.isEmpty()) {
        throw new NeedsRow();
      }
      if (parts.isPresent()) {
        return new Value.Part(new PartView.Entry(parts.get(), i));
      }
      if (entries.isPresent()) {
        return new Value.Array(
            elaborator
                .builder()
                .emit(entries.get().name(), new Reindex.Gather(entries.get(), List.of(i), 0)));
      }
      Dim start = from.orElse(Dim.ZERO);
      return new Value.Array(start.is(0) ? i : elaborator.builder().add(i, elaborator.size(start)));
    }

    /// The value at the known place `k`, for rows that are elaborated one by one.
    Value elementAt(Elaborator elaborator, long k) {
      if (!items.isEmpty()) {
        return items.get((int) k);
      }
      if (parts.isPresent()) {
        return new Value.Part(new PartView.Entry(parts.get(), elaborator.builder().integer(k)));
      }
      if (entries.isPresent()) {
        return new Value.Array(elaborator.builder().pick(entries.get(), 0, Dim.of(k)));
      }
      return new Value.Int(from.orElse(Dim.ZERO).plus(Dim.of(k)));
    }
  }

  Axis axis(Generator generator, Expression body, List<Generator> rest, Scope scope) {
    if (generator.range().isEmpty()) {
      return new Axis(
          inferred(generator.index(), body, scope), Optional.empty(), Optional.empty(), List.of());
    }
    Expression written = generator.range().get();
    Value range = elaborator.valid(written, scope);
    if (range instanceof Value.Range(Value from, Value to, boolean closed)) {
      if (closed) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.RANGE_EXPECTED,
                    "An index runs over ints, and `a..b` is an interval of reals.",
                    written.span())
                .note("`a..<b` are the ints from a up to but without b."));
      }
      Dim first = elaborator.beforeRun().requireSize(from, "start of the range", written.span());
      Dim end = elaborator.beforeRun().requireSize(to, "end of the range", written.span());
      Dim size = end.minus(first);
      if (size.isKnown() && size.value() < 0) {
        size = Dim.ZERO;
      }
      return new Axis(size, Optional.of(first), Optional.empty(), List.of());
    }
    if (range instanceof Value.Tuple(var items)) {
      return new Axis(Dim.of(items.size()), Optional.empty(), Optional.empty(), items);
    }
    if (range instanceof Value.Part(PartView view) && view.array().isPresent()) {
      return Axis.over(view, view.array().get().size());
    }
    Var entries = elaborator.numbers().toVar(range, written.span());
    if (entries.type().isScalar()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.RANGE_EXPECTED,
              "An index runs over a range or over the entries of a tensor.",
              written.span(),
              "this is " + Value.describe(entries.type())));
    }
    return new Axis(entries.type().dim(0), Optional.empty(), Optional.of(entries), List.of());
  }

  /// The extent of the first axis that `index` stands in alone.
  private Dim inferred(Name index, Expression body, Scope scope) {
    List<Dim> found = new ArrayList<>();
    search(index.text(), body, scope, found);
    if (found.isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.UNKNOWN_RANGE,
                  "What `" + index.text() + "` runs over is not said.",
                  index.span())
              .note(
                  "The range may be left out only where `"
                      + index.text()
                      + "` stands alone as an index of a tensor; else write `"
                      + index.text()
                      + " in 0..<n`."));
    }
    return found.getFirst();
  }

  private void search(String index, Expression expression, Scope scope, List<Dim> found) {
    if (expression instanceof Expression.Index(var target, var items, _)) {
      for (int axis = 0; axis < items.size(); axis++) {
        if (items.get(axis) instanceof IndexItem.At(var at, _)
            && at.unwrapped() instanceof Expression.NameRef(Name name, _)
            && name.text().equals(index)
            && target instanceof Expression.NameRef(Name tensor, _)) {
          Value indexed = scope.find(tensor.text()).orElse(Value.INVALID);
          if (indexed instanceof Value.Array(Var var) && axis < var.type().rank()) {
            found.add(var.type().dim(axis));
          } else if (indexed instanceof Value.Part(PartView view) && axis == 0) {
            view.array().ifPresent(array -> found.add(array.size()));
          }
        }
      }
    }
    expression.forEachChild(child -> search(index, child, scope, found));
  }
}
