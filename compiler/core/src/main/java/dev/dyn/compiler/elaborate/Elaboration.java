package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.PrefixOperator;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.compiler.syntax.SystemKind;
import dev.dyn.compiler.syntax.TypeExpression;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// From the tree of a file to scripts that can run, with all mistakes in types, shapes, equations
/// and experiments on the way.
///
/// Declarations are checked for all sizes at once, by giving structural parameters names instead of
/// values; experiments are elaborated with the values they run with.
public final class Elaboration {
  /// What a run may change: parameters, seed, precision.
  ///
  /// @param fixed if present, real parameters and the seed are left to the run, but not those
  ///   parameters, named `owner.name`
  /// @param comparesGradients whether the scripts only compare the gradients that experiments take
  public record Request(
      List<Setting> settings,
      OptionalLong seed,
      Optional<Elem> precision,
      Optional<Set<String>> fixed,
      boolean comparesGradients) {
    public static final Request PLAIN =
        new Request(List.of(), OptionalLong.empty(), Optional.empty());

    public Request(List<Setting> settings, OptionalLong seed, Optional<Elem> precision) {
      this(settings, seed, precision, Optional.empty(), false);
    }

    /// The same, with all left to the run that can be, but the parameters `others`.
    public Request openBut(Set<String> others) {
      return new Request(
          settings, seed, precision, Optional.of(Set.copyOf(others)), comparesGradients);
    }

    /// The same, for scripts that compare gradients and do nothing else.
    public Request comparingGradients() {
      return new Request(settings, seed, precision, fixed, true);
    }

    public Request {
      settings = List.copyOf(settings);
    }
  }

  private final Module module;
  private final Modules modules;
  private final Request request;
  private final Problems problems;
  private final Observer observer;
  private final SiteNumbers sites;

  /// By identity: two declarations are never the same, and hashing one walks through all of it.
  private final Map<Declaration.SystemDeclaration, SystemModel> models = new IdentityHashMap<>();

  private Elaboration(
      Module module, Modules modules, Request request, Problems problems, Observer observer) {
    this.module = module;
    this.modules = modules;
    this.request = request;
    this.problems = problems;
    this.observer = observer;
    this.sites = new SiteNumbers(module);
  }

  /// The scripts of all experiments of `module`, in order. They may be run only if no error went to
  /// `problems`.
  public static List<Script> elaborate(
      Module module, Modules modules, Request request, Problems problems) {
    return new Elaboration(module, modules, request, problems, Observer.NONE).run();
  }

  /// The same for editors: `meanings` gets what the expressions of the file stand for.
  public static void observe(
      Module module, Modules modules, Problems problems, Meanings.Collector meanings) {
    new Elaboration(module, modules, Request.PLAIN, problems, meanings).run();
  }

  private List<Script> run() {
    for (Declaration declaration : module.declarations()) {
      if (declaration instanceof Declaration.SystemDeclaration system) {
        Unsupported.declaration(system).ifPresent(problems::add);
        if (Unsupported.code(system.kind()).isEmpty()) {
          models.put(system, SystemModel.of(system, problems));
        }
      }
    }
    SettingTable settings = SettingTable.of(request.settings(), module, modules, problems);
    checkDeclarations();
    List<Script> scripts = new ArrayList<>();
    module
        .declarations(Declaration.Experiment.class)
        .forEach(experiment -> scripts.add(script(experiment, settings)));
    return scripts;
  }

  // ---- declarations, for all sizes

  private void checkDeclarations() {
    Elaborator elaborator =
        new Elaborator(sites, modules.data(), problems, RunInputs.none(new Names()), Elem.F64, 0);
    elaborator.observed().by(observer);
    Scope scope = new ModuleScopes(elaborator, sites, modules, Settings.NONE, models).of(module);
    elaborator.calls().allowRecursion();
    for (Declaration declaration : module.declarations()) {
      try {
        switch (declaration) {
          case Declaration.SystemDeclaration system -> check(elaborator, system, scope);
          case Declaration.Function function -> checkFunction(elaborator, function, scope);
          case Declaration.Import _,
              Declaration.ImportFile _,
              Declaration.Let _,
              Declaration.Data _,
              Declaration.Experiment _,
              Declaration.Broken _ -> {}
        }
      } catch (Reported _) {
        // The messages have been given; the next declaration is checked all the same.
      } catch (NeedsRow _) {
        // Elements with sizes of their own, as many as a size that is open here: each use is
        // checked.
      }
    }
  }

