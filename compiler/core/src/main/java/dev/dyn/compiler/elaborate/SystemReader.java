package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sorts the items of a system into a [SystemModel] and tells what is wrong with them.
final class SystemReader {
  private final SystemDeclaration declaration;
  private final Problems problems;
  private final Map<String, Item.Quantity> params = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> inputs = new LinkedHashMap<>();
  private final Map<String, Item.Bind> parts = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> states = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> outputs = new LinkedHashMap<>();
  private final Map<String, Binding> lets = new LinkedHashMap<>();
  private final Map<String, Item.Ode> flows = new LinkedHashMap<>();
  private final Map<String, Item.NextState> maps = new LinkedHashMap<>();
  private final List<Item.Jump> jumps = new ArrayList<>();
  private final List<Item.Event> events = new ArrayList<>();
  private final Map<String, Item.Sde> diffusions = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> noises = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> draws = new LinkedHashMap<>();
  private final Map<String, Span> declared = new HashMap<>();
  private final LearningItems learning;
  private boolean sound = true;
  private boolean hasRefused;

  SystemReader(SystemDeclaration declaration, Problems problems) {
    this.declaration = declaration;
    this.problems = problems;
    this.learning = new LearningItems(declaration, this::report);
  }

  private void report(Diagnostic problem) {
    problems.add(problem);
    sound &= !problem.isError();
  }

  SystemModel read() {
    for (Parameter parameter : declaration.structure()) {
      declare(parameter.name().text(), parameter.name().span());
    }
    if (declaration.kind() == SystemKind.RULE) {
      states.put("theta", LearningItems.theta(declaration));
    }
    for (Item item : declaration.items()) {
      sort(item);
    }
    Happenings happenings = new Happenings(jumps, events);
    Set<String> moved = new HashSet<>(flows.keySet());
    moved.addAll(maps.keySet());
    learning.takeAverages(states, moved::contains);
    checkEquations(happenings);
    Needs needs = needs();
    needs.loops().forEach(this::report);
    Set<String> dynamic = dynamicNames(needs);
    learning.requireKnownBefore(dynamic);
    return new SystemModel(
        declaration,
        params,
        inputs,
        states,
        outputs,
        parts,
        lets,
        flows,
        maps,
        happenings,
        diffusions,
        noises,
        draws,
        learning.collected(),
        dynamic,
        sound);
  }

  private void declare(String name, Span span) {
    Span before = declared.putIfAbsent(name, span);
    if (before != null) {
      report(
          Diagnostic.of(
                  NameCodes.DUPLICATE_NAME,
                  "`" + name + "` is declared twice in this system.",
                  span)
              .relate(before, "it is declared here first"));
    }
  }

  private void sort(Item item) {
    Optional<Diagnostic> refusal = Unsupported.item(item, declaration.kind());
    if (refusal.isPresent()) {
      report(refusal.get());
      hasRefused = true;
      return;
    }
    if (!LearningItems.belongs(item, declaration.kind())) {
      outOfPlace(item);
      return;
    }
    switch (item) {
      case Item.Quantity quantity -> {
        declare(quantity.name().text(), quantity.name().span());
        switch (quantity.kind()) {
          case PARAM -> params.put(quantity.name().text(), quantity);
          case STATE -> states.put(quantity.name().text(), quantity);
          case OUTPUT -> outputs.put(quantity.name().text(), quantity);
          case INPUT -> inputs.put(quantity.name().text(), quantity);
          case NOISE -> noises.put(quantity.name().text(), quantity);
          case DRAW -> draws.put(quantity.name().text(), quantity);
          case WEIGHT -> learning.weight(quantity);
        }
        requireStart(quantity);
      }
      case Item.Let(Binding binding, _, _) -> {
        binding.names().forEach(name -> declare(name.text(), name.span()));
        lets.put(binding.name().text(), binding);
      }
      case Item.Ode ode -> {
        Item.Ode before = flows.putIfAbsent(ode.state().text(), ode);
        if (before != null) {
          twice(ode.state().text(), before.span(), ode.span());
        }
      }
      case Item.NextState next -> {
        Item.NextState before = maps.putIfAbsent(next.state().text(), next);
        if (before != null) {
          twice(next.state().text(), before.span(), next.span());
        }
      }
      case Item.Jump jump -> jumps.add(jump);
      case Item.Event event -> events.add(event);
      case Item.Sde sde -> diffusion(sde);
      case Item.Broken _ -> sound = false;
      case Item.Bind bind -> {
        declare(bind.name().text(), bind.name().span());
        switch (bind.kind()) {
          case PART -> parts.put(bind.name().text(), bind);
          case LAYER, MODEL, ON -> learning.bind(bind);
          case GRID -> outOfPlace(item); // refused before
        }
      }
      case Item.Forward forward -> learning.forward(forward);
      case Item.Loss loss -> learning.loss(loss);
      case Item.UseRule rule -> learning.rule(rule);
      case Item.PerTensor(Span span) -> learning.perTensor(span);
      case Item.FieldOver _,
          Item.Constraint _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _ ->
          outOfPlace(item);
    }
  }

