package dev.dyn.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Chromium without a window and without a network, told what to do through its debugging
/// protocol.
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient client;
  private final WebSocket socket;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final String session;
  private int last;

  /// Where a browser is, if there is one: `DYN_CHROMIUM`, or on the path.
  static Optional<Path> find() {
    Optional<String> named = Optional.ofNullable(System.getenv("DYN_CHROMIUM"));
    if (named.isPresent()) return named.map(Path::of);
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> List.of(path.split(":")).stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @param profile an empty folder for what the browser keeps
  Browser(Path program, Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--force-device-scale-factor=1",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    List<String> port = debuggingPort(profile.resolve("DevToolsActivePort"));
    client = HttpClient.newHttpClient();
    URI address = URI.create("ws://127.0.0.1:" + port.get(0) + port.get(1));
    socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    String target = send("", "Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session =
        send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId");
    for (String part : List.of("Page", "Runtime", "Network", "Log")) {
      send(session, part + ".enable", Map.of());
    }
  }

  private List<String> debuggingPort(Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) return lines;
      }
      Thread.sleep(20);
    }
    throw new IOException(
        "the browser does not start:\n" + Files.readString(file.resolveSibling("log")));
  }

  /// Opens a page in a window of a size, and waits until its script has drawn.
  void open(Path page, int width, int height) throws IOException, InterruptedException {
    requests.clear();
    complaints.clear();
    send(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    send(session, "Page.navigate", Map.of("url", page.toUri().toString()));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("document.documentElement?.dataset.drawn ?? ''").matches("\\d+")) {
      if (System.nanoTime() > end) throw new IOException("the page draws nothing: " + complaints);
      Thread.sleep(20);
    }
  }

  /// The value of an expression in the page, as a text.
  String evaluate(String expression) throws IOException, InterruptedException {
    Map<String, Object> what = Map.of("expression", "String(" + expression + ")");
    Map<String, String> answer = send(session, "Runtime.evaluate", what);
    if (answer.containsKey("exceptionDetails.text")) {
      throw new IOException(expression + ": " + answer.get("result.description"));
    }
    return answer.getOrDefault("result.value", "");
  }

  /// Moves the pointer (`mouseMoved`), presses (`mousePressed`) or releases (`mouseReleased`) its
  /// button.
  void pointer(String type, double x, double y) throws IOException, InterruptedException {
    boolean held = !type.equals("mouseMoved");
    send(
        session,
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", held ? "left" : "none", "clickCount", 1));
  }

  void key(String key) throws IOException, InterruptedException {
    send(session, "Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
    send(session, "Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /// Lets the page think that the reader prefers dark, or `light`.
  void scheme(String name) throws IOException, InterruptedException {
    String features = "[{\"name\":\"prefers-color-scheme\",\"value\":\"" + name + "\"}]";
    send(session, "Emulation.setEmulatedMedia", Map.of("features", new Raw(features)));
  }

  byte[] screenshot() throws IOException, InterruptedException {
    String data = send(session, "Page.captureScreenshot", Map.of("format", "png")).get("data");
    return Base64.getDecoder().decode(data);
  }

  /// The addresses that the page has asked for.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// Errors and warnings that the page has caused.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private record Raw(String json) {}

  /// Sends a command and gives the members of its answer by their paths.
  private Map<String, String> send(String session, String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    int id = ++last;
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      json.writeStringField("method", method);
      if (!session.isEmpty()) json.writeStringField("sessionId", session);
      json.writeObjectFieldStart("params");
      for (var parameter : parameters.entrySet()) {
        json.writeFieldName(parameter.getKey());
        if (parameter.getValue() instanceof Raw(String raw)) json.writeRawValue(raw);
        else json.writePOJO(parameter.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    socket.sendText(text.toString(), true).join();
    while (true) {
      String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message == null) throw new IOException("the browser does not answer " + method);
      Map<String, String> answer = members(message);
      if (answer.getOrDefault("id", "").equals(Integer.toString(id))) {
        if (answer.containsKey("error.message")) {
          throw new IOException(method + ": " + answer.get("error.message"));
        }
        return under(answer, "result.");
      }
      event(answer);
    }
  }

  private void event(Map<String, String> event) {
    switch (event.getOrDefault("method", "")) {
      case "Network.requestWillBeSent" -> requests.add(event.get("params.request.url"));
      case "Log.entryAdded" -> complaints.add(event.get("params.entry.text"));
      case "Runtime.exceptionThrown" ->
          complaints.add(event.getOrDefault("params.exceptionDetails.exception.description", "?"));
      default -> {}
    }
  }

  private static Map<String, String> under(Map<String, String> all, String prefix) {
    var found = new HashMap<String, String>();
    all.forEach((path, value) -> {
      if (path.startsWith(prefix)) found.put(path.substring(prefix.length()), value);
    });
    return found;
  }

  /// Every scalar of a document by its path: `params.request.url`.
  private static Map<String, String> members(String message) throws IOException {
    var found = new HashMap<String, String>();
    try (JsonParser json = new JsonFactory().createParser(message)) {
      while (json.nextToken() != null) {
        JsonToken token = json.currentToken();
        if (!token.isScalarValue()) continue;
        String path = json.getParsingContext().pathAsPointer().toString();
        found.put(path.substring(1).replace('/', '.'), json.getText());
      }
    }
    return found;
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean whole) {
      part.append(text);
      if (whole) {
        messages.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
