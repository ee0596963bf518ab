package dev.dyn.ide;

import dev.dyn.compiler.parse.TextToken;
import java.util.List;

/// What stands between the braces around a place: it decides which words may begin a line there.
enum Body {
  FILE("import", "let", "fn", "data", "system", "network", "rule", "training", "experiment"),
  SYSTEM(
      "param",
      "input",
      "state",
      "output",
      "let",
      "part",
      "draw",
      "noise",
      "next",
      "stratonovich",
      "at rate",
      "when",
      "weight",
      "grid",
      "field"),
  NETWORK("weight", "layer", "forward", "let", "state", "next", "param"),
  RULE("param", "state", "let", "next", "per tensor"),
  TRAINING("param", "model", "on", "let", "loss", "rule", "output"),
  EXPERIMENT(
      "let",
      "param",
      "data",
      "model",
      "record",
      "print",
      "plot",
      "save",
      "expect",
      "for",
      "seed",
      "precision",
      "train",
      "sweep"),
  TRAIN("on", "let", "loss", "rule", "for", "every epoch", "every", "stop when"),
  SWEEP("let", "param", "data", "model", "record", "print", "expect", "for", "train"),
  ACTIONS("let", "draw"),
  VALUES("let");

  private final List<String> words;

  Body(String... words) {
    this.words = List.of(words);
  }

  /// The words that may begin a line.
  List<String> words() {
    return words;
  }

  /// What the token before number `count` stands in.
  static Body around(List<TextToken> tokens, int count) {
    int open = opening(tokens, count, "{");
    if (open < 0) {
      return FILE;
    }
    int depth = tokens.get(open).depth();
    for (int k = open - 1; k >= 0; k--) {
      TextToken token = tokens.get(k);
      if (token.depth() < depth || token.is("{") || token.is("}")) {
        return VALUES;
      }
      if (token.depth() == depth && Words.isWord(token)) {
        switch (token.text()) {
          case "system" -> {
            return SYSTEM;
          }
          case "network" -> {
            return NETWORK;
          }
          case "rule" -> {
            return RULE;
          }
          case "training" -> {
            return TRAINING;
          }
          case "experiment" -> {
            return EXPERIMENT;
          }
          case "train" -> {
            return TRAIN;
          }
          case "sweep", "every", "for" -> {
            return SWEEP;
          }
          case "rate", "when" -> {
            return ACTIONS;
          }
          case "=", "let" -> {
            return VALUES;
          }
          default -> {} // a name
        }
      }
    }
    return VALUES;
  }

  /// The number of the bracket `sign` that is open before token number `count`; −1 if none is.
  static int opening(List<TextToken> tokens, int count, String sign) {
    int closed = 0;
    for (int k = count - 1; k >= 0; k--) {
      TextToken token = tokens.get(k);
      switch (token.kind()) {
        case CLOSE -> closed++;
        case OPEN -> {
          if (closed == 0 && token.is(sign)) {
            return k;
          }
          closed = Math.max(0, closed - 1);
        }
        case NAME, RESERVED, SOFT, NUMBER, TEXT, COMMENT, DOC, SIGN -> {}
      }
    }
    return -1;
  }
}