  private void outOfPlace(Item item) {
    report(
        Diagnostic.of(
            SystemCodes.ITEM_OUT_OF_PLACE,
            "This does not belong in a `" + declaration.kind().word() + "`.",
            Unsupported.firstLine(item.span())));
  }

  private void diffusion(Item.Sde sde) {
    String written = sde.written().text();
    if (written.length() < 2 || written.charAt(0) != 'd') {
      report(
          Diagnostic.of(
                  SystemCodes.EQUATION_WITHOUT_STATE,
                  "`" + written + " = …` is no equation.",
                  sde.written().span())
              .note(
                  "`let` defines a name; `x' = …`, `dx = … *dt + … *dW` and `next x = …` move a"
                      + " state `x`."));
      return;
    }
    String state = written.substring(1);
    diffusions.values().stream()
        .filter(other -> other.stratonovich() != sde.stratonovich())
        .findFirst()
        .ifPresent(other ->
            report(
                Diagnostic.of(
                        SystemCodes.MIXED_CALCULUS,
                        "All stochastic equations of a system are Itô's or all are"
                            + " Stratonovich's.",
                        sde.span(),
                        sde.stratonovich() ? "this one is Stratonovich's" : "this one is Itô's")
                    .relate(other.span(), "this one is not")));
    Item.Sde before = diffusions.putIfAbsent(state, sde);
    if (before != null) {
      twice(state, before.span(), sde.span());
    }
  }

