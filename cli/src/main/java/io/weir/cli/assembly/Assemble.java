// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lays the jars of the command into one directory, with a {@code weir.jar} that starts them and a
 * file {@code sources} that names what they were made of. Run by the launcher after Maven.
 *
 * <p>DuckDB's driver would unpack its 70 MB library at each start. Here the library of this machine
 * is laid beside a driver without libraries, where the driver looks for it.
 */
public final class Assemble {
  /** The resource that names the commit. */
  public static final String COMMIT = "weir-commit";

  private static final String NATIVE = "libduckdb_java.so_";
  private static final String BUILT = "target/launcher";

  private final Path root;
  private final Path target;
  private final Set<Path> jars = new LinkedHashSet<>();
  private final Set<String> modules = new TreeSet<>();

  private Assemble(Path root, Path target) {
    this.root = root;
    this.target = target;
  }

  /** The repository's root, an empty directory to fill, and the modules whose jars are wanted. */
  public static void main(String[] args) throws IOException {
    List<String> modules = Stream.of(args).skip(2).toList();
    run(Path.of(args[0]), Path.of(args[1]), modules, platform());
  }

  static void run(Path root, Path target, List<String> modules, String platform)
      throws IOException {
    Assemble assemble = new Assemble(root, target);
    for (String module : modules) {
      assemble.collect(assemble.built(module));
    }
    for (Path jar : assemble.jars) {
      copy(jar, target, platform);
    }
    assemble.writeStarter();
    assemble.writeSources();
  }

  /** This machine's operating system and processor, in the driver's words. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean isArm = processor.equals("aarch64") || processor.equals("arm64");
    return (system.startsWith("mac") ? "macos" : "linux") + (isArm ? "_arm64" : "_amd64");
  }

  /** The jar that a module's last build made. */
  private Path built(String module) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(module).resolve(BUILT))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
          .orElseThrow(() -> new IOException(module + " has no jar"));
    }
  }

  /** Notes a module's jar and those that its manifest names, by their place in a repository. */
  private void collect(Path jar) throws IOException {
    addModule(jar);
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      Path repository = Path.of(attributes.getValue("Local-Repository"));
      for (String place : attributes.getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
        Path own = ofThisBuild(Path.of(place).getFileName().toString());
        if (own != null) {
          addModule(own);
        } else {
          jars.add(repository.resolve(place));
        }
      }
    }
  }

  private void addModule(Path jar) {
    jars.add(jar);
    modules.add(root.relativize(jar).getName(0).toString());
  }

  private @Nullable Path ofThisBuild(String name) throws IOException {
    try (Stream<Path> directories = Files.list(root)) {
      return directories
          .map(module -> module.resolve(BUILT).resolve(name))
          .filter(Files::exists)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Copies a jar into a directory. Of the native libraries in it only this machine's is copied, and
   * beside the jar.
   */
  public static void copy(Path jar, Path directory) throws IOException {
    copy(jar, directory, platform());
  }

  private static void copy(Path jar, Path directory, String platform) throws IOException {
    Path copy = directory.resolve(jar.getFileName().toString());
    try (JarFile from = new JarFile(jar.toFile())) {
      if (from.stream().noneMatch(entry -> entry.getName().startsWith(NATIVE))) {
        Files.copy(jar, copy);
        return;
      }
      try (OutputStream file = Files.newOutputStream(copy);
          JarOutputStream to = new JarOutputStream(file)) {
        slim(from, to, directory, platform);
      }
    }
  }

  private static void slim(JarFile from, JarOutputStream to, Path directory, String platform)
      throws IOException {
    Enumeration<JarEntry> entries = from.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      try (InputStream content = from.getInputStream(entry)) {
        if (!entry.getName().startsWith(NATIVE)) {
          JarEntry kept = new JarEntry(entry.getName());
          kept.setTime(entry.getTime());
          to.putNextEntry(kept);
          content.transferTo(to);
          to.closeEntry();
        } else if (entry.getName().equals(NATIVE + platform)) {
          Files.copy(content, directory.resolve(entry.getName()));
        }
      }
    }
  }

  private void writeStarter() throws IOException {
    List<String> names = jars.stream().map(jar -> jar.getFileName().toString()).toList();
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.weir.cli.Main");
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", names));
    try (OutputStream file = Files.newOutputStream(target.resolve("weir.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new JarEntry(COMMIT));
      jar.write(commit().getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }

  /** The commit of the sources, with a mark when they were changed since; empty without git. */
  private String commit() {
    List<String> describe =
        List.of("git", "describe", "--always", "--dirty=-changed", "--exclude=*");
    try {
      Process git =
          new ProcessBuilder(describe)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? name.strip() : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (IOException e) {
      // There is no git, or this is no clone.
      return "";
    }
  }

  /** Paths below the root, on one line: what is newer than this file makes a build necessary. */
  private void writeSources() throws IOException {
    List<String> paths = new ArrayList<>(List.of("pom.xml"));
    for (String module : modules) {
      paths.add(module + "/pom.xml");
      paths.add(module + "/src/main");
    }
    Files.writeString(target.resolve("sources"), String.join(" ", paths) + "\n");
  }
}
