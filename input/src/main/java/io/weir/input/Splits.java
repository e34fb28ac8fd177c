// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.InputFile;
import io.weir.model.Split;
import java.util.ArrayList;
import java.util.List;

/** Divides files into splits for formats whose records can be found from any offset. */
public final class Splits {
  private static final long LEAST_BYTES = 4L << 20;
  private static final int LEAST_SPLITS = 32;
  private static final int SPLITS_PER_THREAD = 4;

  private Splits() {}

  /**
   * Splits of files whose records are lines: byte ranges of large files that can be split, else
   * whole files. All ranges are about the same size, small enough that threads end together and not
   * below 4 MiB. The last range of a file is open, for the file may grow.
   *
   * @param parallelism how many splits are read at once
   */
  public static List<Split> ofLines(List<InputFile> files, int parallelism) {
    long total = files.stream().mapToLong(file -> Math.max(0, file.length())).sum();
    int wanted = Math.max(LEAST_SPLITS, SPLITS_PER_THREAD * parallelism);
    long size = Math.max(LEAST_BYTES, total / wanted);
    List<Split> splits = new ArrayList<>();
    for (InputFile file : files) {
      long parts = file.isSplittable() ? Math.max(1, Math.round((double) file.length() / size)) : 1;
      for (long i = 0; i < parts; i++) {
        long start = file.length() * i / parts;
        long end = i == parts - 1 ? Long.MAX_VALUE : file.length() * (i + 1) / parts;
        splits.add(new Split(List.of(file), parts == 1 ? 0 : start, end));
      }
    }
    return splits;
  }
}
