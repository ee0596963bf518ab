package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Generator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// `part cells = [Cell(k: ks[i], u: x[i]) for i in 0..<N]`. The equations of the parts are traced
/// for one `i` and batched over all. What others read of the parts is worked out for all of them
/// before. Where that is impossible, because parts need outputs of others that need inputs, or
/// because a size depends on `i`, each is worked out by itself ([SeparateParts]).
final class PartArray implements Part {
  /// More parts than this are not worked out one by one.
  private static final int MOST_SEPARATE = 2_000;

  private final Elaborator elaborator;
  private final String path;
  private final Generator generator;
  private final Comprehensions.Axis axis;
  private final Var stream;
  private final Element elements;
  private final Map<String, Var> starts = new LinkedHashMap<>();
  private Optional<SystemInstance> sample = Optional.empty();

  /// The part for one value of the index, which messages call `label`.
  interface Element {
    Part at(Value index, Var stream, String label);
  }

  PartArray(
      Elaborator elaborator,
      String path,
      Generator generator,
      Comprehensions.Axis axis,
      Var stream,
      Element elements) {
    this.elaborator = elaborator;
    this.path = path;
    this.generator = generator;
    this.axis = axis;
    this.stream = stream;
    this.elements = elements;
    Value all =
        over(
            List.of(),
            (i, _) -> {
              Part element = element(i);
              sample = Optional.of(element.sample());
              Map<String, Value> fields = new LinkedHashMap<>();
              element.starts().forEach((name, start) -> fields.put(name, new Value.Array(start)));
              return new Value.Record(fields);
            });
    if (all instanceof Value.Record(var fields)) {
      fields.forEach((name, start) -> {
        if (start instanceof Value.Array(Var var)) {
          starts.put(name, var);
        }
      });
    }
  }

  private Part element(Var i) {
    return elements.at(
        axis.element(elaborator, i), elaborator.mixed(stream, i), generator.index().text());
  }

  private Part elementAt(long k) {
    return elements.at(
        axis.elementAt(elaborator, k),
        elaborator.mixed(stream, elaborator.builder().integer(k)),
        Long.toString(k));
  }

  /// `body` for one place, done for all.
  private Value over(List<Var> stacked, BiFunction<Var, List<Var>, Value> body) {
    try {
      return overAll(stacked, body);
    } catch (NeedsRow needed) {
      throw unequal(needed);
    }
  }

  private RuntimeException unequal(NeedsRow needed) {
    return elaborator.isBatching()
        ? needed // the index of what is around may be meant
        : elaborator.fail(
            Diagnostic.of(
                    SystemCodes.STRUCTURE_NOT_INT,
                    "The parts of an array have one structure.",
                    generator.span(),
                    "a size depends on `" + generator.index().text() + "`")
                .note("Parts of different structure are declared one by one."));
  }

  private Value overAll(List<Var> stacked, BiFunction<Var, List<Var>, Value> body) {
    List<Var> all = new ArrayList<>();
    all.add(elaborator.builder().iota(axis.size()));
    all.addAll(stacked);
    return Mapping.over(
        elaborator,
        all,
        1,
        entries -> {
          Var i = entries.getFirst();
          elaborator.beforeRun().markRowVariable(i);
          return body.apply(i, entries.subList(1, entries.size()));
        });
  }

  Dim size() {
    return axis.size();
  }

  @Override
  public Optional<Dim> count() {
    return Optional.of(axis.size());
  }

  @Override
  public Map<String, Var> starts() {
    return starts;
  }

  @Override
  public SystemInstance sample() {
    return sample.orElseThrow();
  }

  @Override
  public String describe() {
    return "an array of parts, systems `" + sample().name() + "`";
  }

  @Override
  public Optional<PartArray> array() {
    return Optional.of(this);
  }

  @Override
  public Value field(Elaborator asking, String name, Span span) {
    return new Still(List.of()).field(asking, name, span);
  }

  @Override
  public MovingPart moving(Elaborator asking, Moment around, List<Var> states, Scope scope) {
    Trail trail = around.trail();
    String name = around.prefix() + path;
    if (trail.isOneByOne(name)) {
      return new SeparateParts(elaborator, this, separated(around, states, scope));
    }
    if (isSmall()) {
      trail.addTogether(name);
    } else if (!size().isKnown()) {
      trail.addUnsized(name);
    }
    return new Moving(around, states, scope);
  }

  private boolean isSmall() {
    return size().isKnown() && size().value() <= MOST_SEPARATE;
  }

