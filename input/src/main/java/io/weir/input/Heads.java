// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.Head;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the beginnings of many files at once, and into archives. */
public final class Heads {
  private static final int MOST = 1 << 18;
  private static final int LEAST = 1 << 14;

  /** Of all files together; with very many files each is looked at less far. */
  private static final int BUDGET = 1 << 26;

  private static final int FEW_FILES = 4;

  /**
   * What is done with the head of each file.
   *
   * @param <T> what comes out of it
   */
  public interface Visitor<T> {
    T visit(LocalFile file, Head head);

    /** The file cannot be opened, or read at all. */
    T failed(ListedFile file, IOException failure);
  }

  private Heads() {}

  /**
   * Visits the files, or the members of those that are archives, with up to 256 KiB of their
   * content; the results are in the order of the files. Several threads visit at once when there
   * are many files.
   */
  public static <T> List<T> visit(List<ListedFile> files, Visitor<T> visitor) {
    int size = Math.max(LEAST, Math.min(MOST, BUDGET / Math.max(1, files.size())));
    Stream<ListedFile> stream = files.size() > FEW_FILES ? files.parallelStream() : files.stream();
    return stream.flatMap(file -> visit(file, size, visitor).stream()).toList();
  }

  private static <T> List<T> visit(ListedFile listed, int size, Visitor<T> visitor) {
    try {
      LocalFile file = listed.open();
      Head head = read(file, size);
      List<LocalFile> members = Archives.members(file, head).orElse(List.of());
      if (members.isEmpty()) {
        return List.of(visitor.visit(file, head));
      }
      List<T> results = new ArrayList<>();
      for (LocalFile member : members) {
        results.add(visitor.visit(member, read(member, size)));
      }
      return results;
    } catch (IOException e) {
      return List.of(visitor.failed(listed, e));
    }
  }

  /** The beginning of a file, as far as it can be decompressed. */
  static Head read(LocalFile file, int size) throws IOException {
    byte[] bytes = new byte[size];
    int filled = 0;
    boolean complete = false;
    try (InputStream in = file.open(0)) {
      while (filled < size && !complete) {
        int count = in.read(bytes, filled, size - filled);
        complete = count < 0;
        filled += Math.max(0, count);
      }
    } catch (DamagedFileException e) {
      // A reader will meet the damage and count it; what is before it is looked at.
      if (filled == 0) {
        throw e;
      }
    }
    return new Head(file, Arrays.copyOf(bytes, filled), complete);
  }
}
