// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnBuffersTest {
  private static final int LONGEST = 70;
  private static final int INLINED = 12;

  /** As the vector holds them: the bytes themselves, wherever they are. */
  private static List<String> texts(ColumnBuffers rows) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      boolean isSet = (rows.valid(0)[row >> 6] >>> row & 1) != 0;
      texts.add(isSet ? text(rows, rows.cells(0)[2 * row], rows.cells(0)[2 * row + 1]) : "NULL");
    }
    return texts;
  }

  private static String text(ColumnBuffers rows, long head, long tail) {
    int length = (int) head;
    if (length > INLINED) {
      String text = new String(rows.arena().bytes(tail, length), US_ASCII);
      int first =
          text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
      assertThat((int) (head >>> 32)).isEqualTo(first);
      return text;
    }
    byte[] bytes = new byte[INLINED];
    for (int i = 0; i < INLINED; i++) {
      bytes[i] = (byte) (i < 4 ? head >>> (32 + 8 * i) : tail >>> (8 * (i - 4)));
    }
    assertThat(Arrays.copyOfRange(bytes, length, INLINED)).isEqualTo(new byte[INLINED - length]);
    return new String(bytes, 0, length, US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64})
  void textsOfEveryLengthAreTheSameAtOnceAndOneByOne(int before) {
    Random random = new Random(before);
    List<String> expected = new ArrayList<>();
    ColumnBuffers rows = new ColumnBuffers(List.of(Column.of("t", ColumnType.STRING)), 2048);
    rows.reset();
    for (int row = 0; row < before; row++) {
      rows.setBytes(0, new byte[] {'x'}, 0, 1);
      rows.endRow();
      expected.add("x");
    }
    for (int round = 0; round < 20; round++) {
      int count = 1 + random.nextInt(RowsWriter.MOST);
      StringBuilder source = new StringBuilder();
      int[] offsets = new int[RowsWriter.MOST];
      int[] lengths = new int[RowsWriter.MOST];
      long present = 0;
      for (int k = 0; k < count; k++) {
        offsets[k] = source.length();
        lengths[k] = random.nextInt(LONGEST + 1);
        for (int i = 0; i < lengths[k]; i++) {
          source.append((char) ('!' + random.nextInt('~' - '!')));
        }
        boolean isSet = random.nextInt(5) > 0;
        present |= (isSet ? 1L : 0L) << k;
        expected.add(isSet ? source.substring(offsets[k]) : "NULL");
      }
      // The last text may end where the bytes that must be readable do.
      int end = Math.max(source.length(), offsets[count - 1] + RowsWriter.READABLE);
      byte[] bytes = Arrays.copyOf(source.toString().getBytes(US_ASCII), end);
      rows.setAscii(0, bytes, offsets, lengths, present, count);
      rows.endRows(count);
    }
    assertThat(texts(rows)).isEqualTo(expected);
  }
}
