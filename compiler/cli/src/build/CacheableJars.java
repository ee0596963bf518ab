import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes jars such that the JVM keeps their classes in its cache: raises classes to version 52
/// (Java 8) where they are older, with the stack maps they then need, and takes signatures away.
///
/// The JVM keeps no classes below version 50 and none of signed jars. Picocli and ASM are published
/// as version 49; with the cache, a `dyn run` takes a fifth less processor time this way. LSP4J is
/// published signed; looking at the signatures and reading its classes took half of the start of
/// `dyn lsp`. Run once by the build, over the copies in the distribution: `java CacheableJars.java
/// FOLDER NAME…`, a NAME being how a jar begins.
///
/// It is the last step of the build, and leaves the empty file `complete` beside FOLDER, by which
/// the launcher knows a whole distribution from one whose build was stopped halfway.
void main(String[] arguments) throws IOException {
  Path folder = Path.of(arguments[0]);
  for (int i = 1; i < arguments.length; i++) {
    String name = arguments[i];
    try (var jars = Files.list(folder)) {
      for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith(name)).toList()) {
        rewrite(jar);
      }
    }
  }
  Files.write(folder.resolveSibling("complete"), new byte[0]);
}

static final int ENOUGH = 52;

static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

void rewrite(Path jar) throws IOException {
  Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
  URL[] itself = {jar.toUri().toURL()};
  try (var in = new ZipFile(jar.toFile());
      var loader = new URLClassLoader(itself);
      var out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var classFile = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
    for (ZipEntry entry : Collections.list(in.entries())) {
      if (SIGNATURE.matcher(entry.getName()).matches()) {
        continue;
      }
      byte[] bytes = in.getInputStream(entry).readAllBytes();
      var copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        bytes = withoutDigests(bytes);
      }
      out.write(isOld(entry.getName(), bytes) ? raise(classFile, bytes) : bytes);
      out.closeEntry();
    }
  }
  Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
}

/// The first section of a manifest. The others, one for each signed class, are read again at each
/// start.
static byte[] withoutDigests(byte[] manifest) throws IOException {
  var main = new Manifest(new ByteArrayInputStream(manifest));
  main.getEntries().clear();
  var bytes = new ByteArrayOutputStream();
  main.write(bytes);
  return bytes.toByteArray();
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
