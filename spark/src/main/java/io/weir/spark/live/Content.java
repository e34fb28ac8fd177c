// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content of a log, whatever file holds it at the moment: it is known by how it begins, for a
 * log keeps its beginning when it grows, is renamed and is compressed.
 *
 * @param id number within a run
 * @param length how many bytes of the beginning tell it
 * @param digest of those bytes
 * @param key the file that last held it, as the file system knows it; a hint
 * @param path the path of that file; a hint
 * @param consumed bytes of the content that are read
 */
record Content(long id, int length, String digest, String key, String path, long consumed)
    implements Serializable {
  /** Bytes of a beginning: Zeek's header and the first records. */
  static final int LONGEST = 4096;

  static Content begin(long id, byte[] head, String key, String path) {
    int length = Math.min(head.length, LONGEST);
    return new Content(id, length, digest(head, length), key, path, 0);
  }

  /** What contents that begin so much alike have in common. */
  Beginning beginning() {
    return new Beginning(length, digest);
  }

  /**
   * How a content begins.
   *
   * @param length so many bytes
   * @param digest of them
   */
  record Beginning(int length, String digest) {}

  /** Whether what begins so is this content. */
  boolean begins(byte[] head) {
    return head.length >= length && digest(head, length).equals(digest);
  }

  /** The same content, in this file; more of its beginning tells it where there is more. */
  Content in(byte[] head, String newKey, String newPath) {
    int longer = Math.max(length, Math.min(head.length, LONGEST));
    String newDigest = longer == length ? digest : digest(head, longer);
    return new Content(id, longer, newDigest, newKey, newPath, consumed);
  }

  Content readUpTo(long offset) {
    return new Content(id, length, digest, key, path, offset);
  }

  /** Tells beginnings of the same length apart. */
  static String digest(byte[] head, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head, 0, length);
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
