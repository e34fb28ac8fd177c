// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compressed bytes for tests, written by libraries other than the readers where there are some. */
final class Compressed {
  private static final org.apache.commons.compress.compressors.lz77support.Parameters FAST =
      BlockLZ4CompressorOutputStream.createParameterBuilder().tunedForSpeed().build();

  private Compressed() {}

  static byte[] bytes(Compression compression, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressing = open(compression, out)) {
      compressing.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static OutputStream open(Compression compression, OutputStream out) throws IOException {
    return switch (compression) {
      case PLAIN -> out;
      case GZ -> new GZIPOutputStream(out);
      case ZST -> new ZstdOutputStream(out).setChecksum(true);
      case BZ2 -> new BZip2CompressorOutputStream(out, 1);
      case XZ -> new XZOutputStream(out, new LZMA2Options(0));
      case LZ4 ->
          new FramedLZ4CompressorOutputStream(
              out, new Parameters(BlockSize.K64, true, true, false, FAST));
    };
  }

  /** Lines of varied length, the same at every call. */
  static byte[] lines(int count) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i).append('\t').append(Long.toHexString(random.nextLong()));
      text.append("\tsome words that come again\n".repeat(1 + random.nextInt(2)));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** What was read before a failure, and the reasons of the failures. */
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(byte[] content, java.util.List<String> reasons) {}

  /** Reads to the end, across damage. */
  static Outcome readAll(InputStream in) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    java.util.List<String> reasons = new java.util.ArrayList<>();
    byte[] buffer = new byte[50_000];
    try (in) {
      while (true) {
        try {
          int count = in.read(buffer, 0, buffer.length);
          if (count < 0) {
            return new Outcome(content.toByteArray(), reasons);
          }
          content.write(buffer, 0, count);
        } catch (DamagedFileException e) {
          reasons.add(e.reason());
        }
      }
    }
  }
}
