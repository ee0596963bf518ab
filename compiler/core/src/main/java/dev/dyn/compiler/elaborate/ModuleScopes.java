package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Phase;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the names at the top of a file mean: its declarations and imports, over the built-in names.
final class ModuleScopes {
  private final Elaborator elaborator;
  private final SiteNumbers sites;
  private final Modules modules;
  private final Settings settings;
  private final Map<Declaration.SystemDeclaration, SystemModel> models;
  private final Map<String, Value> visible = new HashMap<>();
  private final Set<String> loading = new LinkedHashSet<>();

  ModuleScopes(
      Elaborator elaborator,
      SiteNumbers sites,
      Modules modules,
      Settings settings,
      Map<Declaration.SystemDeclaration, SystemModel> models) {
    this.elaborator = elaborator;
    this.sites = sites;
    this.modules = modules;
    this.settings = settings;
    this.models = models;
  }

  /// The scope inside `module`. Constants are worked out now, in the block that is being written.
  Scope of(Module module) {
    sites.add(module);
    loading.add(module.source().name());
    Scope scope = builtins(module).inner();
    List<String> constants = new ArrayList<>();
    for (Declaration declaration : module.declarations()) {
      define(declaration, module, scope, constants);
    }
    constants.forEach(scope::find);
    loading.remove(module.source().name());
    return scope;
  }

  /// What every module sees.
  private Scope builtins(Module module) {
    Scope scope = Builtins.scope();
    if (!module.source().name().equals(Visible.MODULE)) {
      for (String name : Visible.names()) {
        scope.defineLazily(name, () -> visible().getOrDefault(name, Value.INVALID));
      }
    }
    return scope;
  }

  private Map<String, Value> visible() {
    if (visible.isEmpty()) {
      modules.library(Visible.MODULE).ifPresent(module -> visible.putAll(members(module)));
    }
    return visible;
  }

  private void define(Declaration declaration, Module module, Scope scope, List<String> constants) {
    switch (declaration) {
      case Declaration.Let(var binding, _, _) -> constant(binding, scope, constants);
      case Declaration.Function function ->
          scope.define(
              function.name().text(),
              new Value.Function(
                  new Closure(
                      function.name().text(),
                      function.parameters(),
                      function.result(),
                      function.body(),
                      scope,
                      function.span())));
      case Declaration.SystemDeclaration system ->
          scope.define(
              system.name().text(),
              Unsupported.code(system.kind()).isEmpty()
                  ? new Value.Function(new SystemFactory(model(system), scope, settings))
                  : Value.INVALID);
      case Declaration.Data(var names, var value, _, Span span) ->
          constant(new Binding(names, Optional.empty(), value, span), scope, constants);
      case Declaration.Import library -> importLibrary(library, scope);
      case Declaration.ImportFile(String path, _, Span span) ->
          importFile(path, module, scope, span);
      case Declaration.Broken(var names, _) ->
          names.forEach(name -> scope.define(name.text(), Value.INVALID));
      case Declaration.Experiment _ -> {}
    }
  }

  /// A constant or data, worked out when it is first asked for.
  private void constant(Binding binding, Scope scope, List<String> constants) {
    if (binding.takesApart()) {
      elaborator.definitions().define(binding, scope);
      return;
    }
    Name name = binding.name();
    constants.add(name.text());
    Set<String> underway = new HashSet<>();
    elaborator.defineLazily(
        scope,
        name.text(),
        () -> {
          if (!underway.add(name.text())) {
            elaborator.report(
                Diagnostic.of(
                    NameCodes.RECURSION,
                    "`" + name.text() + "` is defined by itself.",
                    name.span()));
            return Value.INVALID;
          }
          Value value = elaborator.elaborate(binding.value(), scope);
          return binding.type().isEmpty() || value instanceof Value.Invalid
              ? value
              : elaborator.guarded(() ->
                  new TypeReader(elaborator, scope)
                      .fit(value, binding.type().get(), binding.value().span(), "value"));
        });
  }

  private SystemModel model(Declaration.SystemDeclaration system) {
    return models.computeIfAbsent(system, s -> SystemModel.of(s, elaborator.problems()));
  }

