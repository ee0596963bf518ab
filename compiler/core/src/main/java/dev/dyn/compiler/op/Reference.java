package dev.dyn.compiler.op;

import java.util.Comparator;
import java.util.List;

/// The reference page of the functions of single numbers, written from their rows.
public final class Reference {
  private Reference() {}

  /// Markdown: a table of name, sentence, example and its value, by name.
  public static String page() {
    StringBuilder page = new StringBuilder("# Functions of numbers\n\n");
    page.append("They map over tensors.\n\n| function | | example |\n|---|---|---|\n");
    for (ScalarFn fn : documented()) {
      ScalarFn.Documentation text = fn.documentation();
      page.append(
          "| `%s` | %s | `%s` is `%s` |\n"
              .formatted(fn.name(), text.text(), text.example(), text.value()));
    }
    return page.toString();
  }

  private static List<ScalarFn> documented() {
    return Functions.scalars().stream()
        .filter(fn -> !fn.documentation().text().isEmpty())
        .sorted(Comparator.comparing(ScalarFn::name))
        .toList();
  }
}
