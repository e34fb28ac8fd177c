// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Copies the jars of the command into one directory, with a {@code weir.jar} that starts them.
 *
 * <p>DuckDB's driver would unpack its 70 MB library at each start. Here the library of this machine
 * is laid beside a driver without libraries, where the driver looks for it.
 */
public final class Assemble {
  private static final String NATIVE = "libduckdb_java.so_";

  private final Path target;
  private final String platform;

  private Assemble(Path target, String platform) {
    this.target = target;
    this.platform = platform;
  }

  /** The directory to fill, and the jars. */
  public static void main(String[] args) throws IOException {
    List<Path> jars = Stream.of(args).skip(1).map(Path::of).toList();
    into(Path.of(args[0]), jars, platform());
  }

  /** Fills an existing directory with these jars and the jar that starts them. */
  static void into(Path target, List<Path> jars, String platform) throws IOException {
    Assemble assemble = new Assemble(target, platform);
    List<String> names = new ArrayList<>();
    for (Path jar : jars) {
      String name = String.valueOf(jar.getFileName());
      assemble.copy(jar, target.resolve(name));
      names.add(name);
    }
    assemble.writeStarter(names);
  }

  /** This machine's operating system and processor, in the driver's words. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean isArm = processor.equals("aarch64") || processor.equals("arm64");
    return (system.startsWith("mac") ? "macos" : "linux") + (isArm ? "_arm64" : "_amd64");
  }

  private void copy(Path jar, Path copy) throws IOException {
    try (JarFile from = new JarFile(jar.toFile())) {
      if (from.stream().noneMatch(entry -> entry.getName().startsWith(NATIVE))) {
        Files.copy(jar, copy);
        return;
      }
      try (OutputStream file = Files.newOutputStream(copy);
          JarOutputStream to = new JarOutputStream(file)) {
        slim(from, to);
      }
    }
  }

  private void slim(JarFile from, JarOutputStream to) throws IOException {
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
          Files.copy(content, target.resolve(entry.getName()));
        }
      }
    }
  }

  private void writeStarter(List<String> jars) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.weir.cli.Main");
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
    // Arrow reads and writes memory outside the heap through these.
    attributes.putValue("Add-Opens", "java.base/java.nio");
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    try (OutputStream file = Files.newOutputStream(target.resolve("weir.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.finish();
    }
  }
}
