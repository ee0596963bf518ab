package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The TextMate grammar sees the words that the lexer sees: words of the language, names, numbers,
/// comments and texts.
class EditorColoursTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```dyn\\n(.*?)^```");

  @TempDir Path folder;

  @Test
  void allExamplesOfTheReferenceHaveTheirColours() throws IOException {
    Map<String, String> texts = examples();
    assertTrue(texts.size() >= 8, "only " + texts.size() + " examples in the reference");
    agree(texts, 0);
  }

  /// Where a word means something only here and there, a grammar of patterns may err, but seldom.
  @Test
  void programsHaveTheirColours() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (CorpusProgram program : CorpusProgram.all("accepted", "txt")) {
      texts.put(program.name(), program.text());
    }
    agree(texts, 1e-3);
  }

  private void agree(Map<String, String> texts, double share) throws IOException {
    EditorPackages.require();
    Path words = folder.resolve("words.json");
    write(words, texts);
    NodeRun run =
        NodeRun.of(
            EditorPackages.FOLDER,
            "node",
            "test/agree.js",
            words.toString(),
            String.valueOf(share));
    assertEquals(0, run.status(), run.output());
  }

  private static Map<String, String> examples() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../../grammar/LANGUAGE.md")));
    Map<String, String> texts = new LinkedHashMap<>();
    while (example.find()) {
      texts.put("LANGUAGE.md, example " + (texts.size() + 1), example.group(1));
    }
    return texts;
  }

  private static void write(Path file, Map<String, String> texts) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newOutputStream(file))) {
      json.writeStartArray();
      for (Map.Entry<String, String> each : texts.entrySet()) {
        json.writeStartObject();
        json.writeStringField("name", each.getKey());
        json.writeStringField("text", each.getValue());
        json.writeArrayFieldStart("words");
        for (TextToken token : TextToken.of(new Source(each.getKey(), each.getValue()))) {
          switch (token.kind()) {
            case NAME, RESERVED, SOFT, NUMBER, TEXT, COMMENT, DOC -> word(json, token);
            case OPEN, CLOSE, SIGN -> {} // what they look like depends on what is around them
          }
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void word(JsonGenerator json, TextToken token) throws IOException {
    json.writeStartArray();
    json.writeNumber(token.span().start());
    json.writeNumber(token.span().end());
    json.writeString(token.kind().name());
    json.writeEndArray();
  }
}
