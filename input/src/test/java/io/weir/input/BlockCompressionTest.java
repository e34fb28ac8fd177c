// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockCompressionTest {
  private static final byte[] LINES = Compressed.lines(500);
  private static final byte[] END = {0x11, 0, 0};

  private static byte[] compress(BlockCompression compression) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (compression) {
      case LZO -> {
        // A run of literals may hold all: 3 + 15 + 255 times zero + the rest.
        int rest = LINES.length - 18;
        out.write(0);
        for (; rest > 255; rest -= 255) {
          out.write(0);
        }
        out.write(rest);
        out.writeBytes(LINES);
        out.writeBytes(END);
      }
      case LZ4 -> {
        try (BlockLZ4CompressorOutputStream lz4 = new BlockLZ4CompressorOutputStream(out)) {
          lz4.write(LINES);
        }
      }
      case BZ2 -> {
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
          bzip2.write(LINES);
        }
      }
      case ZSTD -> out.writeBytes(Zstd.compress(LINES));
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void contentComesBack(BlockCompression compression) throws IOException {
    byte[] block = compress(compression);
    byte[] out = new byte[LINES.length + 10];
    assertThat(compression.decompress(block, 0, block.length, out)).isEqualTo(LINES.length);
    assertThat(out).startsWith(LINES);
  }

  @ParameterizedTest
  @EnumSource
  void contentThatDoesNotFitIsNotWrittenBeyondTheEnd(BlockCompression compression)
      throws IOException {
    byte[] block = compress(compression);
    byte[] out = new byte[LINES.length - 1];
    assertThat(compression.decompress(block, 0, block.length, out))
        .isEqualTo(BlockCompression.FULL);
    byte[] exact = new byte[LINES.length];
    assertThat(compression.decompress(block, 0, block.length, exact)).isEqualTo(LINES.length);
  }

  @ParameterizedTest
  @EnumSource
  void blocksThatAreCutAreCorrupt(BlockCompression compression) throws IOException {
    byte[] block = compress(compression);
    byte[] out = new byte[2 * LINES.length];
    for (int length = 1; length < block.length; length += 97) {
      int count = compression.decompress(block, 0, length, out);
      assertThat(count).isLessThan(LINES.length);
    }
    assertThat(compression.decompress(block, 0, block.length / 2, out))
        .isEqualTo(BlockCompression.CORRUPT);
  }

  /** A block of LZO1X by hand; what it decodes to, or the code it gives. */
  private static String lzo(int... bytes) {
    byte[] block = new byte[bytes.length + END.length];
    for (int i = 0; i < bytes.length; i++) {
      block[i] = (byte) bytes[i];
    }
    System.arraycopy(END, 0, block, bytes.length, END.length);
    byte[] out = new byte[40_000];
    int count = BlockCompression.LZO.decompress(block, 0, block.length, out);
    return count < 0 ? Integer.toString(count) : new String(out, 0, count, US_ASCII);
  }

  private static int[] concat(int[] first, int... second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  @Test
  void everyInstructionOfLzoIsKnown() {
    // First byte: 17 + the number of literals; four or more are a run.
    assertThat(lzo(17 + 5, 'a', 'b', 'c', 'd', 'e')).isEqualTo("abcde");
    // 01LDDDSS: 3 + L bytes from D + 1 back, then S literals.
    assertThat(lzo(17 + 4, 'a', 'b', 'c', 'd', 0x40 | 3 << 2 | 1, 0, 'x')).isEqualTo("abcdabcx");
    // 1LLDDDSS: 5 + L bytes; further back than it is long repeats.
    assertThat(lzo(17 + 4, 'a', 'b', 'c', 'd', 0x80 | 1 << 5 | 1 << 2, 0)).isEqualTo("abcdcdcdcd");
    // 001LLLLL: a length that goes on in further bytes, a distance of 14 bits.
    assertThat(lzo(17 + 4, 'a', 'b', 'c', 'd', 0x20, 1, 3 << 2, 0))
        .isEqualTo("abcd".repeat(9) + "ab");
    assertThat(lzo(17 + 4, 'a', 'b', 'c', 'd', 0x20 | 2, 0, 0)).isEqualTo("abcddddd");
    // 0000DDSS behind literals of an instruction: two bytes.
    assertThat(lzo(17 + 2, 'a', 'b', 1 << 2, 0)).isEqualTo("abab");
    // 0000LLLL behind a match without literals: a run of 3 + L.
    assertThat(lzo(17 + 4, 'a', 'b', 'c', 'd', 0x40 | 3 << 2, 0, 1, 'w', 'x', 'y', 'z'))
        .isEqualTo("abcdabcwxyz");
    // 0000DDSS behind a run: three bytes from 2049 back or more.
    int[] start = {17 + 4, 'a', 'b', 'c', 'd', 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 255, 3 << 2, 0};
    String far = lzo(start);
    assertThat(far).hasSizeGreaterThan(2049);
    String run = lzo(concat(start, 1, 'w', 'x', 'y', 'z', 0, 0));
    assertThat(run).startsWith(far + "wxyz").hasSize(far.length() + 4 + 3);
    assertThat(run.substring(run.length() - 3))
        .isEqualTo(run.substring(run.length() - 3 - 2049, run.length() - 2049));
  }

  @Test
  void brokenLzoIsCorrupt() {
    String corrupt = Integer.toString(BlockCompression.CORRUPT);
    assertThat(lzo(17 + 1, 'a', 0x40 | 3 << 2, 0)).isEqualTo(corrupt);
    assertThat(lzo(17 + 100, 'a')).isEqualTo(corrupt);
    byte[] nothing = {};
    byte[] out = new byte[10];
    assertThat(BlockCompression.LZO.decompress(nothing, 0, 0, out))
        .isEqualTo(BlockCompression.CORRUPT);
  }

  @Test
  void lengthThatNeverEndsIsNotWritten() {
    byte[] block = new byte[1 << 20];
    byte[] out = new byte[1000];
    assertThat(BlockCompression.LZO.decompress(block, 0, block.length, out)).isNegative();
    Arrays.fill(block, (byte) 0xff);
    assertThat(BlockCompression.LZ4.decompress(block, 0, block.length, out)).isNegative();
  }
}
