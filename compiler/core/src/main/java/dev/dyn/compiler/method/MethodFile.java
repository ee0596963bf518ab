package dev.dyn.compiler.method;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The constants that a file of the method library defines, and the reference in its header.
record MethodFile(String method, Map<String, ConstantValue> values, String reference) {
  /// The file of the library called `method`.
  static MethodFile read(String method, Set<String> known) {
    Source source =
        new Source("std/methods/" + method + ".dyn", MethodLibrary.text(method + ".dyn"));
    Problems problems = new Problems();
    Module module = Parser.parse(source, problems);
    if (problems.hasErrors()) {
      throw new IllegalStateException(source + ": " + problems.sorted().getFirst().message());
    }
    return of(method, module, known);
  }

  /// @throws IllegalArgumentException if it says something that is not in `known`, or no constant
  static MethodFile of(String method, Module module, Set<String> known) {
    Map<String, ConstantValue> values = new LinkedHashMap<>();
    List<String> reference = new ArrayList<>();
    module
        .declarations(Declaration.Let.class)
        .forEach(let -> {
          let.doc().ifPresent(reference::add);
          var binding = let.binding();
          values.put(binding.name().text(), ConstantValue.of(binding.value(), values));
        });
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "the method " + method + " says `" + name + "`, which no method has");
      }
    }
    String text = String.join(" ", reference).replace('\n', ' ').strip();
    return new MethodFile(method, values, text);
  }

  ConstantValue required(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException("the method " + method + " does not say `" + name + "`"));
  }

  Optional<ConstantValue> find(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
