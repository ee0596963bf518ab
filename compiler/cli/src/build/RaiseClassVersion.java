import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Raises the classes of jars to version 52 (Java 8) where they are older, and gives them the stack
/// maps they then need.
///
/// The JVM keeps no classes below version 50 in its cache; Picocli and ASM are published as version
/// 49. With the cache, a `dyn run` takes a fifth less processor time this way. Run once by the
/// build, over the copies in the distribution: `java RaiseClassVersion.java FOLDER NAME…`, a NAME
/// being how a jar begins.
///
/// It is the last step of the build, and leaves the empty file `complete` beside FOLDER, by which
/// the launcher knows a whole distribution from one whose build was stopped halfway.
void main(String[] arguments) throws IOException {
  Path folder = Path.of(arguments[0]);
  for (int i = 1; i < arguments.length; i++) {
    String name = arguments[i];
    try (var jars = Files.list(folder)) {
      for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith(name)).toList()) {
        raise(jar);
      }
    }
  }
  Files.write(folder.resolveSibling("complete"), new byte[0]);
}

static final int ENOUGH = 52;

void raise(Path jar) throws IOException {
  Path raised = jar.resolveSibling(jar.getFileName() + ".new");
  URL[] itself = {jar.toUri().toURL()};
  try (var in = new ZipFile(jar.toFile());
      var loader = new URLClassLoader(itself);
      var out = new ZipOutputStream(Files.newOutputStream(raised))) {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var classFile = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
    for (ZipEntry entry : Collections.list(in.entries())) {
      byte[] bytes = in.getInputStream(entry).readAllBytes();
      var copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      out.write(isOld(entry.getName(), bytes) ? raise(classFile, bytes) : bytes);
      out.closeEntry();
    }
  }
  Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
}

static boolean isOld(String name, byte[] bytes) {
  return name.endsWith(".class") && ((bytes[6] & 255) << 8 | bytes[7] & 255) < ENOUGH;
}

static byte[] raise(ClassFile classFile, byte[] bytes) {
  ClassTransform sameBodies =
      ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
  ClassTransform newVersion =
      (builder, element) -> {
        if (element instanceof ClassFileVersion) builder.withVersion(ENOUGH, 0);
        else builder.with(element);
      };
  return classFile.transformClass(classFile.parse(bytes), sameBodies.andThen(newVersion));
}
