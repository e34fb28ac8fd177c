// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.model.InputFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Divides large nfcapd files between their blocks. */
final class NfcapdSplits {
  private static final long WORTH_DIVIDING = 16L << 20;
  private static final long LEAST_BYTES = 4L << 20;
  private static final int SPLITS_PER_THREAD = 4;

  /** What only one who reads the file from its beginning knows. */
  private static final Set<String> OF_WHOLE_FILES = Set.of("exporter", "sampling", "src_line");

  private NfcapdSplits() {}

  static List<Split> of(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    boolean isWhole =
        parallelism < 2
            || scan.tables().stream()
                .flatMap(table -> table.wanted().stream())
                .anyMatch(column -> OF_WHOLE_FILES.contains(column.name()));
    long total = files.stream().mapToLong(file -> Math.max(0, file.length())).sum();
    long size = Math.max(LEAST_BYTES, total / (SPLITS_PER_THREAD * (long) parallelism));
    List<Split> splits = new ArrayList<>();
    for (InputFile file : files) {
      if (isWhole || !file.isSplittable() || file.length() < WORTH_DIVIDING) {
        splits.add(Split.whole(file));
      } else {
        divide(file, size, splits);
      }
    }
    return splits;
  }

  private static void divide(InputFile file, long size, List<Split> splits) throws IOException {
    try (InputStream in = file.open(0)) {
      byte[] first = in.readNBytes(NfcapdHeader.MOST_BYTES);
      NfcapdHeader header = NfcapdHeader.of(first);
      if (header.layout() != 2 || header.blocks() == 0 || !header.defect().isEmpty()) {
        splits.add(Split.whole(file)); // Layout 1 tells of its extensions where it likes.
        return;
      }
      divide(file, header, size, splits);
    }
  }

  private static void divide(InputFile file, NfcapdHeader header, long size, List<Split> splits)
      throws IOException {
    long start = 0;
    long at = header.firstBlock();
    try (InputStream in = file.open(at)) {
      byte[] head = new byte[NfcapdBlocks.HEADER];
      for (long block = 0; block < header.blocks(); block++) {
        if (at - start >= size) {
          splits.add(new Split(List.of(file), start, at));
          start = at;
        }
        if (in.readNBytes(head, 0, head.length) < head.length) {
          throw new EOFException();
        }
        long length = header.numbers().u32(head, 4);
        in.skipNBytes(length);
        at += head.length + length;
      }
    } catch (EOFException e) {
      at = Long.MAX_VALUE; // The last one's reader meets the end.
    }
    splits.add(new Split(List.of(file), start, Math.max(at, start + 1)));
  }
}
