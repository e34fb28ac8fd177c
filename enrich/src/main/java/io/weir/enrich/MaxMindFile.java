// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A MaxMind database in memory (maxmind.github.io/MaxMind-DB). Thread-safe. */
record MaxMindFile(LookupFile file, Reader reader) {
  private static final byte[] MARKER =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

  /** The format has its last marker in these last bytes. */
  private static final int TAIL = 128 << 10;

  /** True if the content is a MaxMind database. */
  static boolean recognises(byte[] content) {
    int stop = Math.max(0, content.length - TAIL);
    for (int i = content.length - MARKER.length; i >= stop; i--) {
      if (Arrays.equals(content, i, i + MARKER.length, MARKER, 0, MARKER.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens a database whose type has one of these words in its name.
   *
   * @throws WeirException if it is damaged or of another type
   */
  static MaxMindFile open(LookupFile file, byte[] content, String... types) {
    Reader reader;
    String type;
    try {
      reader = new Reader(new ByteArrayInputStream(content), new CHMCache());
      type = reader.getMetadata().databaseType();
    } catch (IOException | RuntimeException e) {
      throw file.damaged(e);
    }
    if (Arrays.stream(types).noneMatch(type.toLowerCase(Locale.ROOT)::contains)) {
      throw file.wrong("its type is another", type);
    }
    return new MaxMindFile(file, reader);
  }

  /**
   * The record for an address; null if there is none.
   *
   * @param type says by annotations what of a record is read
   */
  <T> @Nullable T find(IpAddress address, Class<T> type) {
    try {
      return reader.get(address.inetAddress(), type);
    } catch (IOException | RuntimeException e) {
      throw file.damaged(e);
    }
  }
}
