package dev.dyn.truffle;

import com.oracle.truffle.api.TruffleLanguage;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.graalvm.options.OptionValues;

/// The options of a context as those of a run. A context belongs to one thread, so the run has one.
final class ContextOptions {
  private ContextOptions() {}

  static RunOptions of(TruffleLanguage.Env env, Path folder) {
    OptionValues given = env.getOptions();
    List<Setting> settings = new ArrayList<>();
    given
        .get(DynLanguage.SET)
        .entrySet()
        .forEach(entry -> settings.add(new Setting(entry.getKey(), entry.getValue())));
    return new RunOptions(
        settings,
        given.hasBeenSet(DynLanguage.SEED)
            ? OptionalLong.of(given.get(DynLanguage.SEED))
            : OptionalLong.empty(),
        given.hasBeenSet(DynLanguage.PRECISION)
            ? Optional.of(given.get(DynLanguage.PRECISION))
            : Optional.empty(),
        EngineKind.INTERPRETER,
        given.hasBeenSet(DynLanguage.ONLY)
            ? Optional.of(given.get(DynLanguage.ONLY))
            : Optional.empty(),
        1,
        folder,
        false);
  }
}