  private void importLibrary(Declaration.Import declaration, Scope scope) {
    Optional<Module> found = modules.library(declaration.module());
    String last = declaration.path().getLast().text();
    if (found.isEmpty()) {
      elaborator.report(
          Diagnostic.of(
              NameCodes.UNKNOWN_IMPORT,
              "There is no module `" + declaration.module() + "`.",
              declaration.path().getFirst().span().to(declaration.path().getLast().span())));
      declaration.members().forEach(name -> scope.define(name.text(), Value.INVALID));
      if (declaration.members().isEmpty()) {
        scope.define(last, Value.INVALID);
      }
      return;
    }
    Map<String, Value> members = members(found.get());
    if (declaration.members().isEmpty()) {
      scope.define(last, new Value.Library(declaration.module(), members));
      return;
    }
    for (Name name : declaration.members()) {
      Value value = members.get(name.text());
      if (value == null) {
        elaborator.report(noMember(declaration.module(), members, name.text(), name.span()));
      }
      scope.define(name.text(), value == null ? Value.INVALID : value);
    }
  }

  static Diagnostic noMember(String library, Map<String, Value> members, String name, Span span) {
    Diagnostic problem =
        Diagnostic.of(
            NameCodes.UNKNOWN_IMPORTED_NAME,
            "The module `" + library + "` has no `" + name + "`.",
            span);
    return Builtins.names().contains(name)
        ? problem.note("`" + name + "` is known everywhere without an import.")
        : problem.suggestName(Names.closest(name, members.keySet()));
  }

  private void importFile(String path, Module module, Scope scope, Span span) {
    Optional<Module> found = modules.file(module, path);
    if (found.isEmpty()) {
      elaborator.report(
          Diagnostic.of(
              NameCodes.UNREACHABLE_FILE, "The file `" + path + "` cannot be read.", span));
      return;
    }
    if (loading.contains(found.get().source().name())) {
      elaborator.report(cycle(path, span));
      declaredNames(found.get()).forEach(name -> scope.define(name, Value.INVALID));
      return;
    }
    members(found.get()).forEach(scope::define);
  }

  private Diagnostic cycle(String path, Span span) {
    return Diagnostic.of(
            NameCodes.IMPORT_CYCLE,
            loading.size() == 1 ? "This file imports itself." : "These files import each other.",
            span)
        .note("Neither could be read first; what both need belongs into a file of its own.");
  }

  /// The declarations of another module. What it cannot do yet is said where it is used, not in
  /// that file.
  private Map<String, Value> members(Module module) {
    Problems own = new Problems();
    Scope inner = elaborator.reportingTo(own, () -> of(module));
    own.sorted().stream()
        .filter(problem -> problem.isError() && problem.code().phase() != Phase.UNSUPPORTED)
        .forEach(elaborator::report);
    Map<String, Value> members = new LinkedHashMap<>();
    for (String declared : declaredNames(module)) {
      members.put(declared, inner.find(declared).orElse(Value.INVALID));
    }
    module
        .declarations(Declaration.SystemDeclaration.class)
        .forEach(system ->
            Unsupported.code(system.kind())
                .ifPresent(code -> {
                  String name = system.name().text();
                  members.put(name, new Value.Function(new UnsupportedCallable(name, code)));
                }));
    return members;
  }

  /// The names that a module declares, its imports and experiments aside.
  static List<String> declaredNames(Module module) {
    List<String> names = new ArrayList<>();
    for (Declaration declaration : module.declarations()) {
      switch (declaration) {
        case Declaration.Let let -> let.binding().names().forEach(n -> names.add(n.text()));
        case Declaration.Data data -> data.names().forEach(n -> names.add(n.text()));
        case Declaration.Function function -> names.add(function.name().text());
        case Declaration.SystemDeclaration system -> names.add(system.name().text());
        case Declaration.Broken broken -> broken.names().forEach(n -> names.add(n.text()));
        case Declaration.Import _, Declaration.ImportFile _, Declaration.Experiment _ -> {}
      }
    }
    return names;
  }
}
