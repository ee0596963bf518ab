package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.doc.DocHtml;
import dev.dyn.compiler.doc.DocMarkdown;
import dev.dyn.compiler.doc.DocPage;
import dev.dyn.compiler.doc.DocReader;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.SyntaxOnly;
import dev.dyn.runtime.data.Outputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn doc FILE|MODULE`: what a program or the standard library declares, as a page.
@Command(
    name = "doc",
    description = "Writes the documentation of a program, or of std, std.nn, std.methods, …",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class DocCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE|MODULE", description = "A program (- is standard input), or std.")
  private String subject;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A file in .html or .md. Default: Markdown on standard output.")
  private Optional<Path> output = Optional.empty();

  DocCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (output.isPresent() && !isHtml(output.get()) && !isMarkdown(output.get())) {
      return console.fail(unknownFormat(output.get())).code();
    }
    if (subject.equals("std") || subject.startsWith("std.")) return library().code();
    return switch (ProgramFile.read(subject, console.in())) {
      case ProgramFile.Reading.Done(Source source) -> program(source).code();
      case ProgramFile.Reading.Failed(Diagnostic problem) -> console.fail(problem).code();
    };
  }

  private ExitStatus program(Source source) {
    Analysis analysis = new SyntaxOnly().analyze(source);
    if (analysis.hasErrors()) {
      console.show(analysis.diagnostics());
      return ExitStatus.PROGRAM;
    }
    String name = source.name().replace('\\', '/');
    String title = name.substring(name.lastIndexOf('/') + 1);
    return write(title, List.of(DocReader.read(title, analysis.module())));
  }

  private ExitStatus library() {
    Optional<List<DocPage>> pages = LibraryPages.of(subject);
    if (pages.isPresent()) {
      return write(subject.equals("std") ? "The standard library" : subject, pages.get());
    }
    var names = new ArrayList<>(LibraryPages.names());
    return console.fail(
        Diagnostic.of(
                CommandCodes.BAD_OPTION_VALUE,
                "there is no module `" + subject + "`",
                CommandLineText.of(subject).all())
            .suggestName(Names.closest(subject, names))
            .note("modules are " + String.join(", ", names)));
  }

  private ExitStatus write(String title, List<DocPage> pages) {
    if (output.isEmpty()) {
      console.out().print(DocMarkdown.render(pages));
      console.out().flush();
      return ExitStatus.OK;
    }
    Path file = output.get();
    String text = isHtml(file) ? DocHtml.render(title, pages) : DocMarkdown.render(pages);
    try (var outputs = new Outputs()) {
      outputs.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
      return ExitStatus.OK;
    } catch (IOException e) {
      return console.fail(Unwritable.diagnostic(e, file));
    }
  }

  private static boolean isHtml(Path file) {
    return file.toString().endsWith(".html");
  }

  private static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md");
  }

  private static Diagnostic unknownFormat(Path file) {
    return Diagnostic.of(
            CommandCodes.BAD_OPTION_VALUE,
            "documentation cannot be written as `" + file.getFileName() + "`",
            CommandLineText.of(file.toString()).all())
        .note("the name ends in .html or .md");
  }
}