  private void check(Elaborator elaborator, Declaration.SystemDeclaration system, Scope scope) {
    if (system.structure().isEmpty() && system.items().stream().noneMatch(Elaboration::isOpen)) {
      elaborator.calls().withKnownSizes(() -> checkSystem(elaborator, system, scope));
    } else {
      checkSystem(elaborator, system, scope);
    }
  }

  /// Whether a value must be given before the system can run.
  private static boolean isOpen(Item item) {
    return item instanceof Item.Quantity quantity
        && (quantity.kind() == QuantityKind.PARAM || quantity.kind() == QuantityKind.INPUT)
        && !(quantity.initial() instanceof Initial.Value);
  }

  private void checkSystem(
      Elaborator elaborator, Declaration.SystemDeclaration declaration, Scope scope) {
    SystemModel model = models.get(declaration);
    if (!model.isSound()) {
      return;
    }
    SystemFactory factory = new SystemFactory(model, scope, Settings.NONE);
    TypeReader types = new TypeReader(elaborator, scope);
    boolean known = true;
    for (Parameter parameter : declaration.structure()) {
      known &= parameter.type().map(types::requireKnown).orElse(true);
    }
    if (!known) {
      return;
    }
    Map<String, Value> sizes = new HashMap<>();
    for (Parameter parameter : declaration.structure()) {
      boolean isInt =
          parameter.type().flatMap(t -> t.name()).map(n -> n.text().equals("int")).orElse(false);
      if (isInt) {
        String name = parameter.name().text();
        sizes.put(name, new Value.Int(Dim.named(name)));
      } else if (parameter.fallback().isEmpty()) {
        return;
      }
    }
    Span site = declaration.name().span();
    if (model.kind() == SystemKind.RULE && model.learning().perTensor().isPresent()) {
      return; // the shapes of the weights are known where it is used
    }
    SystemInstance instance =
        model.kind() == SystemKind.RULE
            ? factory
                .choose(elaborator, Arguments.of(List.of(), site), site)
                .system(
                    elaborator,
                    new Training(Objective.unknown(elaborator, scope, site), Optional.empty()),
                    elaborator.stream(),
                    site)
            : factory.instantiate(
                elaborator, Arguments.of(List.of(), site), sizes, elaborator.stream(), site);
    Optional<Item.Forward> forward = model.learning().forward();
    if (forward.isPresent()) {
      checkForward(elaborator, forward.get(), instance);
      if (instance.starts().isEmpty()) {
        return;
      }
    }
    if (instance.isHybrid()) {
      HybridBlocks.of(elaborator, instance);
      return;
    }
    try {
      if (instance.isDiffusion()) {
        Increments.of(elaborator, instance);
      } else {
        new SystemBlocks(elaborator, instance).motion();
      }
    } catch (Reported _) {
      // Outputs may have mistakes of their own.
    }
    new SystemBlocks(elaborator, instance).outputs();
  }

  private void checkFunction(Elaborator elaborator, Declaration.Function function, Scope scope) {
    checkFunction(
        elaborator,
        function.parameters(),
        function.result(),
        function.body(),
        "result of `" + function.name().text() + "`",
        scope);
  }

  private void checkForward(Elaborator elaborator, Item.Forward forward, SystemInstance instance) {
    elaborator
        .models()
        .modes()
        .applying(
            instance,
            () -> {
              checkFunction(
                  elaborator,
                  forward.parameters(),
                  forward.result(),
                  forward.body(),
                  "result of `forward`",
                  instance.environment());
              return instance;
            });
  }

  private void checkFunction(
      Elaborator elaborator,
      List<Parameter> parameters,
      Optional<TypeExpression> result,
      Expression body,
      String what,
      Scope scope) {
    Scope inner = scope.inner();
    TypeReader types = new TypeReader(elaborator, inner);
    for (Parameter parameter : parameters) {
      Value value = elaborator.guarded(() -> inGeneral(elaborator, types, parameter));
      inner.define(parameter.name().text(), value);
      elaborator.observed().declared(parameter.name(), value);
      parameter
          .fallback()
          .ifPresent(fallback -> checkFallback(elaborator, parameter, fallback, scope));
    }
    result.ifPresent(types::requireKnown);
    Value value = elaborator.elaborate(body, inner);
    if (result.isPresent() && !(value instanceof Value.Invalid)) {
      types.fit(value, result.get(), body.span(), what);
    }
  }

  /// What a parameter stands for while nothing is known of the calls: an int may fix a size;
  /// without a type it may be anything.
  private static Value inGeneral(Elaborator elaborator, TypeReader types, Parameter parameter) {
    String name = parameter.name().text();
    if (parameter.type().isEmpty() || TypeReader.isText(parameter.type().get())) {
      return Value.INVALID;
    }
    Type type = types.declared(parameter.type().get());
    return type.equals(Type.I64)
        ? new Value.Int(Dim.named(name))
        : new Value.Array(elaborator.names().fresh(name, type));
  }

