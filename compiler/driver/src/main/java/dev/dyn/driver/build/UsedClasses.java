package dev.dyn.driver.build;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files of libraries a program needs: the classes that are named, over any number of steps,
/// in the classes that surely go along, and the resources beside them. Of large libraries that is a
/// small part.
final class UsedClasses {
  private static final String CLASS = ".class";
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+);");

  private final Map<String, byte[]> files;
  private final Set<String> used = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private UsedClasses(Map<String, byte[]> files) {
    this.files = files;
  }

  /// @param files all there are, by their names in a JAR
  /// @param isSure what goes along in any case
  static Set<String> of(Map<String, byte[]> files, Predicate<String> isSure) throws IOException {
    UsedClasses classes = new UsedClasses(files);
    files.keySet().stream().filter(isSure).forEach(classes::use);
    while (!classes.open.isEmpty()) {
      classes.follow(files.get(classes.open.pop()));
    }
    classes.addResources();
    return classes.used;
  }

  private void use(String file) {
    if (files.containsKey(file) && used.add(file) && file.endsWith(CLASS)) {
      open.push(file);
    }
  }

  /// Uses what the constants of a class (JVMS 4.4) name.
  private void follow(byte[] classFile) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8); // magic number and version
      int count = in.readUnsignedShort();
      for (int k = 1; k < count; k++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> text(in.readUTF());
          case 5, 6 -> {
            in.skipNBytes(8);
            k++; // numbers of 64 bits take two places
          }
          case 15 -> in.skipNBytes(3);
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          default -> in.skipNBytes(4);
        }
      }
    }
  }

  /// A name of a class or a descriptor; other texts name no file.
  private void text(String text) {
    use(text + CLASS);
    Matcher matcher = IN_DESCRIPTOR.matcher(text);
    while (matcher.find()) {
      use(matcher.group(1) + CLASS);
    }
  }

  private void addResources() {
    Set<String> folders = new HashSet<>();
    used.forEach(file -> folders.add(folder(file)));
    for (String file : files.keySet()) {
      if (!file.endsWith(CLASS) && folders.stream().anyMatch(folder -> isIn(file, folder))) {
        used.add(file);
      }
    }
  }

  /// Also in a folder `resources` beside the classes.
  private static boolean isIn(String file, String folder) {
    return folder(file).equals(folder) || file.startsWith(folder + "resources/");
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }
}
