// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where lines end in files that are still written. */
final class Lines {
  private static final int BLOCK = 1 << 16;

  private Lines() {}

  /** The offset behind the last newline before {@code size}; {@code from} when there is none. */
  static long end(Path file, long from, long size, Follower.LastLine lastLine) throws IOException {
    if (lastLine == Follower.LastLine.WHOLE || size <= from) {
      return Math.max(from, size);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long to = size;
      while (to > from) {
        long start = Math.max(from, to - BLOCK);
        block.clear().limit((int) (to - start));
        fill(channel, block, start);
        for (int i = block.position() - 1; i >= 0; i--) {
          if (block.get(i) == '\n') {
            return start + i + 1;
          }
        }
        to = start;
      }
      return from;
    }
  }

  /** The offset behind the first newline at or after {@code from}, at most {@code end}. */
  static long endAtOrAfter(Path file, long from, long end) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      for (long at = from; at < end; at += BLOCK) {
        block.clear();
        fill(channel, block, at);
        for (int i = 0; i < block.position(); i++) {
          if (block.get(i) == '\n') {
            return Math.min(end, at + i + 1);
          }
        }
      }
      return end;
    }
  }

  private static void fill(FileChannel channel, ByteBuffer block, long position)
      throws IOException {
    int count = 0;
    while (block.hasRemaining() && count >= 0) {
      count = channel.read(block, position + block.position());
    }
  }
}
