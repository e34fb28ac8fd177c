// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.input.DamagedFileException;
import io.weir.input.LocalFile;
import io.weir.model.InputFile;
import io.weir.model.WeirException;
import io.weir.model.engine.RelationFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives engines that open files by name something they can open: the file itself, a link to it when
 * its name means something else to an engine (a pattern, an address), or a decompressed copy when
 * it is a member of an archive, standard input, or compressed in a way the engine may not know.
 * Links and copies are deleted on closing.
 */
final class EngineFiles implements AutoCloseable {
  private static final String SPECIAL = "*?[]{}:'\\";

  private final List<String> damages = new ArrayList<>();
  private @Nullable Path directory;
  private int count;

  /** A file that an engine can open by its path. */
  InputFile named(InputFile file, Kind kind) {
    boolean isRemote = file.path().contains("://") && !file.path().contains("!/");
    if (isRemote && file.compression().equals("plain")) {
      // Only an engine that reads such addresses itself is given one.
      return file;
    }
    Optional<Path> location = file instanceof LocalFile local ? local.location() : Optional.empty();
    boolean plain = file.compression().equals("plain");
    boolean known =
        plain
            || (kind != Kind.PARQUET
                && file.compression().equals("gz")
                && file.path().toLowerCase(Locale.ROOT).endsWith(".gz"));
    boolean simple = file.path().chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    if (location.isPresent() && known && simple) {
      return file;
    }
    try {
      Path target = target(kind, location.isPresent() && known && !plain);
      if (location.isPresent() && known) {
        Files.createSymbolicLink(target, location.get().toAbsolutePath());
      } else {
        copy(file, target);
      }
      return LocalFile.of(target);
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot make '%s' readable for the engine: %s.".formatted(file.path(), e.getMessage()),
          e);
    }
  }

  /** Which copies are cut short, since what they were made of is damaged. */
  List<String> damages() {
    return List.copyOf(damages);
  }

  private void copy(InputFile file, Path target) throws IOException {
    try (InputStream in = file.open(0);
        OutputStream out = Files.newOutputStream(target)) {
      in.transferTo(out);
    } catch (DamagedFileException e) {
      damages.add(file.path() + " is read up to where it is damaged: " + e.reason());
    }
  }

  private Path target(Kind kind, boolean gz) throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("weir-input-");
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }
    String ending = "." + kind.name().toLowerCase(Locale.ROOT) + (gz ? ".gz" : "");
    return directory.resolve(count++ + ending);
  }

  /** Deletes the links and copies; those that cannot be deleted are left. */
  @Override
  public synchronized void close() {
    Path made = directory;
    if (made == null) {
      return;
    }
    directory = null;
    try (Stream<Path> files = Files.walk(made)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(EngineFiles::delete);
    } catch (IOException e) {
      damages.add("Cannot delete " + made + ": " + e.getMessage());
    }
  }

  private static void delete(java.io.File file) {
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }
}