  private static void checkFallback(
      Elaborator elaborator, Parameter parameter, Expression fallback, Scope scope) {
    Value value = elaborator.elaborate(fallback, scope);
    if (parameter.type().isPresent() && !(value instanceof Value.Invalid)) {
      elaborator.guarded(() ->
          new TypeReader(elaborator, scope.inner())
              .fit(
                  value,
                  parameter.type().get(),
                  fallback.span(),
                  "default of `" + parameter.name().text() + "`"));
    }
  }

  // ---- experiments

  private Script script(Declaration.Experiment experiment, SettingTable settings) {
    Elem precision = request.precision().orElseGet(() -> precision(experiment));
    long seed = request.seed().orElseGet(() -> seed(experiment));
    RunInputs inputs = new RunInputs(request.fixed(), new Names());
    Elaborator elaborator =
        new Elaborator(sites, modules.data(), problems, inputs, precision, seed);
    elaborator.observed().by(observer);
    Scope scope = new ModuleScopes(elaborator, sites, modules, settings, models).of(module);
    Experiments experiments = new Experiments(elaborator, settings, experiment.name().text());
    GradientChecks gradients = new GradientChecks(elaborator);
    if (request.comparesGradients()) {
      elaborator.observed().by(gradients);
    }
    List<Script.Effect> written = experiments.run(experiment, scope);
    List<Script.Effect> effects = request.comparesGradients() ? gradients.effects() : written;
    Set<Var> needed = new LinkedHashSet<>();
    effects.forEach(effect -> needed.addAll(effect.needs()));
    Block body = elaborator.builder().block(inputs.parameters(), List.copyOf(needed));
    return new Script(
        experiment.name().text(),
        precision,
        seed,
        body,
        effects,
        request.comparesGradients() ? gradients.sites(effects) : experiments.sites(),
        choices(elaborator, experiment.span().source()),
        elaborator.dataRead(),
        inputs,
        inputs.names());
  }

  /// What the compiler chose, then how each gradient goes through loops and simulations.
  private static List<String> choices(Elaborator elaborator, Source main) {
    List<String> all = new ArrayList<>(elaborator.choices());
    elaborator
        .names()
        .choices()
        .forEach((at, how) -> all.add((at < 0 ? "" : main.span(at, at) + ": ") + how));
    return all;
  }

  private Elem precision(Declaration.Experiment experiment) {
    Elem precision = Elem.F64;
    requireOnce(experiment, Statement.Precision.class, "precision");
    for (Statement statement : experiment.statements()) {
      if (statement instanceof Statement.Precision(var value, _)) {
        String name = value.span().text();
        if (!name.equals("f32") && !name.equals("f64")) {
          problems.add(
              Diagnostic.of(
                  ExperimentCodes.UNKNOWN_PRECISION,
                  "The precision is `f32` or `f64`.",
                  value.span()));
        }
        precision = name.equals("f32") ? Elem.F32 : Elem.F64;
      }
    }
    return precision;
  }

  private long seed(Declaration.Experiment experiment) {
    long seed = 0;
    requireOnce(experiment, Statement.Seed.class, "seed");
    for (Statement statement : experiment.statements()) {
      if (statement instanceof Statement.Seed(Expression value, _)) {
        Expression written = value.unwrapped();
        boolean negative =
            written instanceof Expression.Prefix(PrefixOperator operator, _, _)
                && operator == PrefixOperator.NEGATE;
        if (negative && written instanceof Expression.Prefix(_, Expression operand, _)) {
          written = operand.unwrapped();
        }
        if (written instanceof Expression.Number number && !number.isReal()) {
          seed = negative ? -number.intValue() : number.intValue();
        } else {
          problems.add(
              Diagnostic.of(
                  ExperimentCodes.SEED_NOT_CONSTANT,
                  "A seed is a whole number, written out.",
                  value.span()));
        }
      }
    }
    return seed;
  }

  private void requireOnce(
      Declaration.Experiment experiment, Class<? extends Statement> kind, String word) {
    List<Statement> all =
        experiment.statements().stream()
            .filter(kind::isInstance)
            .map(Statement.class::cast)
            .toList();
    for (Statement again : all.stream().skip(1).toList()) {
      problems.add(
          Diagnostic.of(
                  ExperimentCodes.SET_TWICE, "An experiment has one `" + word + "`.", again.span())
              .relate(all.getFirst().span(), "it is set here first"));
    }
  }
}
