package dev.dyn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressLineTest {
  private static final String ERASE = "\r\u001B[2K";
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private void awaitPaint(String part) throws InterruptedException {
    while (!shown().contains(part)) Thread.sleep(5);
  }

  private Console console(boolean animated) {
    return new Console(InputStream.nullInputStream(), terminal, terminal, false, animated);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void theBarGivesWayToLinesAndGoesAtTheEnd() throws InterruptedException {
    try (var bar = new ProgressOnTerminal("lorenz", 0.25, 2 * SECOND, terminal)) {
      awaitPaint("25/100%");
      assertTrue(shown().startsWith("\rlorenz  25% "), shown());
      assertTrue(shown().contains("(0:00:02 / "), shown());
      bar.moveTo(0.5);
      awaitPaint("50/100%");
      bar.aside(() -> terminal.print("a line\n"));
      assertTrue(shown().contains(ERASE + "a line\n"), shown());
      bar.moveTo(0.75);
      awaitPaint("75/100%");
    }
    assertTrue(shown().endsWith(ERASE), shown());
    int length = shown().length();
    Thread.sleep(450);
    assertEquals(length, shown().length(), "painted after its end");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void onlyANewPieceOfWorkStartsAgain() {
    try (var bar = new ProgressOnTerminal("lorenz", 0.5, 2 * SECOND, terminal)) {
      assertFalse(bar.isFarBeyond(0.49), "overtaken by another thread");
      assertTrue(bar.isFarBeyond(0.001));
      bar.moveTo(0.49);
      assertFalse(bar.isFarBeyond(0.25));
    }
    try (var bar = new ProgressOnTerminal("lorenz", 0.002, 2 * SECOND, terminal)) {
      assertFalse(bar.isFarBeyond(0.001));
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void nothingShowsInTheFirstSecond() throws InterruptedException {
    var line = new ProgressLine(console(true), true);
    line.show("lorenz", 0.1);
    line.aside(() -> terminal.print("a line\n"));
    assertEquals("a line\n", shown());
    Thread.sleep(1000);
    line.show("lorenz", 0.2);
    awaitPaint("20/100%");
    line.show("lorenz", 0.01);
    awaitPaint(" 1/100%");
    line.end();
    String all = shown();
    line.show("next", 0.1);
    line.end();
    assertEquals(all, shown());
  }

  @Test
  void nothingShowsWhereItIsNotWantedOrNotATerminal() throws InterruptedException {
    var unwanted = new ProgressLine(console(true), false);
    var file = new ProgressLine(console(false), true);
    Thread.sleep(1050);
    unwanted.show("lorenz", 0.5);
    file.show("lorenz", 0.5);
    Thread.sleep(50);
    unwanted.end();
    file.end();
    assertEquals("", shown());
  }
}
