package dev.dyn.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dev.dyn.compiler.diagnostic.Explanations;
import dev.dyn.compiler.elaborate.Visible;
import dev.dyn.compiler.method.MethodLibrary;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The core of the compiler turns text into IR and problems, and touches nothing else: no files,
/// console, clock, threads, network or chance. So it gives the same on every machine, and works in
/// an editor as it does on the command line.
class PurityTest {
  /// These read resources of the compiler's own jar, which are as constant as its code.
  private static final Set<Class<?>> READ_RESOURCES =
      Set.of(Explanations.class, MethodLibrary.class, Visible.class);

  @Test
  void noFiles() {
    check(core().should().dependOnClassesThat(outsideWorld()), "its input is text");
  }

  @Test
  void noConsole() {
    check(core().should().accessField(System.class, "out"), "problems are data");
    check(core().should().accessField(System.class, "err"), "problems are data");
    check(core().should().accessField(System.class, "in"), "its input is text");
    check(
        core().should().dependOnClassesThat().areAssignableTo(PrintStream.class),
        "problems are data");
  }

  @Test
  void noClock() {
    check(core().should().callMethod(System.class, "nanoTime"), "the same every time");
    check(core().should().callMethod(System.class, "currentTimeMillis"), "the same every time");
    check(
        core().should().dependOnClassesThat().resideInAPackage("java.time.."),
        "the same every time");
  }

  @Test
  void noThreads() {
    check(core().should().dependOnClassesThat().areAssignableTo(Thread.class), "callers decide");
    check(core().should().dependOnClassesThat().areAssignableTo(Executor.class), "callers decide");
  }

  @Test
  void noChance() {
    check(
        core().should().dependOnClassesThat().areAssignableTo(RandomGenerator.class),
        "the same every time");
    check(core().should().callMethod(Math.class, "random"), "the same every time");
  }

  @Test
  void noSettingsOfTheMachine() {
    check(core().should().callMethod(System.class, "getenv"), "the same everywhere");
    check(core().should().callMethod(System.class, "getenv", String.class), "the same everywhere");
    check(
        core().should().callMethod(System.class, "getProperty", String.class),
        "the same everywhere");
    check(core().should().dependOnClassesThat().areAssignableTo(Process.class), "alone");
    check(core().should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class), "alone");
  }

  private static GivenClassesConjunction core() {
    return noClasses().that(resideInTheCore());
  }

  private static DescribedPredicate<JavaClass> resideInTheCore() {
    return DescribedPredicate.describe(
        "reside in the core",
        type ->
            type.getPackageName().startsWith("dev.dyn.compiler")
                && READ_RESOURCES.stream().noneMatch(type::isEquivalentTo));
  }

  /// Files, streams and the network. Texts in memory and the exceptions of writers are fine.
  private static DescribedPredicate<JavaClass> outsideWorld() {
    Set<String> harmless =
        Set.of(
            "java.io.Serializable",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.StringWriter",
            "java.io.Writer");
    return DescribedPredicate.describe(
        "reach outside",
        type ->
            (type.getPackageName().startsWith("java.io")
                    || type.getPackageName().startsWith("java.nio.file")
                    || type.getPackageName().startsWith("java.nio.channels")
                    || type.getPackageName().startsWith("java.net"))
                && !harmless.contains(type.getName()));
  }

  private static void check(ArchRule rule, String reason) {
    rule.because(reason).check(OwnClasses.ALL);
  }
}
