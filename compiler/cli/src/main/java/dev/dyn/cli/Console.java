package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.TextRenderer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where the commands read and write. Text is UTF-8 whatever the locale says.
///
/// @param colour whether problems and marks are coloured
/// @param animated whether standard error is a terminal that shows a moving progress line
record Console(InputStream in, PrintStream out, PrintStream err, boolean colour, boolean animated) {
  private static final int BUFFER = 1 << 13;

  /// The process's own streams. The launcher tells which are terminals (`dyn.tty`, such as `1,2`):
  /// finding out from Java would load a terminal library.
  static Console ofProcess() {
    String terminals = System.getProperty("dyn.tty", "");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    boolean plain = System.getenv().getOrDefault("NO_COLOR", "").length() > 0 || dumb;
    return new Console(
        System.in,
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(standardError()),
        terminals.contains("2") && !plain,
        terminals.contains("2") && !dumb);
  }

  /// The launcher keeps the JVM's remark about incubator modules from users: it gives the JVM
  /// nothing for standard error, and Dyn the real one under another number (`dyn.stderr`). Java has
  /// no public way to write to an inherited number; opening `/dev/fd/3` anew would lose the place
  /// in a file.
  private static OutputStream standardError() {
    Integer number = Integer.getInteger("dyn.stderr");
    return new FileOutputStream(number == null ? FileDescriptor.err : descriptor(number));
  }

  private static FileDescriptor descriptor(int number) {
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return constructor.newInstance(number);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return FileDescriptor.err;
    }
  }

  private static PrintStream stream(OutputStream to) {
    return new PrintStream(new BufferedOutputStream(to, BUFFER), true, StandardCharsets.UTF_8);
  }

  /// Shows problems in the drawn form.
  void show(List<Diagnostic> problems) {
    if (problems.isEmpty()) return;
    var renderer = new TextRenderer(colour ? Palette.ANSI : Palette.PLAIN);
    err.print(renderer.render(problems));
    err.flush();
  }

  /// Shows one problem and gives the status it means.
  ExitStatus fail(Diagnostic problem) {
    show(List.of(problem));
    return ExitStatus.of(problem);
  }
}
