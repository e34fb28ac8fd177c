// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleTest {
  private final Path directory;

  AssembleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path jar(String name, String... entries) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @Test
  void laysTheOneNativeLibraryBesideASlimDriver() throws IOException {
    Path plain = jar("plain.jar", "a/B.class");
    Path driver =
        jar(
            "driver.jar",
            "org/duckdb/D.class",
            "libduckdb_java.so_linux_amd64",
            "libduckdb_java.so_linux_arm64");
    Path target = Files.createDirectory(directory.resolve("lib"));

    Assemble.into(target, List.of(plain, driver), "linux_arm64");

    assertThat(target.resolve("libduckdb_java.so_linux_arm64"))
        .hasContent("libduckdb_java.so_linux_arm64");
    assertThat(target.resolve("libduckdb_java.so_linux_amd64")).doesNotExist();
    assertThat(target.resolve("plain.jar")).hasSameBinaryContentAs(plain);
    try (JarFile slim = new JarFile(target.resolve("driver.jar").toFile())) {
      assertThat(slim.stream().map(ZipEntry::getName)).containsExactly("org/duckdb/D.class");
    }
    try (JarFile starter = new JarFile(target.resolve("weir.jar").toFile())) {
      assertThat(starter.getManifest().getMainAttributes().getValue("Class-Path"))
          .isEqualTo("plain.jar driver.jar");
    }
  }
}
