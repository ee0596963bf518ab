package dev.dyn.cli;

import dev.dyn.driver.EngineKind;
import dev.dyn.driver.Setting;
import dev.dyn.runtime.tensor.Elem;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// Reads the values of options.
final class OptionValues {
  private OptionValues() {}

  /// `f32` or `f64`.
  static final class PrecisionValue implements ITypeConverter<Elem> {
    @Override
    public Elem convert(String value) {
      return switch (value) {
        case "f64" -> Elem.F64;
        case "f32" -> Elem.F32;
        default -> throw refuse(value, "a precision", "`f32` and `f64`");
      };
    }
  }

  /// `jit` or `interpreter`.
  static final class EngineValue implements ITypeConverter<EngineKind> {
    @Override
    public EngineKind convert(String value) {
      return EngineKind.named(value)
          .orElseThrow(() -> refuse(value, "an engine", "`jit` and `interpreter`"));
    }
  }

  /// `text` or `json`.
  static final class FormatValue implements ITypeConverter<CheckCommand.Format> {
    @Override
    public CheckCommand.Format convert(String value) {
      return switch (value) {
        case "text" -> CheckCommand.Format.TEXT;
        case "json" -> CheckCommand.Format.JSON;
        default -> throw refuse(value, "a format", "`text` and `json`");
      };
    }
  }

  /// A program to begin with.
  static final class TemplateValue implements ITypeConverter<Template> {
    @Override
    public Template convert(String value) {
      return Arrays.stream(Template.values())
          .filter(template -> template.word().equals(value))
          .findFirst()
          .orElseThrow(() -> refuse(value, "a template", choices()));
    }

    private static String choices() {
      return Arrays.stream(Template.values())
          .map(template -> "`" + template.word() + "`")
          .collect(Collectors.joining(", "));
    }
  }

  /// A whole number of 64 bits.
  static final class WholeValue implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.valueOf(value.replace("_", ""));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("`" + value + "` is not a whole number of 64 bits");
      }
    }
  }

  /// How many threads: 1 or more.
  static final class ThreadsValue implements ITypeConverter<Integer> {
    private static final int MOST = 1024;

    @Override
    public Integer convert(String value) {
      try {
        int threads = Integer.parseInt(value);
        if (threads >= 1 && threads <= MOST) return threads;
      } catch (NumberFormatException e) {
        // The sentence below says it.
      }
      throw new TypeConversionException(
          "`" + value + "` is not a number of threads; it goes from 1 to " + MOST);
    }
  }

  /// `name=value`.
  static final class SettingValue implements ITypeConverter<Setting> {
    @Override
    public Setting convert(String typed) {
      int at = typed.indexOf('=');
      String name = at < 0 ? "" : typed.substring(0, at).strip();
      String value = at < 0 ? "" : typed.substring(at + 1).strip();
      if (name.isEmpty() || value.isEmpty()) {
        throw new TypeConversionException(
            "`--set " + typed + "` sets nothing; it has the form `--set name=value`");
      }
      return new Setting(name, value);
    }
  }

  private static TypeConversionException refuse(String value, String what, String choices) {
    return new TypeConversionException("`" + value + "` is not " + what + "; there are " + choices);
  }

  /// The sentence a converter threw. The library puts the option in front of it, after a colon and
  /// before our first back-tick.
  static String sentence(ParameterException problem) {
    String message = problem.getMessage();
    int ours = message.indexOf(": `");
    return ours < 0 ? message : message.substring(ours + 2);
  }
}
