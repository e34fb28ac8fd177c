// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.input.DamagedFileException;
import io.weir.input.ListedFile;
import io.weir.input.Listing;
import io.weir.input.LocalFile;
import io.weir.model.InputFile;
import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content as a file: when it is opened it is looked for where it was last, and then everywhere,
 * for it may have been renamed or compressed since.
 *
 * @param length bytes of it that are there
 */
record ContentFile(
    Content content, List<String> inputs, long length, boolean isSplittable, String compression)
    implements InputFile {
  private static final long serialVersionUID = 1L;
  private static final int MOST_LOOKS = 20;
  private static final int PAUSE_MILLIS = 100;

  @Override
  public String path() {
    return content.path();
  }

  @Override
  public String name() {
    return path().substring(path().lastIndexOf('/') + 1).replaceFirst("\\.(gz|bz2|xz|zst)$", "");
  }

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream here = openIfIs(path(), offset);
    for (int looked = 0; here == null && looked < MOST_LOOKS; looked++) {
      if (looked > 0) {
        pause();
      }
      here = openElsewhere(offset);
    }
    if (here != null) {
      return here;
    }
    throw WeirException.failed(
        "Cannot go on reading %s: it is gone, and no other file begins as it did. Records behind byte"
            + " %d were not read; begin anew with another --checkpoint.",
        path(), offset);
  }

  private @Nullable InputStream openElsewhere(long offset) {
    for (ListedFile file : listed()) {
      InputStream there = openIfIs(file.path(), offset);
      if (there != null) {
        return there;
      }
    }
    return null;
  }

  /** A log may be in no list while it is renamed. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.of(WeirException.Kind.FAILED, "The run was stopped.", e);
    }
  }

  private List<ListedFile> listed() {
    return Listing.of(inputs, InputStream.nullInputStream()).stream()
        .flatMap(input -> input.files().stream())
        .toList();
  }

  private @Nullable InputStream openIfIs(String place, long offset) {
    try {
      LocalFile file = LocalFile.of(Path.of(place));
      boolean wasWhole = !isSplittable && place.equals(path()); // when it was planned
      if (!file.isSplittable() && !wasWhole && !isWhole(file, Path.of(place))) {
        return null;
      }
      InputStream in = file.open(0);
      boolean isKept = false;
      try {
        // Of the stream itself, for the file may change its name between two looks.
        byte[] head = in.readNBytes(content.length());
        if (content.begins(head)) {
          isKept = true;
          return from(in, head, offset);
        }
      } finally {
        if (!isKept) {
          in.close();
        }
      }
    } catch (IOException elsewhere) {
      return null;
    }
    return null;
  }

  /**
   * True when a compressed file has what is to be read, or will not get it any more. While a log is
   * compressed it is there twice, and the compressed one ends too early.
   */
  private boolean isWhole(LocalFile file, Path place) throws IOException {
    try (InputStream in = file.open(0)) {
      in.skipNBytes(length);
      return true;
    } catch (EOFException | DamagedFileException early) {
      return Follower.isSettled(Files.getLastModifiedTime(place).toMillis());
    }
  }

  private static InputStream from(InputStream in, byte[] head, long offset) throws IOException {
    if (offset < head.length) {
      int at = (int) offset;
      return new SequenceInputStream(new ByteArrayInputStream(head, at, head.length - at), in);
    }
    in.skipNBytes(offset - head.length);
    return in;
  }
}
