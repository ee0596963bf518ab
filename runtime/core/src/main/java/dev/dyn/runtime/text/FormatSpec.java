package dev.dyn.runtime.text;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A format as in `{x:>10.3f}`: `[[fill]align][sign][z][0][width][grouping][.precision][kind]`,
/// with the meanings they have in Python.
///
/// @param fill what fills up to the width
/// @param align `<`, `>`, `^`, or `=` (between sign and digits); empty: numbers right, words left
/// @param sign `-` only for negative numbers, `+` always, ` ` a space for positive ones
/// @param coercesZero whether a rounded −0 loses its sign
/// @param width at least so many characters; 0: as many as needed
/// @param grouping what stands between groups of three digits
/// @param precision digits after the point, significant digits, or the most characters of a text
record FormatSpec(
    String fill,
    Optional<Character> align,
    char sign,
    boolean coercesZero,
    int width,
    Optional<Character> grouping,
    OptionalInt precision,
    Kind kind) {

  /// How a value is written.
  enum Kind {
    DEFAULT(""),
    WHOLE("d"),
    HEXADECIMAL("x"),
    BINARY("b"),
    FIXED("f"),
    SCIENTIFIC("e"),
    GENERAL("g"),
    PERCENT("%"),
    WORDS("s");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    private static Kind of(String letter) {
      for (Kind kind : values()) {
        if (kind.letter.equals(letter)) return kind;
      }
      return DEFAULT;
    }
  }

  /// What became of reading a format.
  sealed interface Reading {
    record Good(FormatSpec spec) implements Reading {}

    record Bad(String problem) implements Reading {}
  }

  /// Longer lines than anybody wants, short of what memory cannot hold.
  private static final int LARGEST = 9999;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<fill>\\X)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<z>z)?(?<zero>0)?(?<width>\\d+)?"
              + "(?<group>[,_])?(?:\\.(?<precision>\\d+))?(?<kind>[dxbfeg%s])?");

  static Reading read(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) return new Reading.Bad(whyNot(text));
    if (tooLarge(m.group("width")) || tooLarge(m.group("precision"))) {
      return new Reading.Bad("a width or precision in a format is at most " + LARGEST);
    }
    boolean zero = m.group("zero") != null;
    Optional<Character> align = Optional.ofNullable(m.group("align")).map(a -> a.charAt(0));
    return new Reading.Good(
        new FormatSpec(
            m.group("fill") != null ? m.group("fill") : zero && align.isEmpty() ? "0" : " ",
            align.isPresent() || !zero ? align : Optional.of('='),
            m.group("sign") == null ? '-' : m.group("sign").charAt(0),
            m.group("z") != null,
            m.group("width") == null ? 0 : Integer.parseInt(m.group("width")),
            Optional.ofNullable(m.group("group")).map(g -> g.charAt(0)),
            m.group("precision") == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(m.group("precision"))),
            Kind.of(m.group("kind") == null ? "" : m.group("kind"))));
  }

  private static boolean tooLarge(String number) {
    return number != null && (number.length() > 4 || Integer.parseInt(number) > LARGEST);
  }

  private static String whyNot(String text) {
    int last = text.isEmpty() ? 0 : text.codePointBefore(text.length());
    if (Character.isLetter(last) && "dxbfegs".indexOf(last) < 0) {
      return "`"
          + Character.toString(last)
          + "` is not a kind of format; there are `f e g d x b % s`";
    }
    if (text.endsWith(".")) return "after the point of a format a number of digits is needed";
    return "`" + text + "` is not a format; formats look like `.3f`, `.2e`, `6d`, `>10`";
  }
}
