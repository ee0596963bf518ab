package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// The equations and outputs of `system` and its parts, traced as open blocks of time and states.
record SystemBlocks(Elaborator elaborator, SystemInstance system) {
  /// What moves the states, as an open block: `(t, states…) → (derivatives…)` for a flow, `(n,
  /// states…) → (next states…)` for a map. States that wait for a firing or an event have no
  /// derivative, and are their own next state.
  Block motion() {
    return traced(Moment::equations);
  }

  /// What a step adds to the states, as an open block `(t, states…, dt, noises…) → (increments…)`.
  Block increments(List<Noise> noises) {
    List<Type> types = new ArrayList<>(List.of(Type.scalar(elaborator.real())));
    List<String> names = new ArrayList<>(List.of("dt"));
    for (Noise noise : noises) {
      types.add(noise.type());
      names.add(noise.name());
    }
    return traced(
        List.of(),
        types,
        names,
        vars -> {
          int states = 1 + system.starts().size();
          Growth growth =
              new Growth(vars.get(states), noises, vars.subList(states + 1, vars.size()));
          return Moment.of(elaborator, system, vars.subList(0, states)).increments(growth);
        });
  }

  /// The outputs, as an open block: `(t or n, states…) → (outputs…)`.
  Block outputs() {
    return traced(Moment::outputs);
  }

  /// What `results` writes from the meanings of names at one time, as an open block: `(t or n,
  /// states…) → …`.
  Block atOneTime(Function<Moment, List<Var>> results) {
    return traced(List.of(), vars -> results.apply(Moment.of(elaborator, system, vars)));
  }

  /// A system where something happens to it.
  ///
  /// @param moment what names mean just before
  /// @param states those of the parts too
  /// @param stream random numbers for what happens
  /// @param taken whether what is computed counts
  record Happening(Moment moment, Map<String, Var> states, Var stream, Var taken) {}

  /// What `results` writes at a firing or an event, as an open block: `(t or n, stream, taken,
  /// states…) → …`.
  Block atOneFiring(Function<Happening, List<Var>> results) {
    return traced(
        List.of(Type.I64, Type.BOOL),
        vars -> {
          List<Var> clockAndStates = new ArrayList<>(vars);
          Var random = clockAndStates.remove(1);
          Var taken = clockAndStates.remove(1);
          Map<String, Var> states = new LinkedHashMap<>();
          for (String name : system.starts().keySet()) {
            states.put(name, clockAndStates.get(1 + states.size()));
          }
          Moment moment = Moment.of(elaborator, system, clockAndStates);
          return results.apply(new Happening(moment, states, random, taken));
        });
  }

  /// What `results` gives for the system and its parts, as an open block of time and states.
  private Block traced(Function<Moment, List<Var>> results) {
    return traced(
        List.of(), List.of(), List.of(), vars -> Moment.of(elaborator, system, vars).each(results));
  }

  /// @param further types of parameters between time and states
  private Block traced(List<Type> further, Function<List<Var>, List<Var>> results) {
    return traced(further, List.of(), List.of(), results);
  }

  /// @param further types of parameters between time and states
  /// @param more the types of further parameters, which stand after the states
  private Block traced(
      List<Type> further,
      List<Type> more,
      List<String> moreNames,
      Function<List<Var>, List<Var>> results) {
    List<Type> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    types.add(system.isMap() ? Type.I64 : Type.scalar(elaborator.real()));
    names.add("t");
    for (Type type : further) {
      types.add(type);
      names.add(type.equals(Type.I64) ? "stream" : "taken");
    }
    system
        .starts()
        .forEach((name, start) -> {
          types.add(start.type());
          names.add(name);
        });
    types.addAll(more);
    names.addAll(moreNames);
    return elaborator.calling(
        () -> SystemFactory.endless(system.name(), system.model().declaration().name().span()),
        () ->
            elaborator.everywhere(() -> separating(() -> elaborator.trace(types, names, results))));
  }

  /// What `work` gives, which begins anew whenever another array of parts turns out to need its
  /// parts one by one.
  private static Block separating(Supplier<Block> work) {
    while (true) {
      try {
        return work.get();
      } catch (Trail.OneByOne _) {
        // the trail has noted the array
      }
    }
  }
}
