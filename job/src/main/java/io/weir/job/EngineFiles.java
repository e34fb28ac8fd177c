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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives engines that open files by name something they can open: the file itself, a link to it when
 * its name means something else to an engine (a pattern, an address), or a decompressed copy when
 * it is a member of an archive, standard input, compressed in a way the engine may not know, or
 * JSON behind a byte order mark. Links and copies are deleted on closing.
 */
final class EngineFiles implements AutoCloseable {
  private static final String SPECIAL = "*?[]{}:'\\";

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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
        (plain
                || (kind != Kind.PARQUET
                    && file.compression().equals("gz")
                    && file.path().toLowerCase(Locale.ROOT).endsWith(".gz")))
            && !isMarked(file, kind);
    boolean simple = file.path().chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    if (location.isPresent() && known && simple) {
      return file;
    }
    try {
      Path target = target(kind, location.isPresent() && known && !plain);
      if (location.isPresent() && known) {
        Files.createSymbolicLink(target, location.get().toAbsolutePath());
      } else {
        copy(file, kind, target);
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

  private void copy(InputFile file, Kind kind, Path target) throws IOException {
    boolean isMarked = isMarked(file, kind);
    try (InputStream in = file.open(0);
        OutputStream out = Files.newOutputStream(target)) {
      in.skipNBytes(isMarked ? MARK.length : 0);
      in.transferTo(out);
    } catch (DamagedFileException e) {
      damages.add(file.path() + " is read up to where it is damaged: " + e.reason());
    }
  }

  /** Whether JSON begins with a byte order mark (RFC 8259 §8.1), which DuckDB refuses. */
  private static boolean isMarked(InputFile file, Kind kind) {
    if (kind != Kind.JSON && kind != Kind.NDJSON) {
      return false;
    }
    try (InputStream in = file.open(0)) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    } catch (IOException e) {
      return false; // who reads it tells
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
