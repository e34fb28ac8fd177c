// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.input.ListedFile;
import io.weir.input.Listing;
import io.weir.input.LocalFile;
import io.weir.model.InputFile;
import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
    if (here != null) {
      return here;
    }
    for (ListedFile file : listed()) {
      InputStream there = openIfIs(file.path(), offset);
      if (there != null) {
        return there;
      }
    }
    throw WeirException.failed(
        "Cannot go on reading %s: it is gone, and no other file begins as it did. Records behind byte"
            + " %d were not read; begin anew with another --checkpoint.",
        path(), offset);
  }

  private List<ListedFile> listed() {
    return Listing.of(inputs, InputStream.nullInputStream()).stream()
        .flatMap(input -> input.files().stream())
        .toList();
  }

  private @Nullable InputStream openIfIs(String place, long offset) {
    try {
      LocalFile file = LocalFile.of(Path.of(place));
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

  private static InputStream from(InputStream in, byte[] head, long offset) throws IOException {
    if (offset < head.length) {
      int at = (int) offset;
      return new SequenceInputStream(new ByteArrayInputStream(head, at, head.length - at), in);
    }
    in.skipNBytes(offset - head.length);
    return in;
  }
}
