package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels for 64-bit reals are those for 32-bit reals with other names of types: the latter
/// are the one source, the former is made from it and kept beside it, so that nothing has to run
/// before a compiler or an editor can read it.
///
/// After a change to a `Float…` class, `-Ddyn.rewrite=true` makes the `Double…` class anew.
class TwinsTest {
  private static final Path KERNELS = Path.of("src/main/java/dev/dyn/runtime/kernel");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chains",
        "Column",
        "EightColumns",
        "Epilogue",
        "FewColumns",
        "FewRows",
        "Fused",
        "Gemm",
        "Large",
        "LargePacking",
        "LargeTile",
        "Narrow",
        "Packing",
        "Scratch",
        "Square",
        "SquareWide",
        "SquareWidest",
        "Slides",
        "Strip",
        "Tiles",
        "TurnedTile",
        "Unfolded",
        "Windows"
      })
  void doubleTwinIsMadeFromTheFloatTwin(String name) throws IOException {
    Path twin = KERNELS.resolve("Double" + name + ".java");
    String expected = ofDoubles(Files.readString(KERNELS.resolve("Float" + name + ".java")));
    if (Boolean.getBoolean("dyn.rewrite")
        && !(Files.exists(twin) && packed(expected).equals(packed(Files.readString(twin))))) {
      Files.writeString(twin, expected);
    }
    assertEquals(
        packed(expected),
        packed(Files.readString(twin)),
        () -> twin + " is not what -Ddyn.rewrite=true makes");
  }

  /// The distance of rows is a constant of the class, so that the compiler knows it.
  @Test
  void rowsOfEightVectorsAreMultipliedAsRowsOfFour() throws IOException {
    String four = Files.readString(KERNELS.resolve("FloatSquareWide.java"));
    String eight = Files.readString(KERNELS.resolve("FloatSquareWidest.java"));
    assertEquals(
        packed(
            four.replace("SquareWide", "SquareWidest")
                .replace("rows of four vectors", "rows of eight vectors")
                .replace("ROW = 4 * WIDTH", "ROW = 8 * WIDTH")),
        packed(eight));
  }

  private static String ofDoubles(String source) {
    return source
        .replace("Float", "Double")
        .replace("float", "double")
        .replace("0.0f", "0.0")
        .replace("32-bit", "64-bit");
  }

  /// The layout may differ: names of other lengths break lines elsewhere, in comments too.
  private static String packed(String source) {
    return source.replaceAll("\\s+|///", "");
  }
}
