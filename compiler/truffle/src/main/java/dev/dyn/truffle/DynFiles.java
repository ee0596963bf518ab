package dev.dyn.truffle;

import com.oracle.truffle.api.TruffleFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Knows program files by their ending.
public final class DynFiles implements TruffleFile.FileTypeDetector {
  /// The API wants null for other files.
  @Override
  public String findMimeType(TruffleFile file) {
    String name = file.getName();
    return name != null && name.endsWith(".dyn") ? DynLanguage.MIME_TYPE : null;
  }

  @Override
  public Charset findEncoding(TruffleFile file) {
    return StandardCharsets.UTF_8;
  }
}
