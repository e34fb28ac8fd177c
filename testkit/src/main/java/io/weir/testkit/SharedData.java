// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Data that is kept beside the repository, not in it: real logs, captures and expected answers.
 *
 * <p>It is the directory {@code data} in what the system property {@code weir.shared} or the
 * environment variable {@code WEIR_SHARED} names, else {@code ../shared/data} of the repository. A
 * test that asks for what is not there is aborted with the reason.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or directory of the data, which exists. */
  public static Path path(String relative) {
    Path path = root().resolve(relative);
    if (!Files.exists(path)) {
      return abort("../shared/data/" + relative + " is not here");
    }
    return path;
  }

  /** The regular files below a directory of the data, in order. */
  public static List<Path> files(String relative) {
    try (Stream<Path> found = Files.walk(path(relative))) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's content, decompressed when its name ends in {@code .gz}. */
  public static byte[] content(Path file) {
    try (InputStream stored = Files.newInputStream(file)) {
      boolean isGzip = file.toString().endsWith(".gz");
      return (isGzip ? new GZIPInputStream(stored) : stored).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String named = System.getProperty("weir.shared", System.getenv("WEIR_SHARED"));
    if (named != null) {
      return Path.of(named, "data");
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        Path beside = at.resolveSibling("shared").resolve("data");
        return Files.isDirectory(beside) ? beside : abort("../shared/data is not here");
      }
    }
    return abort("../shared/data is not here: no repository above the working directory");
  }
}
