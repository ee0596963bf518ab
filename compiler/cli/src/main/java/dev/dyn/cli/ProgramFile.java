package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads programs named on the command line.
final class ProgramFile {
  /// Nobody writes such programs; a larger file is most likely data.
  private static final long LARGEST = 64L << 20;

  private ProgramFile() {}

  /// What became of reading a file.
  sealed interface Reading {
    record Done(Source source) implements Reading {}

    record Failed(Diagnostic problem) implements Reading {}
  }

  /// Reads a file; `-` is standard input.
  static Reading read(String name, InputStream standardInput) {
    if (name.equals("-")) return readStandardInput(standardInput);
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return failed(CommandCodes.NO_SUCH_FILE, "`" + name + "` is not the name of a file", name);
    }
    if (Files.notExists(path)) {
      return failed(CommandCodes.NO_SUCH_FILE, "there is no file `" + name + "`", name);
    }
    if (Files.isDirectory(path)) {
      return failed(
          CommandCodes.UNREADABLE_FILE, "`" + name + "` is a folder, not a program", name);
    }
    try {
      if (Files.size(path) > LARGEST) {
        return failed(
            CommandCodes.NOT_A_DYN_FILE, "`" + name + "` is too large to be a program", name);
      }
      return decode(name, Files.readAllBytes(path));
    } catch (IOException e) {
      return failed(CommandCodes.UNREADABLE_FILE, "`" + name + "` cannot be read", name);
    }
  }

  private static Reading readStandardInput(InputStream in) {
    try {
      return decode("<stdin>", in.readAllBytes());
    } catch (IOException e) {
      return failed(CommandCodes.UNREADABLE_FILE, "standard input cannot be read", "-");
    }
  }

  private static Reading decode(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Reading.Done(
          new Source(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      return failed(SyntaxCodes.BAD_ENCODING, "`" + name + "` is not a text in UTF-8", name);
    }
  }

  private static Reading failed(Code code, String message, String argument) {
    return new Reading.Failed(Diagnostic.of(code, message, CommandLineText.of(argument).all()));
  }
}
