package dev.dyn.truffle;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.Option;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import dev.dyn.runtime.tensor.Elem;
import java.util.Optional;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionMap;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;

/// The polyglot language `dyn`: evaluating a program runs its experiments and gives what they gave.
///
/// ```java
/// try (Context context = Context.newBuilder("dyn").option("dyn.Set.r", "3.9").build()) {
///   Value results = context.eval(Source.newBuilder("dyn", new File("logistic.dyn")).build());
///   double exponent = results.getMember("chaos").getMember("values").getMember("e").asDouble();
/// }
/// ```
@TruffleLanguage.Registration(
    id = DynLanguage.ID,
    name = "Dyn",
    defaultMimeType = DynLanguage.MIME_TYPE,
    characterMimeTypes = DynLanguage.MIME_TYPE,
    fileTypeDetectors = DynFiles.class)
@ProvidedTags({
  StandardTags.RootTag.class,
  StandardTags.StatementTag.class,
  StandardTags.ExpressionTag.class
})
public final class DynLanguage extends TruffleLanguage<DynContext> {
  /// The name of the language.
  public static final String ID = "dyn";

  static final String MIME_TYPE = "application/x-dyn";

  @Option(
      name = "Set",
      help = "The value of a parameter, as with --set.",
      usageSyntax = "<expression>",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<OptionMap<String>> SET = OptionKey.mapOf(String.class);

  @Option(
      name = "Seed",
      help = "Replaces the program's seed.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Long> SEED = new OptionKey<>(0L);

  @Option(
      name = "Precision",
      help = "Replaces the program's precision: f64 or f32.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Elem> PRECISION =
      new OptionKey<>(Elem.F64, new OptionType<>("precision", DynLanguage::precision));

  @Option(
      name = "Only",
      help = "The one experiment to run.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<String> ONLY = new OptionKey<>("");

  private static Elem precision(String label) {
    return switch (label) {
      case "f64" -> Elem.F64;
      case "f32" -> Elem.F32;
      default ->
          throw new IllegalArgumentException("The precision is f64 or f32, not " + label + ".");
    };
  }

  @Override
  protected OptionDescriptors getOptionDescriptors() {
    return new DynLanguageOptionDescriptors();
  }

  @Override
  protected DynContext createContext(Env env) {
    return new DynContext(env);
  }

  @Override
  protected CallTarget parse(ParsingRequest request) {
    Source source = request.getSource();
    String name = Optional.ofNullable(source.getPath()).orElse(source.getName());
    String text = source.getCharacters().toString();
    Analysis analysis = new Dyn().analyze(new dev.dyn.compiler.source.Source(name, text));
    if (analysis.hasErrors()) {
      throw DynProblem.refused(analysis.diagnostics(), source);
    }
    return new ProgramRootNode(this, source, analysis).getCallTarget();
  }
}
