package dev.dyn.compiler.method;

import dev.dyn.compiler.syntax.Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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
  private static final Set<String> KNOWN =
      Set.of("order", "embedded", "c", "a", "b", "error", "coarse", "dense", "d", "extra");
  private static final Map<String, Tableau> READ = new ConcurrentHashMap<>();

  private static final Map<String, List<String>> INDEXES = new ConcurrentHashMap<>();

  private MethodLibrary() {}

  /// The names of all methods, in the order of the index.
  public static List<String> names() {
    return index("methods.txt");
  }

  /// The names that a file of the library lists.
  static List<String> index(String file) {
    return INDEXES.computeIfAbsent(
        file, _ -> text(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
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
    return tableau(MethodFile.read(name, KNOWN));
  }

  /// The method that a parsed file describes.
  ///
  /// @throws IllegalArgumentException if a constant is missing or of the wrong form
  static Tableau tableau(String name, Module module) {
    return tableau(MethodFile.of(name, module, KNOWN));
  }

  private static Tableau tableau(MethodFile file) {
    List<Double> error = numbers(file, "error");
    Tableau bare =
        new Tableau(
            file.method(),
            (int) file.required("order").number(),
            file.find("embedded").map(e -> (int) e.number()).orElse(0),
            file.required("c").numbers(),
            file.required("a").rows(),
            file.required("b").numbers(),
            error,
            numbers(file, "coarse"),
            List.of(),
            List.of(),
            file.reference());
    return error.isEmpty() ? bare : withDenseOutput(bare, file);
  }

  private static Tableau withDenseOutput(Tableau m, MethodFile file) {
    List<List<Double>> extra = new ArrayList<>();
    if (!m.isFirstSameAsLast()) {
      List<Double> end = new ArrayList<>();
      end.add(1.0);
      end.addAll(m.b());
      extra.add(Collections.unmodifiableList(end));
    }
    file.find("extra").ifPresent(rows -> extra.addAll(rows.rows()));
    int slopes = m.stages() + extra.size();
    int end = m.isFirstSameAsLast() ? m.stages() - 1 : m.stages();
    List<List<Double>> dense =
        file.find("dense")
            .map(ConstantValue::rows)
            .orElseGet(
                () -> NestedDense.polynomials(m.b(), file.required("d").rows(), slopes, end));
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

  private static List<Double> numbers(MethodFile file, String name) {
    return file.find(name).map(ConstantValue::numbers).orElse(List.of());
  }

  static String text(String file) {
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
