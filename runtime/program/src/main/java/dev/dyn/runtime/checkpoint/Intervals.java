package dev.dyn.runtime.checkpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what follows `--checkpoint-every`: `500ms`, `30s`, `5m`, `2h`.
public final class Intervals {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private Intervals() {}

  /// A duration above zero, or nothing for any other text.
  public static Optional<Duration> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    return duration.isZero() ? Optional.empty() : Optional.of(duration);
  }

  /// What is wrong with a text that is none.
  public static String refusal(String text) {
    return "`" + text + "` is not a span of time; those have the form `500ms`, `30s`, `5m`, `2h`";
  }
}
