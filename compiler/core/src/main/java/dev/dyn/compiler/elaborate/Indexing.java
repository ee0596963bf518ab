package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.IndexItem;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// `A[i, 2..<5, ..]`: ints pick, ranges cut out, tensors of ints look up, `..` takes all dimensions
/// that are left. An index −k counts from the end. What is known before the run is checked before
/// the run.
final class Indexing {
  private final Elaborator elaborator;

  Indexing(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  private Builder builder() {
    return elaborator.builder();
  }

  Value index(Value target, Span targetSpan, List<IndexItem> items, Scope scope, Span site) {
    if (target instanceof Value.Tuple(var values)) {
      return ofTuple(values, items, scope, site);
    }
    if (target instanceof Value.Part(PartView view)) {
      return new Value.Part(view.indexed(items, scope, site));
    }
    if (target instanceof Value.Ints(List<Dim> sizes)
        && items.size() == 1
        && items.getFirst() instanceof IndexItem.At(var at, Span span)
        && elaborator.valid(at, scope) instanceof Value.Int(Dim k)
        && k.isKnown()) {
      return new Value.Int(sizes.get(place(k, sizes.size(), span)));
    }
    if (target instanceof Value.Record(var fields)) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_A_TENSOR,
                  "A record has no entries to be counted.",
                  targetSpan,
                  "this is " + target.describe())
              .note(
                  "A field is read by its name: `r."
                      + fields.keySet().stream().findFirst().orElse("a")
                      + "`."));
    }
    Var tensor = elaborator.numbers().toVar(target, targetSpan);
    requireOneRest(items);
    int explicit = (int) items.stream().filter(item -> !(item instanceof IndexItem.Rest)).count();
    if (explicit > tensor.type().rank()) {
      throw elaborator.fail(
          Diagnostic.of(
                  tensor.type().isScalar() ? TypeCodes.NOT_A_TENSOR : TypeCodes.TOO_MANY_INDICES,
                  tensor.type().isScalar()
                      ? "A single number cannot be indexed."
                      : "There are "
                          + explicit
                          + " indices for "
                          + tensor.type().rank()
                          + (tensor.type().rank() == 1 ? " dimension." : " dimensions."),
                  site)
              .relate(targetSpan, "this is " + Value.describe(tensor.type())));
    }
    int left = tensor.type().rank() - explicit;
    List<Selection> selections = new ArrayList<>();
    for (IndexItem item : items) {
      if (item instanceof IndexItem.Rest) {
        for (int k = 0; k < left; k++) {
          selections.add(new Selection.Whole());
        }
        left = 0;
      } else {
        selections.add(selection(item, tensor.type().dim(selections.size()), scope));
      }
    }
    while (selections.size() < tensor.type().rank()) {
      selections.add(new Selection.Whole());
    }
    return new Value.Array(apply(tensor, selections));
  }

  /// Between two `..` no index says which dimension it is for.
  private void requireOneRest(List<IndexItem> items) {
    List<IndexItem> rests = items.stream().filter(IndexItem.Rest.class::isInstance).toList();
    if (rests.size() > 1) {
      throw elaborator.fail(
          Diagnostic.of(TypeCodes.TWO_RESTS, "An index has one `..` at most.", rests.get(1).span())
              .relate(rests.getFirst().span(), "the first one is here")
              .note(
                  "`..` stands for all dimensions that the others leave; of a single dimension"
                      + " `0..` takes everything."));
    }
  }

  private Value ofTuple(List<Value> values, List<IndexItem> items, Scope scope, Span site) {
    if (items.size() == 1 && items.getFirst() instanceof IndexItem.At(var at, Span span)) {
      Dim index =
          elaborator.beforeRun().requireSize(elaborator.elaborate(at, scope), "index", span);
      return values.get(place(index, values.size(), span));
    }
    throw elaborator.fail(
        Diagnostic.of(TypeCodes.TOO_MANY_INDICES, "A list of values has one index.", site));
  }

  /// Which of `count` things a known index means.
  private int place(Dim index, int count, Span span) {
    if (!index.isKnown()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_CONSTANT,
              "An index into a list of values must be known.",
              span,
              "this is `" + index + "`"));
    }
    long k = index.value() < 0 ? index.value() + count : index.value();
    if (k < 0 || k >= count) {
      throw outOfRange(index.value(), Dim.of(count), span);
    }
    return (int) k;
  }

  /// What is taken along one axis.
  private sealed interface Selection {
    record Whole() implements Selection {}

    record Pick(Dim index) implements Selection {}

    record Cut(Dim start, Dim size) implements Selection {}

    record Lookup(Var index) implements Selection {}
  }

  private Selection selection(IndexItem item, Dim extent, Scope scope) {
    return switch (item) {
      case IndexItem.At(var expression, Span span) -> {
        Value value = elaborator.valid(expression, scope);
        if (value instanceof Value.Range(Value from, Value to, boolean closed)) {
          if (closed) {
            throw elaborator.fail(
                Diagnostic.of(
                        TypeCodes.RANGE_EXPECTED,
                        "An index is an int or a range of ints, and `a..b` is an interval of"
                            + " reals.",
                        span)
                    .note("`a..<b` are the ints from a up to but without b."));
          }
          Dim first =
              bound(elaborator.beforeRun().requireSize(from, "start of the range", span), extent);
          Dim end = bound(elaborator.beforeRun().requireSize(to, "end of the range", span), extent);
          yield cut(first, end, extent, span);
        }
        if (value instanceof Value.Int(Dim k)) {
          yield pick(k, extent, span);
        }
        if (value instanceof Value.Ints(List<Dim> places)
            && extent.isKnown()
            && places.stream().allMatch(Dim::isKnown)) {
          places.forEach(k -> place(k, extent.size(), span));
        }
        Var var = elaborator.numbers().toVar(value, span);
        if (var.type().elem() != Elem.I64) {
          throw elaborator.fail(
              Diagnostic.of(
                      TypeCodes.REAL_AS_INT,
                      "An index must be an int.",
                      span,
                      "this is " + Value.describe(var.type()))
                  .note("`int(x)` makes an int of a real."));
        }
        yield new Selection.Lookup(elaborator.protect(var, 0));
      }
      case IndexItem.From(var expression, Span span) ->
          cut(
              bound(
                  elaborator
                      .beforeRun()
                      .requireSize(
                          elaborator.elaborate(expression, scope), "start of the range", span),
                  extent),
              extent,
              extent,
              span);
      case IndexItem.Until(var expression, Span span) ->
          cut(
              Dim.ZERO,
              bound(
                  elaborator
                      .beforeRun()
                      .requireSize(
                          elaborator.elaborate(expression, scope), "end of the range", span),
                  extent),
              extent,
              span);
      case IndexItem.Rest _ -> new Selection.Whole();
    };
  }

  private static Dim bound(Dim index, Dim extent) {
    return index.isKnown() && index.value() < 0 ? extent.plus(index) : index;
  }

  private Selection pick(Dim index, Dim extent, Span span) {
    if (index.isKnown() && extent.isKnown()) {
      long k = index.value() < 0 ? index.value() + extent.value() : index.value();
      if (k < 0 || k >= extent.value()) {
        throw outOfRange(index.value(), extent, span);
      }
    }
    return new Selection.Pick(bound(index, extent));
  }

  private Selection cut(Dim first, Dim end, Dim extent, Span span) {
    Dim size = end.minus(first);
    boolean known = first.isKnown() && end.isKnown() && extent.isKnown();
    if (known && (first.value() < 0 || end.value() > extent.value() || size.value() < 0)) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.INDEX_OUT_OF_RANGE,
              size.value() < 0
                  ? "The range " + first + "..<" + end + " runs backwards."
                  : "The range "
                      + first
                      + "..<"
                      + end
                      + " does not lie inside a dimension of size "
                      + extent
                      + ".",
              span));
    }
    return new Selection.Cut(first, size);
  }

  private Reported outOfRange(long index, Dim extent, Span span) {
    return elaborator.fail(
        Diagnostic.of(
                TypeCodes.INDEX_OUT_OF_RANGE,
                "The index " + index + " lies outside a dimension of size " + extent + ".",
                span)
            .note("Indices begin at 0; the last one is " + extent.minus(Dim.ONE) + ", or -1."));
  }

  private Var apply(Var tensor, List<Selection> selections) {
    Var result = tensor;
    int axis = 0;
    int k = 0;
    while (k < selections.size()) {
      switch (selections.get(k)) {
        case Selection.Whole _ -> axis++;
        case Selection.Cut(Dim start, Dim size) ->
            result = builder().slice(result, axis++, start, size, 1);
        case Selection.Pick(Dim index) -> result = builder().pick(result, axis, index);
        case Selection.Lookup _ -> {
          int count = lookups(selections, k);
          result = lookup(result, axis, selections.subList(k, k + count));
          axis += lookupRank(selections.subList(k, k + count));
          k += count;
          continue;
        }
      }
      k++;
    }
    return result;
  }

  /// How many lookups stand side by side from `k` on: they are taken together, entry by entry.
  private static int lookups(List<Selection> selections, int k) {
    int end = k;
    while (end < selections.size() && selections.get(end) instanceof Selection.Lookup) {
      end++;
    }
    return end - k;
  }

  private static int lookupRank(List<Selection> lookups) {
    int rank = 0;
    for (Selection selection : lookups) {
      if (selection instanceof Selection.Lookup(Var index)) {
        rank = Math.max(rank, index.type().rank());
      }
    }
    return rank;
  }

  /// Looks up along the axes from `axis` on; they are brought to the front for it, and what is
  /// found goes where they were.
  private Var lookup(Var tensor, int axis, List<Selection> lookups) {
    List<Var> indices = new ArrayList<>();
    for (Selection selection : lookups) {
      if (selection instanceof Selection.Lookup(Var index)) {
        indices.add(index);
      }
    }
    List<Span> spans = indices.stream().map(_ -> elaborator.here()).toList();
    List<Var> fitted = elaborator.numbers().broadcast(indices, spans, elaborator.here());
    int rank = tensor.type().rank();
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < fitted.size(); k++) {
      order.add(axis + k);
    }
    for (int k = 0; k < rank; k++) {
      if (k < axis || k >= axis + fitted.size()) {
        order.add(k);
      }
    }
    Var front = builder().transpose(tensor, order);
    Var found = builder().emit(tensor.name(), new Reindex.Gather(front, fitted, 0));
    int where = fitted.getFirst().type().rank();
    List<Integer> back = new ArrayList<>();
    for (int k = 0; k < axis; k++) {
      back.add(where + k);
    }
    for (int k = 0; k < where; k++) {
      back.add(k);
    }
    for (int k = where + axis; k < found.type().rank(); k++) {
      back.add(k);
    }
    return builder().transpose(found, back);
  }
}
