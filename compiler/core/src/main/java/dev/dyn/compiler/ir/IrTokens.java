package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of printed IR, read from left to right, and the small things made of them: variables,
/// sizes, types, lists.
final class IrTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(%(?:`(?:[^`]|``)*`|[\\p{L}_][\\p{L}\\p{N}_.']*)\\.\\d+)" // a variable
              + "|(`(?:[^`]|``)*`)" // a quoted word
              + "|(-?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|inf\\b|nan[0-9a-f]*\\b))" // a number
              + "|([\\p{L}_][\\p{L}\\p{N}_]*)" // a word
              + "|(->|[-+*(){}\\[\\],:=@]))"); // a mark

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Map<String, Var> vars = new HashMap<>();
  private int next;

  IrTokens(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (matcher.region(at, text.length()).lookingAt()) {
      tokens.add(matcher.group().strip());
      at = matcher.end();
      places.add(at);
    }
    if (!text.substring(at).isBlank()) {
      throw new IllegalArgumentException(
          "line " + line(at) + ": no IR starts with " + text.charAt(at));
    }
  }

  private long line(int at) {
    return 1
        + text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
  }

  boolean isAtEnd() {
    return next == tokens.size();
  }

  String peek() {
    return isAtEnd() ? "" : tokens.get(next);
  }

  String peekSecond() {
    return next + 1 < tokens.size() ? tokens.get(next + 1) : "";
  }

  String take() {
    if (isAtEnd()) {
      throw fail("more text");
    }
    return tokens.get(next++);
  }

  boolean takeIf(String token) {
    boolean found = peek().equals(token);
    next += found ? 1 : 0;
    return found;
  }

  void expect(String token) {
    if (!takeIf(token)) {
      throw fail("`" + token + "`");
    }
  }

  IllegalArgumentException fail(String expected) {
    int at = isAtEnd() ? text.length() : places.get(next);
    return new IllegalArgumentException(
        "line " + line(at) + ": expected " + expected + ", found `" + peek() + "`");
  }

  String word() {
    return unquoted(take());
  }

  private static String unquoted(String token) {
    return token.startsWith("`")
        ? token.substring(1, token.length() - 1).replace("``", "`")
        : token;
  }

  int integer() {
    return Integer.parseInt(take());
  }

  /// A variable and its type, known from here on.
  Var definition() {
    String token = take();
    expect(":");
    int dot = token.lastIndexOf('.');
    Var var =
        new Var(
            Integer.parseInt(token.substring(dot + 1)), unquoted(token.substring(1, dot)), type());
    vars.put(token, var);
    return var;
  }

  /// A variable that has been defined.
  Var use() {
    Var var = vars.get(peek());
    if (var == null) {
      throw fail("a variable that is defined above");
    }
    next++;
    return var;
  }

  Type type() {
    Elem elem = elem();
    return new Type(elem, peek().equals("[") ? dims() : List.of());
  }

  Elem elem() {
    for (Elem elem : Elem.values()) {
      if (takeIf(elem.label())) {
        return elem;
      }
    }
    throw fail("a kind of entry");
  }

  List<Dim> dims() {
    return list("[", this::dim, "]");
  }

  List<Integer> integers() {
    return list("[", this::integer, "]");
  }

  List<Var> uses() {
    return list("(", this::use, ")");
  }

  List<Var> definitions() {
    return list("(", this::definition, ")");
  }

  private <T> List<T> list(String open, Supplier<T> item, String close) {
    expect(open);
    List<T> items = new ArrayList<>();
    while (!takeIf(close)) {
      if (!items.isEmpty()) {
        expect(",");
      }
      items.add(item.get());
    }
    return items;
  }

  /// A polynomial such as `2*n*m - k + 1`. The reader of numbers takes a minus sign along, hence
  /// the sum without `+`.
  Dim dim() {
    Dim sum = term();
    while (peek().equals("+") || peek().equals("-")) {
      boolean isMinus = take().equals("-");
      Dim term = term();
      sum = isMinus ? sum.minus(term) : sum.plus(term);
    }
    return sum;
  }

  private Dim term() {
    Dim product = factor();
    while (takeIf("*")) {
      product = product.times(factor());
    }
    return product;
  }

  private Dim factor() {
    String token = take();
    char first = token.charAt(0);
    boolean isNumber = Character.isDigit(first) || (first == '-' && token.length() > 1);
    return isNumber ? Dim.of(Long.parseLong(token)) : Dim.named(unquoted(token));
  }
}