  /// Each part by itself at one time.
  private List<MovingPart> separated(Moment around, List<Var> states, Scope scope) {
    List<MovingPart> all = new ArrayList<>();
    for (long k = 0; k < size().value(); k++) {
      Dim place = Dim.of(k);
      List<Var> rows = states.stream().map(s -> elaborator.builder().pick(s, 0, place)).toList();
      Scope inner = scope.with(generator.index().text(), axis.elementAt(elaborator, k));
      all.add(elementAt(k).moving(elaborator, around, rows, inner));
    }
    return all;
  }

  /// Whether the names lead to a part inside the parts.
  boolean leadsToPart(List<String> names) {
    SystemInstance at = sample();
    for (String name : names) {
      Part part = at.parts().get(name);
      if (part == null) {
        return false;
      }
      at = part.sample();
    }
    return true;
  }

  static Value follow(Elaborator elaborator, PartView start, List<String> names, Span span) {
    Value value = new Value.Part(start);
    for (String name : names) {
      value = elaborator.expressions().field(value, name, span, span);
    }
    return value;
  }

  /// What is known of the parts before the run.
  private final class Still implements PartView {
    private final List<String> names;

    Still(List<String> names) {
      this.names = names;
    }

    @Override
    public Value field(Elaborator asking, String name, Span span) {
      List<String> inner = with(names, name);
      return leadsToPart(inner)
          ? new Value.Part(new Still(inner))
          : over(List.of(), (i, _) -> PartArray.follow(elaborator, element(i), inner, span));
    }

    @Override
    public String describe() {
      return PartArray.this.describe();
    }
  }

  private static List<String> with(List<String> names, String name) {
    List<String> inner = new ArrayList<>(names);
    inner.add(name);
    return inner;
  }

  /// All parts at one time.
  private final class Moving implements MovingPart {
    private final Moment around;
    private final List<Var> states;
    private final Scope scope;
    private final Anchor here = elaborator.anchor();
    private final Map<String, Value> known = new HashMap<>();

    Moving(Moment around, List<Var> states, Scope scope) {
      this.around = around;
      this.states = states;
      this.scope = scope;
      int k = 0;
      for (String name : starts.keySet()) {
        known.put(name, new Value.Array(states.get(k++)));
      }
    }

    /// `body` for one part, done for all. A size in it that depends on the index separates them.
    private Value together(BiFunction<Var, List<Var>, Value> body) {
      return together(List.of(), body);
    }

    /// @param more what each part has a row of, beside its states
    private Value together(List<Var> more, BiFunction<Var, List<Var>, Value> body) {
      List<Var> stacked = new ArrayList<>(states);
      stacked.addAll(more);
      try {
        return overAll(stacked, body);
      } catch (NeedsRow needed) {
        if (elaborator.checksAllSizes()) {
          throw new Reported(); // for known sizes it will show
        }
        throw isSmall() ? around.trail().separate(around.prefix() + path) : unequal(needed);
      }
    }

    private MovingPart element(Var i, List<Var> rows) {
      Scope inner = scope.with(generator.index().text(), axis.element(elaborator, i));
      return PartArray.this.element(i).moving(elaborator, around, rows, inner);
    }

    @Override
    public List<Var> each(Function<Moment, List<Var>> own) {
      return flat(together((i, rows) -> tuple(element(i, rows).each(own))));
    }

    @Override
    public List<Var> increments(Growth growth) {
      int own = states.size();
      return flat(
          together(
              growth.vars(),
              (i, rows) ->
                  tuple(
                      element(i, rows.subList(0, own))
                          .increments(growth.with(rows.subList(own, rows.size()))))));
    }

    private static Value tuple(List<Var> vars) {
      return new Value.Tuple(vars.stream().<Value>map(Value.Array::new).toList());
    }

    private List<Var> flat(Value all) {
      List<Var> vars = new ArrayList<>();
      Trees.flatten(elaborator, all, vars);
      return vars;
    }

    @Override
    public void settle() {
      // They are worked out all at once.
    }

    @Override
    public Value field(Elaborator asking, String name, Span span) {
      return field(List.of(name), span);
    }

    private Value field(List<String> names, Span span) {
      if (leadsToPart(names)) {
        return new Value.Part(
            new PartView() {
              @Override
              public Value field(Elaborator asking, String name, Span place) {
                return Moving.this.field(with(names, name), place);
              }

              @Override
              public String describe() {
                return Moving.this.describe();
              }
            });
      }
      String key = String.join(".", names);
      Value found = known.get(key);
      if (found == null) {
        found =
            here.value(() ->
                elaborator.guarded(() ->
                    together(
                        (i, rows) -> PartArray.follow(elaborator, element(i, rows), names, span))));
        known.put(key, found);
      }
      return elaborator.valid(found);
    }

    @Override
    public Optional<PartArray> array() {
      return Optional.of(PartArray.this);
    }

    @Override
    public String describe() {
      return PartArray.this.describe();
    }
  }
}
