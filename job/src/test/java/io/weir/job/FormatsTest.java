// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.model.Format;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  private final Path directory;

  FormatsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void formatsOfPluginsAreFoundByName() throws IOException {
    Path jar = pluginWith("io.weir.job.FormatsTest$Plugin");

    List<Format> formats = Formats.find(Formats.withPlugins(List.of(jar), loader()));

    assertThat(Formats.named("PLUGIN", formats)).isInstanceOf(Plugin.class);
  }

  @Test
  void aPluginThatCannotBeLoadedIsReported() throws IOException {
    Path jar = pluginWith("io.weir.job.NoSuchFormat");
    Path missing = directory.resolve("missing.jar");

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> Formats.find(Formats.withPlugins(List.of(jar), loader())))
        .withMessageContaining("io.weir.job.NoSuchFormat");
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> Formats.withPlugins(List.of(missing), loader()))
        .withMessage("Cannot load plug-in '%s': there is no such file.", missing)
        .matches(e -> e.kind() == WeirException.Kind.USAGE);
  }

  private static ClassLoader loader() {
    return FormatsTest.class.getClassLoader();
  }

  private Path pluginWith(String provider) throws IOException {
    Path jar = directory.resolve("plugin.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/io.weir.model.Format"));
      out.write(provider.getBytes(UTF_8));
    }
    return jar;
  }

  /** A format that only the plug-in's service entry names. */
  public static final class Plugin implements Format {
    private final Format toy = new ToyFormat("plugin");

    @Override
    public io.weir.model.FormatSpec spec() {
      return toy.spec();
    }

    @Override
    public io.weir.model.Recognition recognise(
        io.weir.model.Head head, io.weir.model.Options options) {
      return toy.recognise(head, options);
    }

    @Override
    public List<io.weir.model.Split> plan(
        List<io.weir.model.InputFile> files, io.weir.model.Scan scan, int parallelism)
        throws IOException {
      return toy.plan(files, scan, parallelism);
    }

    @Override
    public io.weir.model.TableReader open(
        io.weir.model.Split split, io.weir.model.Scan scan, io.weir.model.Rejects rejects)
        throws IOException {
      return toy.open(split, scan, rejects);
    }
  }
}
