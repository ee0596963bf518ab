package dev.dyn.compiler.method;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The integration methods of the standard library: `std/methods/NAME.dyn`, listed in
/// `std/methods/methods.txt`.
///
/// A method file is a `///` header (author, year, place) and constants: `order`, `c`, `a`, `b`;
/// with an error estimate also `embedded`, `error`, perhaps `coarse`, and what is known inside a
/// step: `dense` (polynomials, see [Tableau#dense]) or `d` and `extra` (the nested form, see
/// [NestedDense]; `d = []` is the cubic Hermite polynomial).
public final class MethodLibrary {
  private static final String FOLDER = "/std/methods/";
  private static final Map<String, Tableau> READ = new ConcurrentHashMap<>();

  private MethodLibrary() {}

  /// The names of all methods, in the order of the index.
  public static List<String> names() {
    return text("methods.txt").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /// The method called `name`, if there is one.
  public static Optional<Tableau> find(String name) {
    return names().contains(name)
        ? Optional.of(READ.computeIfAbsent(name, MethodLibrary::read))
        : Optional.empty();
  }

  public static List<Tableau> all() {
    return names().stream().map(name -> find(name).orElseThrow()).toList();
  }

  private static Tableau read(String name) {
    Source source = new Source("std/methods/" + name + ".dyn", text(name + ".dyn"));
    Problems problems = new Problems();
    Module module = Parser.parse(source, problems);
    if (problems.hasErrors()) {
      throw new IllegalStateException(source + ": " + problems.sorted().getFirst().message());
    }
    return tableau(name, module);
  }

  /// The method that a parsed file describes.
  ///
  /// @throws IllegalArgumentException if a constant is missing or of the wrong form
  static Tableau tableau(String name, Module module) {
    Map<String, ConstantValue> values = new LinkedHashMap<>();
    List<String> reference = new ArrayList<>();
    module
        .declarations(Declaration.Let.class)
        .forEach(let -> {
          let.doc().ifPresent(reference::add);
          var binding = let.binding();
          values.put(binding.name().text(), ConstantValue.of(binding.value(), values));
        });
    requireKnown(name, values.keySet());
    List<Double> c = required(name, values, "c").numbers();
    List<List<Double>> a = required(name, values, "a").rows();
    List<Double> b = required(name, values, "b").numbers();
    List<Double> error = numbers(values, "error");
    Tableau bare =
        new Tableau(
            name,
            (int) required(name, values, "order").number(),
            values.containsKey("embedded") ? (int) values.get("embedded").number() : 0,
            c,
            a,
            b,
            error,
            numbers(values, "coarse"),
            List.of(),
            List.of(),
            String.join(" ", reference).replace('\n', ' ').strip());
    return error.isEmpty() ? bare : withDenseOutput(bare, values);
  }

  private static Tableau withDenseOutput(Tableau m, Map<String, ConstantValue> values) {
    List<List<Double>> extra = new ArrayList<>();
    if (!m.isFirstSameAsLast()) {
      List<Double> end = new ArrayList<>();
      end.add(1.0);
      end.addAll(m.b());
      extra.add(Collections.unmodifiableList(end));
    }
    if (values.containsKey("extra")) {
      extra.addAll(values.get("extra").rows());
    }
    int slopes = m.stages() + extra.size();
    int end = m.isFirstSameAsLast() ? m.stages() - 1 : m.stages();
    List<List<Double>> dense =
        values.containsKey("dense")
            ? values.get("dense").rows()
            : NestedDense.polynomials(m.b(), required(m.name(), values, "d").rows(), slopes, end);
    return new Tableau(
        m.name(),
        m.order(),
        m.embedded(),
        m.c(),
        m.a(),
        m.b(),
        m.error(),
        m.coarse(),
        dense,
        extra,
        m.reference());
  }

  private static void requireKnown(String method, Set<String> found) {
    Set<String> known =
        Set.of("order", "embedded", "c", "a", "b", "error", "coarse", "dense", "d", "extra");
    for (String name : found) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "the method " + method + " says `" + name + "`, which no method has");
      }
    }
  }

  private static ConstantValue required(
      String method, Map<String, ConstantValue> values, String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("the method " + method + " does not say `" + name + "`");
    }
    return values.get(name);
  }

  private static List<Double> numbers(Map<String, ConstantValue> values, String name) {
    return values.containsKey(name) ? values.get(name).numbers() : List.of();
  }

  private static String text(String file) {
    try (InputStream in = MethodLibrary.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the standard library lacks " + FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
