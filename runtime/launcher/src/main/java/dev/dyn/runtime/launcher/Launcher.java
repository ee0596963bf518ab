package dev.dyn.runtime.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Starts a standalone program: in this JVM if it can, else in a JDK 25 that is found on the
/// machine. The vectors of Java are a module that only a command line can add, so even the right
/// JDK starts itself again.
///
/// `DYN_JAVA_HOME` names the JDK to use, `DYN_JAVA_OPTIONS` further options for it.
public final class Launcher {
  private static final String MAIN = "dev.dyn.runtime.standalone.Main";
  private static final String VECTORS = "jdk.incubator.vector";
  private static final int FAILED = 3;

  private Launcher() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    boolean isComplete =
        Runtime.version().feature() >= Homes.VERSION
            && ModuleLayer.boot().findModule(VECTORS).isPresent();
    System.exit(isComplete ? here(arguments) : elsewhere(arguments));
  }

  private static int here(String[] arguments) {
    try {
      return (int)
          Class.forName(MAIN).getMethod("run", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the program did not end by itself", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JAR is not whole", e);
    }
  }

  private static int elsewhere(String[] arguments) throws InterruptedException, IOException {
    Optional<Path> home = Homes.find();
    if (home.isEmpty()) {
      System.err.println(
          "error: this program needs a JDK " + Homes.VERSION + ", and none was found.");
      System.err.println(
          "  This is Java "
              + Runtime.version().feature()
              + " at "
              + System.getProperty("java.home")
              + ".");
      System.err.println("  Looked in " + Homes.PLACES + ".");
      System.err.println(
          "  Install one, such as Eclipse Temurin "
              + Homes.VERSION
              + " (https://adoptium.net), or set DYN_JAVA_HOME to its folder.");
      return FAILED;
    }
    Process process =
        new ProcessBuilder(command(home.get(), arguments))
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    copyErrors(process.getErrorStream(), System.err);
    return process.waitFor();
  }

  private static List<String> command(Path home, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.add("--add-modules=" + VECTORS);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData");
    // A program is read by reflection, each constructor a few times: not worth generating code for.
    command.add("-Djdk.reflect.useNativeAccessorOnly=true");
    String more = System.getenv("DYN_JAVA_OPTIONS");
    if (more != null && !more.isBlank()) {
      command.addAll(Arrays.asList(more.strip().split("\\s+")));
    }
    boolean hasColours = Terminals.hasErrors() && !"dumb".equals(System.getenv("TERM"));
    String noColour = System.getenv("NO_COLOR");
    command.add("-Ddyn.terminal=" + (hasColours && Terminals.hasResults()));
    command.add("-Ddyn.colour=" + (hasColours && (noColour == null || noColour.isEmpty())));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /// Copies all but the JVM's remark about its incubating module, which comes first if at all.
  private static void copyErrors(InputStream from, OutputStream to) throws IOException {
    byte[] remark = "WARNING: Using incubator modules".getBytes(StandardCharsets.US_ASCII);
    byte[] head = from.readNBytes(remark.length);
    if (Arrays.equals(head, remark)) {
      for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {}
    } else {
      to.write(head);
    }
    byte[] buffer = new byte[1 << 13];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }
}