  private void requireStart(Item.Quantity quantity) {
    boolean absent = quantity.initial() instanceof Initial.Absent;
    if (absent && quantity.kind() == QuantityKind.OUTPUT) {
      report(
          Diagnostic.of(
              SystemCodes.ITEM_OUT_OF_PLACE,
              "The output `" + quantity.name().text() + "` needs a definition after `=`.",
              quantity.name().span()));
    }
    if (quantity.kind() == QuantityKind.INPUT
        && quantity.initial() instanceof Initial.Drawn(var law)) {
      report(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "The input `" + quantity.name().text() + "` is given from outside, not drawn.",
                  law.span())
              .note("`= …` after an input is what it is where nobody gives it."));
    }
  }

  private void twice(String state, Span first, Span second) {
    report(
        Diagnostic.of(SystemCodes.TWO_EQUATIONS, "`" + state + "` has two equations.", second)
            .relate(first, "the first one is here"));
  }

  private void checkEquations(Happenings happenings) {
    if (hasRefused) {
      return; // what was refused may declare states, or move them
    }
    learning.requireComplete(!states.isEmpty());
    happenings.problems(states, declared).forEach(this::report);
    flows.forEach((state, ode) -> requireState(state, ode.state().span()));
    maps.forEach((state, next) -> requireState(state, next.state().span()));
    diffusions.forEach((state, sde) -> requireState(state, sde.written().span()));
    diffusions.forEach((state, sde) ->
        Optional.ofNullable(flows.get(state))
            .ifPresent(ode -> twice(state, ode.span(), sde.span())));
    requireStepsForDraws();
    if (!mixesTimes()) {
      requireEquations(happenings.assigned());
    }
  }

  private void requireStepsForDraws() {
    if (maps.isEmpty() && !draws.isEmpty()) {
      Item.Quantity draw = draws.values().iterator().next();
      report(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "There are no steps at which `" + draw.name().text() + "` could be drawn.",
                  draw.span())
              .note(
                  "A map draws at every step. In a differential equation, `dx = … *dt + … *dW`"
                      + " has noise, and a `param` or a start may be drawn once."));
    }
  }

  /// Reports a system that moves both in steps and in time that passes.
  private boolean mixesTimes() {
    if ((!flows.isEmpty() || !diffusions.isEmpty()) && !maps.isEmpty()) {
      Item.NextState map = maps.values().iterator().next();
      Item moving =
          flows.isEmpty()
              ? diffusions.values().iterator().next()
              : flows.values().iterator().next();
      report(
          Diagnostic.of(
                  declaration.kind() == SystemKind.RULE
                      ? SystemCodes.RULE_MIXES_TIME
                      : SystemCodes.MIXED_TIME,
                  "A system is either a map or a differential equation, and this one has both.",
                  map.span(),
                  "this is a map")
              .relate(moving.span(), "this is a differential equation"));
      return true;
    }
    if (!jumps.isEmpty() && !maps.isEmpty()) {
      report(
          Diagnostic.of(
                  SystemCodes.MIXED_TIME,
                  "A jump at a rate needs time that passes, and this system is a map.",
                  Unsupported.firstLine(jumps.getFirst().span()),
                  "this is a jump")
              .relate(maps.values().iterator().next().span(), "this is a map"));
      return true;
    }
    return false;
  }

  private void requireEquations(Set<String> assigned) {
    boolean readable = sound;
    states.forEach((name, state) -> {
      if (readable
          && !flows.containsKey(name)
          && !maps.containsKey(name)
          && !diffusions.containsKey(name)
          && !assigned.contains(name)) {
        if (declaration.kind() == SystemKind.RULE && name.equals("theta")) {
          report(LearningItems.withoutUpdate(declaration));
          return;
        }
        String example = maps.isEmpty() ? name + "' = …" : "next " + name + " = …";
        report(
            Diagnostic.of(
                    SystemCodes.STATE_WITHOUT_EQUATION,
                    "The state `" + name + "` has no equation.",
                    state.name().span())
                .note("`" + example + "` says how it moves; what does not move is a `param`."));
      }
    });
  }

  private void requireState(String name, Span span) {
    if (!states.containsKey(name)) {
      Diagnostic problem =
          Diagnostic.of(
                  SystemCodes.EQUATION_WITHOUT_STATE,
                  "There is an equation for `" + name + "`, but no state of that name.",
                  span)
              .suggestName(Names.closest(name, states.keySet()));
      Span other = declared.get(name);
      report(
          other == null
              ? problem
              : problem.relate(other, "`" + name + "` is declared here, not as a `state`"));
    }
  }

  private Needs needs() {
    Map<String, Map<String, Span>> needs = new LinkedHashMap<>();
    params.forEach(
        (name, p) -> p.initial().expression().ifPresent(e -> needs.put(name, FreeNames.of(e))));
    Learning learned = learning.collected();
    learned
        .weights()
        .forEach(
            (name, w) -> w.initial().expression().ifPresent(e -> needs.put(name, FreeNames.of(e))));
    learned.layers().forEach((name, layer) -> needs.put(name, FreeNames.of(layer.value())));
    learned.ons().forEach((name, on) -> needs.put(name, FreeNames.of(on.value())));
    lets.forEach((name, let) -> needs.put(name, FreeNames.of(let.value())));
    outputs.forEach(
        (name, o) -> o.initial().expression().ifPresent(e -> needs.put(name, FreeNames.of(e))));
    maps.forEach((name, next) -> needs.put("next " + name, FreeNames.of(next.right())));
    return new Needs(needs);
  }

  private Set<String> dynamicNames(Needs needs) {
    Set<String> dynamic = new HashSet<>(states.keySet());
    dynamic.addAll(draws.keySet());
    if (!declared.containsKey("t")) {
      dynamic.add("t");
    }
    if (declaration.kind() == SystemKind.TRAINING && !declared.containsKey("step")) {
      dynamic.add("step");
    }
    maps.keySet().forEach(name -> dynamic.add("next " + name));
    dynamic.addAll(outputs.keySet());
    dynamic.addAll(inputs.keySet());
    dynamic.addAll(parts.keySet());
    dynamic.addAll(learning.movingNames());
    return needs.grown(dynamic);
  }
}
