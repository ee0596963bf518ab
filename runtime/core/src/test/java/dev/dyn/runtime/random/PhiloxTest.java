package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PhiloxTest {
  /// The three answers published with the authors' library for philox4x32 with 10 rounds, 32-bit
  /// words joined low half first.
  @Test
  void givesThePublishedAnswers() {
    check(0, 0, 0, 0xe169c58d6627e8d5L, 0x9b00dbd8bc57ac4cL);
    check(-1, -1, -1, 0x41c83b0e408f276dL, 0x6d5451fda20bc7c6L);
    check(
        0x299f31d0a4093822L,
        0x85a308d3243f6a88L,
        0x0370734413198a2eL,
        0x94fdccebd16cfe09L,
        0x24126ea15001e420L);
  }

  private static void check(long key, long low, long high, long first, long second) {
    assertEquals(new Philox.Block(first, second), Philox.block(key, low, high));
  }

  @Test
  void lanesAgreeWithTheScalarForm() {
    int n = 37;
    int room = 64;
    long[] keys = new long[room];
    long[] lows = new long[room];
    for (int i = 0; i < n; i++) {
      keys[i] = Streams.mix(1, i);
      lows[i] = Streams.mix(2, i);
    }
    long high = Streams.of(3);
    long[] first = new long[room];
    long[] second = new long[room];
    Philox.blocks(n, keys, lows, high, first, second);
    for (int i = 0; i < n; i++) {
      assertEquals(new Philox.Block(first[i], second[i]), Philox.block(keys[i], lows[i], high));
    }
  }
}
