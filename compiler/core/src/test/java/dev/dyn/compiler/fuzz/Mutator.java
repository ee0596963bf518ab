package dev.dyn.compiler.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/// Damages programs, for tests that insist that no text makes a stage fail. The same seed gives the
/// same programs.
public final class Mutator {
  private static final List<String> SCRAPS =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          ",",
          ";",
          ":",
          ":=",
          "->",
          "~",
          "=",
          "==",
          "<",
          "..",
          "..<",
          ".",
          "+",
          "-",
          "*",
          "/",
          "^",
          "@",
          "|>",
          "\n",
          "\r\n",
          "\t",
          " ",
          "//",
          "/*",
          "*/",
          "///",
          "\\",
          "{{",
          "}}",
          "**",
          "%",
          "$",
          "é",
          "λ",
          "漢",
          "😀",
          "\uD83D",
          "\u0301",
          "\u0000",
          "\uFEFF",
          "0",
          "1e",
          "1e400",
          "3.5",
          "99999999999999999999",
          "12abc",
          "_",
          "import ",
          "let ",
          "fn ",
          "fn(x) = ",
          "if ",
          "then ",
          "else ",
          "for ",
          "in ",
          "next ",
          "div ",
          "mod ",
          "and ",
          "or ",
          "not ",
          "true",
          "system ",
          "network ",
          "rule ",
          "training ",
          "experiment ",
          "data ",
          "param ",
          "input ",
          "state ",
          "weight ",
          "output ",
          "draw ",
          "noise ",
          "part ",
          "model ",
          "layer ",
          "on ",
          "grid ",
          "field ",
          "over ",
          "forward",
          "stratonovich ",
          "at ",
          "rate ",
          "when ",
          "per ",
          "tensor ",
          "loss ",
          "steps ",
          "epochs ",
          "epoch ",
          "every ",
          "stop ",
          "record ",
          "precision ",
          "seed ",
          "print ",
          "expect ",
          "within ",
          "of ",
          "plot ",
          "against ",
          "with ",
          "as ",
          "save ",
          "gradient ",
          "train ",
          "sweep ",
          "x' = ",
          "dx = ",
          "next x = ",
          "0 = ",
          "{ a: 1 }",
          "[i for i in 0..<3]",
          "\"{x:.3f}\"",
          "sum(x for i)",
          "f(a, b: 2)",
          "D(f, x)");

  private final SplittableRandom random;
  private final List<String> programs;

  /// A mutator of these programs, which also lend each other pieces.
  public Mutator(long seed, List<String> programs) {
    this.random = new SplittableRandom(seed);
    this.programs = List.copyOf(programs);
  }

  /// A damaged copy of one of the programs.
  public String next() {
    String text = pick(programs);
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) text = edit(text);
    return text;
  }

  private String edit(String text) {
    if (text.isEmpty()) return pick(SCRAPS);
    return switch (random.nextInt(10)) {
      case 0 -> without(text, at(text), 1);
      case 1 -> without(text, at(text), 1 + random.nextInt(60));
      case 2, 3 -> with(text, at(text), pick(SCRAPS));
      case 4 -> replaceWord(text, pick(SCRAPS));
      case 5 -> replaceWord(text, "");
      case 6 -> swapWords(text);
      case 7 -> random.nextInt(4) == 0 ? text.substring(0, at(text)) : copyPiece(text, text);
      case 8 -> copyPiece(text, pick(programs));
      default -> with(text, at(text), pick(SCRAPS).repeat(1 + random.nextInt(300)));
    };
  }

  private String copyPiece(String text, String from) {
    int start = at(from);
    return with(text, at(text), piece(from, start, 1 + random.nextInt(80)));
  }

  private String replaceWord(String text, String replacement) {
    int[] word = word(text);
    return text.substring(0, word[0]) + replacement + text.substring(word[1]);
  }

  private String swapWords(String text) {
    int[] a = word(text);
    int[] b = word(text);
    if (a[0] > b[0]) return swap(text, b, a);
    return swap(text, a, b);
  }

  private static String swap(String text, int[] a, int[] b) {
    if (a[1] > b[0]) return text;
    String between = text.substring(a[1], b[0]);
    String first = text.substring(a[0], a[1]);
    String second = text.substring(b[0], b[1]);
    return text.substring(0, a[0]) + second + between + first + text.substring(b[1]);
  }

  /// A run of letters and digits, or one other character.
  private int[] word(String text) {
    int start = at(text);
    int end = start;
    while (start > 0 && isWord(text.charAt(start)) && isWord(text.charAt(start - 1))) start--;
    while (end < text.length() && isWord(text.charAt(end))) end++;
    return new int[] {start, Math.max(end, start + 1)};
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private int at(String text) {
    return random.nextInt(text.length());
  }

  private static String piece(String text, int start, int length) {
    return text.substring(start, Math.min(text.length(), start + length));
  }

  private static String without(String text, int start, int length) {
    return text.substring(0, start) + text.substring(Math.min(text.length(), start + length));
  }

  private static String with(String text, int at, String inserted) {
    return text.substring(0, at) + inserted + text.substring(at);
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
