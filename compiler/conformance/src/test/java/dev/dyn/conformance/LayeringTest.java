package dev.dyn.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/// Who may know whom: `cli → truffle → driver → jvm → compiler core → grammar, runtime core`, and
/// plots know only what they draw.
class LayeringTest {
  @Test
  void layersLookDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("grammar")
        .definedBy("dev.dyn.grammar..")
        .layer("plot")
        .definedBy("dev.dyn.runtime.plot..")
        .layer("runtime")
        .definedBy(
            DescribedPredicate.and(
                resideInAPackage("dev.dyn.runtime.."),
                DescribedPredicate.not(
                    JavaClass.Predicates.resideInAnyPackage(
                        "dev.dyn.runtime.plot..", "dev.dyn.runtime.standalone.."))))
        .layer("standalone")
        .definedBy("dev.dyn.runtime.standalone..")
        .layer("core")
        .definedBy("dev.dyn.compiler..")
        .layer("jvm")
        .definedBy("dev.dyn.jvm..")
        .layer("driver")
        .definedBy("dev.dyn.driver..")
        .layer("truffle")
        .definedBy("dev.dyn.truffle..")
        .layer("ide")
        .definedBy("dev.dyn.ide..")
        .layer("lsp")
        .definedBy("dev.dyn.lsp..")
        .layer("cli")
        .definedBy("dev.dyn.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("driver")
        .mayOnlyBeAccessedByLayers("truffle", "cli", "ide", "lsp")
        .whereLayer("ide")
        .mayOnlyBeAccessedByLayers("lsp")
        .whereLayer("lsp")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("truffle")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("jvm")
        .mayOnlyBeAccessedByLayers("driver")
        .whereLayer("standalone")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plot")
        .mayOnlyBeAccessedByLayers("standalone", "cli")
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("jvm", "driver", "truffle", "cli", "ide", "lsp")
        .whereLayer("grammar")
        .mayOnlyBeAccessedByLayers("core")
        .check(OwnClasses.ALL);
  }

  @Test
  void librariesStayWhereTheyAreNeeded() {
    onlyIn(
        "org.antlr..",
        "dev.dyn.grammar..",
        "dev.dyn.compiler.parse..",
        "dev.dyn.compiler.format..");
    onlyIn("org.objectweb.asm..", "dev.dyn.jvm..");
    onlyIn("com.oracle.truffle..", "dev.dyn.truffle..");
    onlyIn("org.graalvm..", "dev.dyn.truffle..");
    onlyIn("picocli..", "dev.dyn.cli..");
    onlyIn("org.eclipse.lsp4j..", "dev.dyn.lsp..");
    onlyIn("org.knowm.xchart..", "dev.dyn.runtime.plot..");
    onlyIn("org.apache.batik..", "dev.dyn.runtime.plot..");
  }

  /// Standalone programs have the runtime alone beside them, and their launcher has nothing.
  @Test
  void theRuntimeKnowsNoCompiler() {
    noClasses()
        .that()
        .resideInAPackage("dev.dyn.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dyn.compiler..", "dev.dyn.jvm..", "dev.dyn.driver..")
        .check(OwnClasses.ALL);
    classes()
        .that()
        .resideInAPackage("dev.dyn.runtime.launcher..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.dyn.runtime.launcher..")
        .check(OwnClasses.ALL);
  }

  private static void onlyIn(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(OwnClasses.ALL);
  }

  /// Rules over no classes would hold as well.
  @Test
  void theClassesAreThere() {
    assertTrue(OwnClasses.ALL.size() > 1_000, () -> "only " + OwnClasses.ALL.size());
    classes().should().resideInAPackage("dev.dyn..").check(OwnClasses.ALL);
  }
}
