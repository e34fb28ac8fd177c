// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** The compressions that are read, told apart by the first bytes of a file. */
public enum Compression {
  PLAIN("plain"),
  GZ("gz"),
  ZST("zst"),
  BZ2("bz2"),
  XZ("xz"),
  LZ4("lz4");

  /** As many first bytes as {@link #of} looks at. */
  public static final int MAGIC_LENGTH = 10;

  private static final List<String> ENDINGS =
      List.of(".gz", ".gzip", ".zst", ".zstd", ".bz2", ".bz", ".xz", ".lz4");

  private final String text;

  Compression(String text) {
    this.text = text;
  }

  /** The compression of a file that begins with these bytes, as many as there are. */
  public static Compression of(byte[] first) {
    if (begins(first, 0x1f, 0x8b, 0x08)) {
      return GZ;
    }
    if (begins(first, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(first)) {
      return ZST;
    }
    if (begins(first, 'B', 'Z', 'h') && isBzip2Block(first)) {
      return BZ2;
    }
    if (begins(first, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    return begins(first, 0x04, 0x22, 0x4d, 0x18) ? LZ4 : PLAIN;
  }

  /**
   * The content of a compressed stream, which the returned stream closes. Broken content is thrown
   * as {@link DamagedFileException} after what is good before it.
   */
  public InputStream decompress(InputStream stored) throws IOException {
    return switch (this) {
      case PLAIN -> stored;
      case GZ -> new GzipStream(stored);
      case LZ4 -> new GuardedStream(stored, "lz4", Lz4FrameStream::new);
      case ZST -> new GuardedStream(stored, "zstd", LibraryStreams::zstd);
      case BZ2 -> new GuardedStream(stored, "bzip2", LibraryStreams::bzip2);
      case XZ -> new GuardedStream(stored, "xz", LibraryStreams::xz);
    };
  }

  /** A file's name without an ending that names a compression. */
  public static String withoutEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending) && lower.length() > ending.length()) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  /** The word that people use. */
  @Override
  public String toString() {
    return text;
  }

  private static boolean begins(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Parallel zstd writers put a frame of their own in front (RFC 8878 section 3.1.2). */
  private static boolean isSkippableFrame(byte[] bytes) {
    return bytes.length >= 4
        && (bytes[0] & 0xf0) == 0x50
        && bytes[1] == 0x2a
        && bytes[2] == 0x4d
        && bytes[3] == 0x18;
  }

  /** A level and the mark of a block or of the end, so that text that begins "BZh" is text. */
  private static boolean isBzip2Block(byte[] bytes) {
    return bytes.length >= 5
        && bytes[3] >= '1'
        && bytes[3] <= '9'
        && (bytes[4] == 0x31 || bytes[4] == 0x17);
  }
}
