// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleTest {
  private final Path directory;
  private final Path target;

  AssembleTest(@TempDir Path directory) {
    this.directory = directory;
    this.target = directory.resolve("app");
  }

  private void jar(String file, String classPath, String... entries) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.CLASS_PATH, classPath);
    attributes.putValue("Local-Repository", directory.resolve("a repository").toString());
    Path path = directory.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @BeforeEach
  void assembleACommandOfOneModuleAndTheDriver() throws IOException {
    jar(
        "cli/target/launcher/cli-1.jar",
        "io/weir/model/1/model-1.jar org/duckdb/driver.jar",
        "Main.class");
    jar("model/target/launcher/model-1.jar", "", "Model.class");
    jar("unused/target/launcher/unused-1.jar", "", "Unused.class");
    jar(
        "a repository/org/duckdb/driver.jar",
        "",
        "org/duckdb/D.class",
        "libduckdb_java.so_linux_amd64",
        "libduckdb_java.so_linux_arm64");
    Files.createDirectory(target);
    Assemble.run(directory, target, List.of("cli"), "linux_arm64");
  }

  @Test
  void laysTheOneNativeLibraryBesideASlimDriver() throws IOException {
    assertThat(target.resolve("libduckdb_java.so_linux_arm64"))
        .hasContent("libduckdb_java.so_linux_arm64");
    assertThat(target.resolve("libduckdb_java.so_linux_amd64")).doesNotExist();
    try (JarFile slim = new JarFile(target.resolve("driver.jar").toFile())) {
      assertThat(slim.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "org/duckdb/D.class");
    }
  }

  @Test
  void theStarterNamesTheJarsInOrder() throws IOException {
    try (JarFile starter = new JarFile(target.resolve("weir.jar").toFile())) {
      assertThat(starter.getManifest().getMainAttributes().getValue("Class-Path"))
          .isEqualTo("cli-1.jar model-1.jar driver.jar");
    }
    assertThat(target.resolve("model-1.jar"))
        .hasSameBinaryContentAs(directory.resolve("model/target/launcher/model-1.jar"));
  }

  @Test
  void namesTheSourcesOfTheModulesThatAreUsed() {
    assertThat(target.resolve("sources"))
        .hasContent("pom.xml cli/pom.xml cli/src/main model/pom.xml model/src/main\n");
  }
}
