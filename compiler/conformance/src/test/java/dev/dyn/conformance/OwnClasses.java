package dev.dyn.conformance;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/// The classes of the project without those of its tests, read once for all rules.
final class OwnClasses {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(OwnClasses::isNoTestJar)
          .importPackages("dev.dyn");

  private OwnClasses() {}

  private static boolean isNoTestJar(Location location) {
    return !location.contains("-tests.jar") && !location.contains("/test-classes/");
  }
}
