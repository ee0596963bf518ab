package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What `--set` says, matched with the parameters of a program and, if it has none of the name,
/// with those of systems that it imports. A later setting of the same parameter wins.
final class SettingTable implements Settings {
  /// A parameter that can be set: who has it, its name, and whether it must be an int.
  private record Settable(String owner, String name, boolean isInt) {
    String qualified() {
      return owner + "." + name;
    }
  }

  private final Map<String, Setting> byQualifiedName = new HashMap<>();
  private final Scope constants = Builtins.scope();

  private SettingTable() {}

  static SettingTable of(
      List<Setting> settings, Module module, Modules modules, Problems problems) {
    SettingTable table = new SettingTable();
    List<Settable> own = settable(module);
    List<Settable> settable = new ArrayList<>(own);
    if (!settings.isEmpty()) {
      modules.behind(module).forEach(other -> settable.addAll(systemParameters(other)));
    }
    for (Setting setting : settings) {
      List<Settable> matches =
          matching(setting, own).isEmpty() ? matching(setting, settable) : matching(setting, own);
      if (matches.isEmpty()) {
        problems.add(unknown(setting, settable));
      } else if (matches.size() > 1) {
        problems.add(
            Diagnostic.of(
                    CommandCodes.AMBIGUOUS_SETTING,
                    "Several parameters are called `" + setting.name() + "`.",
                    setting.span())
                .note("Say which: " + listed(matches) + "."));
      } else if (fits(setting, matches.getFirst(), problems)) {
        table.byQualifiedName.put(matches.getFirst().qualified(), setting);
      }
    }
    return table;
  }

  private static List<Settable> matching(Setting setting, List<Settable> settable) {
    return settable.stream()
        .filter(s -> s.qualified().equals(setting.name()) || s.name().equals(setting.name()))
        .toList();
  }

  private static boolean fits(Setting setting, Settable target, Problems problems) {
    for (String name : FreeNames.of(setting.value()).keySet()) {
      if (!Builtins.names().contains(name)) {
        problems.add(
            Diagnostic.of(
                CommandCodes.BAD_SETTING,
                "The name `" + name + "` means nothing in a setting.",
                setting.span()));
        return false;
      }
    }
    Expression value = setting.value().unwrapped();
    boolean real = value instanceof Expression.Number number && number.isReal();
    boolean noNumber =
        value instanceof Expression.StringLiteral
            || value instanceof Expression.Bool
            || value instanceof Expression.RecordLiteral
            || value instanceof Expression.Missing;
    if (noNumber || real && target.isInt()) {
      problems.add(
          Diagnostic.of(
              CommandCodes.ILL_TYPED_SETTING,
              "`" + target.qualified() + "` cannot be set to this.",
              setting.span(),
              target.isInt() ? "an int is needed" : "a number is needed"));
      return false;
    }
    return true;
  }

  private static Diagnostic unknown(Setting setting, List<Settable> settable) {
    TreeSet<String> names = new TreeSet<>();
    settable.forEach(s -> {
      names.add(s.name());
      names.add(s.qualified());
    });
    Diagnostic problem =
        Diagnostic.of(
                CommandCodes.UNKNOWN_SETTING,
                "There is no parameter `" + setting.name() + "`.",
                setting.span())
            .suggestName(Names.closest(setting.name(), names));
    return problem.note(
        settable.isEmpty()
            ? "This program has no parameters."
            : "Parameters are " + listed(settable) + ".");
  }

  private static String listed(List<Settable> settable) {
    return String.join(", ", settable.stream().map(s -> "`" + s.qualified() + "`").toList());
  }

  private static List<Settable> settable(Module module) {
    List<Settable> all = new ArrayList<>(systemParameters(module));
    for (Declaration declaration : module.declarations()) {
      switch (declaration) {
        case Declaration.SystemDeclaration _ -> {}
        case Declaration.Experiment experiment -> {
          for (Statement statement : experiment.statements()) {
            if (statement instanceof Statement.Param param) {
              all.add(
                  new Settable(
                      experiment.name().text(), param.name().text(), isInt(param.initial())));
            }
          }
        }
        case Declaration.Import _,
            Declaration.ImportFile _,
            Declaration.Let _,
            Declaration.Data _,
            Declaration.Function _,
            Declaration.Broken _ -> {}
      }
    }
    return all;
  }

  private static List<Settable> systemParameters(Module module) {
    List<Settable> all = new ArrayList<>();
    module
        .declarations(Declaration.SystemDeclaration.class)
        .forEach(system -> {
          String owner = system.name().text();
          system.structure().forEach(p -> all.add(new Settable(owner, p.name().text(), isInt(p))));
          for (Item item : system.items()) {
            if (item instanceof Item.Quantity quantity && quantity.kind() == QuantityKind.PARAM) {
              all.add(new Settable(owner, quantity.name().text(), isInt(quantity)));
            }
          }
        });
    return all;
  }

  private static boolean isInt(Parameter parameter) {
    return parameter.type().flatMap(t -> t.name()).map(n -> n.text().equals("int")).orElse(false);
  }

  private static boolean isInt(Item.Quantity quantity) {
    return quantity.type().isPresent()
        ? quantity.type().flatMap(t -> t.name()).map(n -> n.text().equals("int")).orElse(false)
        : isInt(quantity.initial());
  }

  private static boolean isInt(Initial initial) {
    return initial
        .expression()
        .map(e -> e.unwrapped() instanceof Expression.Number n && !n.isReal())
        .orElse(false);
  }

  /// All settings by qualified name.
  Map<String, Value> given(Elaborator elaborator) {
    Map<String, Value> all = new TreeMap<>();
    byQualifiedName.forEach(
        (name, setting) -> all.put(name, elaborator.elaborate(setting.value(), constants)));
    return all;
  }

  private Optional<Value> value(Elaborator elaborator, String owner, String name) {
    return Optional.ofNullable(byQualifiedName.get(owner + "." + name))
        .map(setting -> elaborator.elaborate(setting.value(), constants));
  }

  @Override
  public Optional<Value> structure(Elaborator elaborator, String system, Parameter parameter) {
    return value(elaborator, system, parameter.name().text());
  }

  @Override
  public Optional<Value> param(Elaborator elaborator, String system, Item.Quantity param) {
    return value(elaborator, system, param.name().text());
  }

  Optional<Value> experimentParam(Elaborator elaborator, String experiment, Statement.Param param) {
    return value(elaborator, experiment, param.name().text());
  }
}
