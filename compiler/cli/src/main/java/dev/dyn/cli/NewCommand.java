package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Toolchain;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn new NAME`: writes a small program to begin with. Never over a file that is there.
@Command(
    name = "new",
    description = "Writes a small program to begin with into NAME.dyn.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class NewCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_-]*");

  private final Toolchain toolchain;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "What the program is called, such as pendulum.")
  private String name;

  @Option(
      names = "--template",
      paramLabel = "ode|sde|map|events|jumps|coupled|sweep",
      converter = OptionValues.TemplateValue.class,
      description =
          "ode: a differential equation (default); sde: a stochastic equation; map: a map from step"
              + " to step; events: smooth motion with events; jumps: firings at random times;"
              + " coupled: many coupled units in arrays; sweep: a study of a parameter.")
  private Template template = Template.ODE;

  NewCommand(Toolchain toolchain, Console console) {
    this.toolchain = toolchain;
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      Path typed = Path.of(name.endsWith(".dyn") ? name : name + ".dyn");
      String last = typed.getFileName().toString();
      String word = last.substring(0, last.length() - ".dyn".length());
      if (!NAME.matcher(word).matches()) return refused("is no name for a program").code();
      return write(typed, word).code();
    } catch (InvalidPathException _) {
      return refused("is not the name of a file").code();
    }
  }

  private ExitStatus write(Path file, String word) {
    String shown = file.toString().replace('\\', '/');
    String system = systemName(word);
    String text = template.text(system, experimentName(word, system), shown);
    if (toolchain.analyze(new Source(shown, text)).hasErrors()) {
      return refused("means something in Dyn already");
    }
    try {
      if (file.getParent() != null) Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return console.fail(
          Diagnostic.of(
                  CommandCodes.FILE_EXISTS,
                  "`" + shown + "` is there already",
                  CommandLineText.of(name).all())
              .note("nothing was written; choose another name"));
    } catch (IOException e) {
      return console.fail(Unwritable.diagnostic(e, file));
    }
    console.out().println("wrote " + shown + "; `dyn run " + shown + " --out results` runs it");
    return ExitStatus.OK;
  }

  private ExitStatus refused(String why) {
    return console.fail(
        Diagnostic.of(
                CommandCodes.BAD_OPTION_VALUE,
                "`" + name + "` " + why,
                CommandLineText.of(name).all())
            .note(
                "a name has letters, digits, `_` and `-`, and begins with a letter:"
                    + " `my-pendulum`"));
  }

  /// `my-pendulum` → `MyPendulum`.
  private static String systemName(String word) {
    return Arrays.stream(word.split("[-_]+"))
        .filter(part -> !part.isEmpty())
        .map(part ->
            part.substring(0, part.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                + part.substring(part.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining());
  }

  /// `My-pendulum` → `my_pendulum`; letters without a small form need another difference.
  private static String experimentName(String word, String system) {
    String small = word.replace('-', '_').toLowerCase(Locale.ROOT);
    return small.equals(system) ? small + "_runs" : small;
  }
}
