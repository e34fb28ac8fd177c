// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * The beginning of a file, by which a format recognises it.
 *
 * @param bytes the first bytes of the content, decompressed: the whole content when {@code
 *     complete}
 * @param complete true when the file has no more than these bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Head(InputFile file, byte[] bytes, boolean complete) {

  /** True when the content begins with these bytes, given as Latin-1 text. */
  public boolean startsWith(String prefix) {
    if (bytes.length < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if ((bytes[i] & 0xff) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
