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
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    List<DatasetFile> files = new ArrayList<>();
    for (Path path : paths) {
      try {
        files.add(of(path.toRealPath(), known));
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

  private static DatasetFile of(Path path, Collection<DatasetFile> known) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    for (DatasetFile file : known) {
      if (file.path().equals(path)
          && file.size() == attributes.size()
          && file.modifiedNanos() == modified) {
        return file;
      }
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
