package dev.dyn.conformance;

import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.Setting;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The options in the first line of a corpus program: `// run: --set a=1 --seed 3 --precision f32
/// --only name`.
record RunDirective(
    List<Setting> settings, OptionalLong seed, Optional<Elem> precision, Optional<String> only) {
  private static final String BEGIN = "// run: ";

  static RunDirective of(String text) {
    List<Setting> settings = new ArrayList<>();
    OptionalLong seed = OptionalLong.empty();
    Optional<Elem> precision = Optional.empty();
    Optional<String> only = Optional.empty();
    String first = text.lines().findFirst().orElse("");
    if (first.startsWith(BEGIN)) {
      String[] words = first.substring(BEGIN.length()).strip().split(" +");
      for (int k = 0; k + 1 < words.length; k += 2) {
        String value = words[k + 1];
        switch (words[k]) {
          case "--set" -> settings.add(setting(value));
          case "--seed" -> seed = OptionalLong.of(Long.parseLong(value));
          case "--precision" -> precision = Optional.of(value.equals("f32") ? Elem.F32 : Elem.F64);
          case "--only" -> only = Optional.of(value);
          default -> throw new IllegalArgumentException("no such directive: " + words[k]);
        }
      }
    }
    return new RunDirective(settings, seed, precision, only);
  }

  private static Setting setting(String text) {
    int equals = text.indexOf('=');
    return new Setting(text.substring(0, equals), text.substring(equals + 1));
  }

  RunOptions options(CorpusProgram program, EngineKind engine, int threads) {
    return new RunOptions(
        settings, seed, precision, engine, only, threads, program.folder(), false);
  }
}
