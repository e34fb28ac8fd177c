// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells files by their whole content. A hash of head and tail would be had sooner, but would not
 * see a record that was changed or added in between; and it is paid once: a file with the path,
 * size and time that it was registered with is not read again.
 */
public final class FileContents {
  private FileContents() {}

  /**
   * The files as they are now.
   *
   * @param known those registered before
   * @throws WeirException of kind FAILED for a file that cannot be read
   */
  public static List<DatasetFile> of(List<Path> paths, Collection<DatasetFile> known) {
    Map<Path, DatasetFile> before = new HashMap<>();
    known.forEach(file -> before.put(file.path(), file));
    List<DatasetFile> files = new ArrayList<>();
    for (Path path : paths) {
      try {
        Path real = path.toRealPath();
        files.add(of(real, before.get(real)));
      } catch (IOException e) {
        throw WeirException.of(
            WeirException.Kind.FAILED,
            "Cannot read %s: %s. Make it readable, or leave it out."
                .formatted(path, WeirException.reason(e)),
            e);
      }
    }
    return files;
  }

  /**
   * Checks that files are those that a dataset was registered with, whatever their names: answers,
   * stored ones too, belong to a version.
   *
   * @throws WeirException of kind USAGE when they are not
   */
  public static void requireRegistered(
      String dataset, List<Path> paths, Collection<DatasetFile> registered) {
    List<String> now = hashes(of(paths, registered));
    if (!now.equals(hashes(registered))) {
      throw WeirException.usage(
          "Cannot ask about %s: its files are not those that were registered. Register what it has"
              + " now with weir private register %s, and the same options.",
          dataset, dataset);
    }
  }

  private static List<String> hashes(Collection<DatasetFile> files) {
    return files.stream().map(DatasetFile::sha256).sorted().toList();
  }

  private static DatasetFile of(Path path, @Nullable DatasetFile before) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    if (before != null
        && before.size() == attributes.size()
        && before.modifiedNanos() == modified) {
      return before;
    }
    MessageDigest digest = Tokens.sha256();
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new DatasetFile(path, size, modified, HexFormat.of().formatHex(digest.digest()));
  }
}
