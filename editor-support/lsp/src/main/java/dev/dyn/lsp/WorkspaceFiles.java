package dev.dyn.lsp;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.driver.FileTexts;
import dev.dyn.ide.Outline;
import dev.dyn.ide.Snapshot;
import dev.dyn.ide.Symbol;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The programs in the folders that an editor has open, as far as they are not too many.
final class WorkspaceFiles {
  private static final int MOST = 2_000;
  private static final int DEEPEST = 12;

  private final Desk desk;
  private volatile List<Path> folders = List.of();

  WorkspaceFiles(Desk desk) {
    this.desk = desk;
  }

  void folders(List<Path> all) {
    folders = List.copyOf(all);
  }

  /// All programs: those that are open as they are in the editor, the others as they are on disk.
  private Map<String, Source> sources() {
    Map<String, Source> sources = new LinkedHashMap<>();
    desk.texts().forEach(text -> sources.put(text.source().name(), text.source()));
    for (Path folder : folders) {
      for (Path file : programs(folder)) {
        String name = file.toString();
        if (!sources.containsKey(name)) {
          FileTexts.ON_DISK.read(file).ifPresent(text -> sources.put(name, new Source(name, text)));
        }
      }
    }
    return sources;
  }

  private static List<Path> programs(Path folder) {
    List<Path> programs = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.noneOf(FileVisitOption.class),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              String name = at.getFileName() == null ? "" : at.getFileName().toString();
              boolean isHidden = name.startsWith(".") || name.equals("node_modules");
              return isHidden && !at.equals(folder)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
              if (at.toString().endsWith(".dyn")) {
                programs.add(at.toAbsolutePath().normalize());
              }
              return programs.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path at, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException _) {
      // What was found counts.
    }
    return programs;
  }

  /// What each program declares.
  Map<Source, List<Symbol>> outlines() {
    Map<Source, List<Symbol>> outlines = new LinkedHashMap<>();
    sources()
        .values()
        .forEach(source -> outlines.put(source, Outline.of(Parser.parse(source, new Problems()))));
    return outlines;
  }

  /// The file that was asked about, and all others that may name what is declared at `declared`.
  List<Snapshot> referring(Snapshot asked, Span declared) {
    List<Snapshot> all = new ArrayList<>(List.of(asked));
    for (Source source : sources().values()) {
      boolean isOther = !source.name().equals(asked.source().name());
      boolean declares = source.equals(declared.source());
      boolean imports =
          source.text().contains("import \"") && source.text().contains(declared.text());
      if (isOther && !declared.isEmpty() && (declares || imports)) {
        all.add(new Snapshot(desk.editing().analyze(source, () -> false)));
      }
    }
    return all;
  }

  /// The address of a source: as the editor writes it, if it is open.
  String uri(Source source) {
    return desk.texts().stream()
        .filter(text -> text.source().name().equals(source.name()))
        .map(OpenText::uri)
        .findFirst()
        .orElseGet(() -> Uris.uri(source));
  }
}
