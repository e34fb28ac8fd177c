// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whatever the stored bytes are, reading ends, and complains only as it says it does. */
class DecompressionFuzzTest {
  private static final Compression[] OWN = {Compression.GZ, Compression.LZ4};
  private static final int MOST_READS = 2000;

  @FuzzTest
  void fuzz(FuzzedDataProvider data) throws IOException {
    Compression compression = data.pickValue(OWN);
    byte[] stored = data.consumeRemainingAsBytes();
    byte[] buffer = new byte[70_000];
    int damages = 0;
    try (InputStream in = compression.decompress(new ByteArrayInputStream(stored))) {
      int count = 0;
      for (int i = 0; count >= 0 && i < MOST_READS; i++) {
        try {
          count = in.read(buffer, 0, buffer.length);
          if (count == 0) {
            throw new AssertionError("nothing read, and not the end");
          }
        } catch (DamagedFileException e) {
          count = 0;
          if (++damages > stored.length) {
            throw new AssertionError("more damages than bytes", e);
          }
        }
      }
    }
  }
}
