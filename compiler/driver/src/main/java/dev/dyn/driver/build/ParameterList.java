package dev.dyn.driver.build;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.runtime.packed.PackedParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameters of a program, for its help, and which of them a run may set.
final class ParameterList {
  private final Set<String> open = new HashSet<>();
  private final List<PackedParameter> all = new ArrayList<>();

  private ParameterList(List<Script> scripts) {
    for (Script script : scripts) {
      script.inputs().inputs().forEach(input -> open.add(input.owner() + "." + input.name()));
      open.removeAll(script.inputs().demanded());
    }
  }

  /// Those of the module itself, then those of the systems that it imports.
  static List<PackedParameter> of(Module module, List<Module> imported, List<Script> scripts) {
    ParameterList list = new ParameterList(scripts);
    list.addSystems(module, false);
    module
        .declarations(Declaration.Experiment.class)
        .forEach(experiment -> list.addAll(experiment));
    imported.forEach(other -> list.addSystems(other, true));
    return list.all;
  }

  /// What the first declaration says of the file.
  static String documentation(Module module) {
    return module
        .declarations(Declaration.Experiment.class)
        .flatMap(experiment -> experiment.doc().stream())
        .findFirst()
        .or(() ->
            module
                .declarations(Declaration.SystemDeclaration.class)
                .flatMap(system -> system.doc().stream())
                .findFirst())
        .orElse("");
  }

  private void addSystems(Module module, boolean isImported) {
    module
        .declarations(Declaration.SystemDeclaration.class)
        .forEach(system -> addAll(system, isImported));
  }

  private void addAll(Declaration.SystemDeclaration system, boolean isImported) {
    String owner = system.name().text();
    for (Parameter parameter : system.structure()) {
      add(owner, parameter.name().text(), text(parameter.fallback()), Optional.empty(), isImported);
    }
    for (Item item : system.items()) {
      if (item instanceof Item.Quantity quantity && quantity.kind() == QuantityKind.PARAM) {
        add(owner, quantity.name().text(), text(quantity.initial()), quantity.doc(), isImported);
      }
    }
  }

  private void addAll(Declaration.Experiment experiment) {
    for (Statement statement : experiment.statements()) {
      if (statement instanceof Statement.Param param) {
        String owner = experiment.name().text();
        add(owner, param.name().text(), text(param.initial()), param.doc(), false);
      }
    }
  }

  private void add(
      String owner, String name, String fallback, Optional<String> doc, boolean isImported) {
    boolean isOpen = open.contains(owner + "." + name);
    all.add(new PackedParameter(owner, name, fallback, doc.orElse(""), isOpen, isImported));
  }

  private static String text(Initial initial) {
    String written = text(initial.expression());
    return initial instanceof Initial.Drawn ? "~ " + written : written;
  }

  private static String text(Optional<Expression> expression) {
    return expression.map(e -> e.span().text()).orElse("");
  }
}
