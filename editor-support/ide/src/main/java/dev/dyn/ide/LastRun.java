package dev.dyn.ide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the last run of a program said about its expectations: from its `results.json`.
public final class LastRun {
  private static final int SHORT = 8;

  private LastRun() {}

  /// One expectation of a run.
  ///
  /// @param value what came out, as text, if it was a number
  /// @param target what was expected, likewise
  public record Outcome(
      String experiment,
      String text,
      boolean passed,
      Optional<String> value,
      Optional<String> target,
      Optional<String> tolerance) {}

  /// An outcome at its statement.
  public record Shown(Span statement, boolean passed, String text) {}

  /// The outcomes in a `results.json`.
  ///
  /// @throws IOException if it is no such text
  public static List<Outcome> read(String json) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isExperiments = parser.currentName().equals("experiments");
        parser.nextToken();
        if (isExperiments && parser.currentToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            experiment(parser, outcomes);
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return outcomes;
  }

  private static void experiment(JsonParser parser, List<Outcome> outcomes) throws IOException {
    String name = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("name")) {
        name = parser.getText();
      } else if (field.equals("expectations") && parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          outcomes.add(outcome(parser, name));
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static Outcome outcome(JsonParser parser, String experiment) throws IOException {
    String text = "";
    boolean passed = false;
    Optional<String> value = Optional.empty();
    Optional<String> target = Optional.empty();
    Optional<String> tolerance = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "text" -> text = parser.getText();
        case "passed" -> passed = parser.getBooleanValue();
        case "value" -> value = number(parser);
        case "target" -> target = number(parser);
        case "tolerance" -> tolerance = number(parser);
        default -> parser.skipChildren();
      }
    }
    return new Outcome(experiment, text, passed, value, target, tolerance);
  }

  private static Optional<String> number(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT, VALUE_STRING, VALUE_TRUE, VALUE_FALSE ->
          Optional.of(parser.getText());
      default -> {
        parser.skipChildren();
        yield Optional.empty();
      }
    };
  }

  private static void expect(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("these are no results");
    }
  }

  /// The outcomes at their statements. A statement that was changed since the run has none; of
  /// several outcomes of one statement, in a loop, the first that failed is shown.
  public static List<Shown> shown(Snapshot snapshot, List<Outcome> outcomes) {
    List<Shown> all = new ArrayList<>();
    snapshot
        .module()
        .declarations(Declaration.Experiment.class)
        .forEach(experiment -> {
          for (Statement statement : statements(experiment.statements())) {
            String text = said(statement);
            List<Outcome> own =
                outcomes.stream()
                    .filter(o -> o.experiment().equals(experiment.name().text()))
                    .filter(o -> !text.isEmpty() && squeezed(o.text()).equals(text))
                    .toList();
            own.stream()
                .filter(o -> !o.passed())
                .findFirst()
                .or(() -> own.stream().findFirst())
                .ifPresent(o -> all.add(new Shown(statement.span(), o.passed(), words(o))));
          }
        });
    return all;
  }

  private static List<Statement> statements(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : statements) {
      all.add(statement);
      if (statement instanceof Statement.For loop) {
        all.addAll(statements(loop.body()));
      }
    }
    return all;
  }

  private static String said(Statement statement) {
    return switch (statement) {
      case Statement.Expect _, Statement.ExpectWithin _ ->
          squeezed(statement.span().text().replaceFirst("^expect\\s+", ""));
      default -> "";
    };
  }

  private static String squeezed(String text) {
    return text.replaceFirst("^expect\\s+", "").replaceAll("\\s+", "");
  }

  private static String words(Outcome outcome) {
    String sign = outcome.passed() ? "✓" : "✗";
    return sign
        + outcome.value().map(value -> " " + cut(value)).orElse("")
        + outcome
            .target()
            .map(target ->
                " (" + cut(target) + outcome.tolerance().map(t -> " ± " + cut(t)).orElse("") + ")")
            .orElse("");
  }

  /// A number with six digits, which is what the report shows of it.
  private static String cut(String number) {
    if (number.length() <= SHORT) {
      return number;
    }
    try {
      return String.format(Locale.ROOT, "%.6g", Double.parseDouble(number))
          .replaceFirst("\\.?0+$", "");
    } catch (NumberFormatException _) {
      return number;
    }
  }
}
