package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Piece;
import dev.dyn.runtime.text.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts with values put into them.
record Texts(Elaborator elaborator) {
  Value text(List<Piece> pieces, Scope scope) {
    List<Value.Text.Part> parts = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Characters(String characters, _) ->
            parts.add(new Value.Text.Part.Characters(characters));
        case Piece.Value(var inner, var format, Span span) -> {
          Value value = elaborator.elaborate(inner, scope);
          if (value instanceof Value.Invalid) {
            continue;
          }
          if (!Numbers.isNumeric(value) && !(value instanceof Value.Text)) {
            elaborator.report(
                Diagnostic.of(
                    TypeCodes.BAD_FORMAT_FOR_TYPE,
                    "Only numbers, truth values and texts can be put into a text.",
                    span,
                    "this is " + value.describe()));
            continue;
          }
          String spec = format.map(Piece.Format::text).orElse("");
          checkFormat(spec, value, format.map(Piece.Format::span).orElse(span));
          Value shown = value instanceof Value.Array ? value : asArray(value, span);
          parts.add(new Value.Text.Part.Inserted(shown, spec));
        }
      }
    }
    return new Value.Text(parts);
  }

  private Value asArray(Value value, Span span) {
    return Numbers.isNumeric(value)
        ? new Value.Array(elaborator.numbers().toVar(value, span))
        : value;
  }

  private void checkFormat(String spec, Value value, Span span) {
    Optional<String> misread = Formats.problem(spec);
    Optional<String> misfit =
        misread.isPresent() || value instanceof Value.Text
            ? Optional.empty()
            : Formats.problem(
                spec, Formats.Subject.of(elaborator.numbers().toVar(value, span).type().elem()));
    misread.ifPresent(
        problem -> elaborator.report(Diagnostic.of(SyntaxCodes.BAD_FORMAT, problem, span)));
    misfit.ifPresent(problem ->
        elaborator.report(
            Diagnostic.of(
                    TypeCodes.BAD_FORMAT_FOR_TYPE,
                    "This format does not fit the value.",
                    span,
                    "the value is " + value.describe())
                .note(Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".")));
  }
}
