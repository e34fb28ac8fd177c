// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a block is, decompressing it ends, inside the target. */
class BlockCompressionFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    BlockCompression compression = data.pickValue(BlockCompression.values());
    byte[] out = new byte[data.consumeInt(0, 5000)];
    byte[] block = data.consumeRemainingAsBytes();
    int count = compression.decompress(block, 0, block.length, out);
    if (count > out.length || count < BlockCompression.CORRUPT) {
      throw new AssertionError("no such result: " + count);
    }
  }
}
