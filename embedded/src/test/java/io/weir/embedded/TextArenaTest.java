// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.duckdb.VectorMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class TextArenaTest {
  private static final int SEED = 7;
  private static final int CHUNKS = 200;

  @Test
  void textsOfTheLastThreeChunksStayWhereTheyAre() {
    Assumptions.assumeTrue(VectorMemory.isReachable(), "memory outside the heap is closed");
    Random random = new Random(SEED);
    TextArena arena = new TextArena();
    Deque<Map<Long, byte[]>> chunks = new ArrayDeque<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      arena.next();
      Map<Long, byte[]> texts = new LinkedHashMap<>();
      int count = random.nextInt(40);
      for (int i = 0; i < count; i++) {
        byte[] text = new byte[13 + random.nextInt(i % 13 == 0 ? 600_000 : 30_000)];
        random.nextBytes(text);
        assertThat(texts.put(arena.put(text, 0, text.length), text)).isNull();
      }
      texts.forEach(
          (address, text) -> assertThat(arena.bytes(address, text.length)).isEqualTo(text));
      arena.publish();
      chunks.add(texts);
      if (chunks.size() > 3) {
        chunks.remove();
      }
      for (Map<Long, byte[]> kept : chunks) {
        kept.forEach(TextArenaTest::assertStands);
      }
    }
  }

  private static void assertStands(long address, byte[] text) {
    byte[] stored = new byte[text.length + 8];
    VectorMemory.copy(address, stored, text.length);
    assertThat(Arrays.copyOf(stored, text.length)).isEqualTo(text);
  }
}
