package dev.dyn.ide;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.doc.DocEntry;
import dev.dyn.compiler.doc.DocReader;
import dev.dyn.compiler.elaborate.Builtins;
import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.driver.Library;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is said of a name that needs no declaration.
///
/// @param head how it is written: `atan2(y, x)`
/// @param text Markdown
public record BuiltinPage(String name, String head, String text) {
  private static final Map<String, String> TEXTS = texts();

  /// The page of a built-in name.
  public static Optional<BuiltinPage> of(String name) {
    if (!Builtins.names().contains(name)) {
      return Optional.empty();
    }
    String head = Signature.ofBuiltin(name).map(Signature::toString).orElse(name);
    String refused = Builtins.isRefused(name) ? "\n\n*Cannot run yet.*" : "";
    return Optional.of(new BuiltinPage(name, head, text(name) + refused));
  }

  private static String text(String name) {
    Optional<String> row =
        Functions.callable(name)
            .map(fn -> fn.documentation())
            .map(doc ->
                doc.example().isEmpty()
                    ? doc.text()
                    : doc.text() + "\n\n`" + doc.example() + "` is `" + doc.value() + "`");
    return row.or(() -> Optional.ofNullable(TEXTS.get(name))).or(() -> method(name)).orElse("");
  }

  private static Optional<String> method(String name) {
    return Library.source("std.methods." + name)
        .map(source -> DocReader.method(name, Parser.parse(source, new Problems())))
        .map(DocEntry::text);
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    try (InputStream in = BuiltinPage.class.getResourceAsStream("builtins.txt")) {
      Objects.requireNonNull(in, "builtins.txt");
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.split(" \\| ", 2))
          .forEach(parts -> texts.put(parts[0], parts[1]));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return texts;
  }
}
