package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The items of a system sorted by what they are, and what the equations need from each other. The
/// order of items means nothing; definitions that need each other in a circle are reported as a
/// path.
///
/// @param happenings jumps and events
/// @param diffusions the stochastic equations, by the state that they move
/// @param noises the declared noises, which equations share
/// @param draws what is drawn afresh at every step of a map
/// @param learning what has to do with weights and their training
/// @param dynamic the names that depend on the state or on time
/// @param isSound whether nothing was wrong; only then may the system be instantiated
record SystemModel(
    SystemDeclaration declaration,
    Map<String, Item.Quantity> params,
    Map<String, Item.Quantity> inputs,
    Map<String, Item.Quantity> states,
    Map<String, Item.Quantity> outputs,
    Map<String, Item.Bind> parts,
    Map<String, Binding> lets,
    Map<String, Item.Ode> flows,
    Map<String, Item.NextState> maps,
    Happenings happenings,
    Map<String, Item.Sde> diffusions,
    Map<String, Item.Quantity> noises,
    Map<String, Item.Quantity> draws,
    Learning learning,
    Set<String> dynamic,
    boolean isSound) {

  String name() {
    return declaration.name().text();
  }

  SystemKind kind() {
    return declaration.kind();
  }

  /// Whether the program says what `name` is inside.
  boolean declares(String name) {
    return declaration.structure().stream().anyMatch(p -> p.name().text().equals(name))
        || Stream.of(params, inputs, states, outputs, parts, lets, draws, learning.ons())
            .anyMatch(items -> items.containsKey(name));
  }

  /// Whether it moves in steps. So does a rule without any equation.
  boolean isMap() {
    boolean isStill = flows.isEmpty() && diffusions.isEmpty();
    return !maps.isEmpty() || kind() == SystemKind.RULE && isStill;
  }

  /// Whether anything sets states anew beside the equations.
  boolean isHybrid() {
    return !happenings.isEmpty();
  }

  /// Whether the state `name` has an equation; the others wait for a firing or an event. `theta` of
  /// a rule that says nothing of it stays where it is.
  boolean hasEquation(String name) {
    boolean isTheta = kind() == SystemKind.RULE && name.equals("theta");
    return isTheta
        || flows.containsKey(name)
        || maps.containsKey(name)
        || diffusions.containsKey(name);
  }

  /// Whether noise moves it, beside which ordinary equations may stand.
  boolean isDiffusion() {
    return !diffusions.isEmpty();
  }

  /// Whether the stochastic equations are meant in Stratonovich's sense.
  boolean isStratonovich() {
    return diffusions.values().stream().anyMatch(Item.Sde::stratonovich);
  }

  /// The items of `declaration`, sorted; what is wrong with them goes to `problems`.
  static SystemModel of(SystemDeclaration declaration, Problems problems) {
    return new SystemReader(declaration, problems).read();
  }
}
