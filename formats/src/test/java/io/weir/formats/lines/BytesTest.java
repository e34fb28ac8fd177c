// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void onlyCapitalsOfAsciiBecomeLower() {
    byte[] all = new byte[256 + 8];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    byte[] expected = Arrays.copyOf(all, 256);
    for (int i = 'A'; i <= 'Z'; i++) {
      expected[i] = (byte) (i + 32);
    }
    byte[] lower = new byte[256 + 8];
    Bytes.lower(all, 0, 256, lower);
    assertThat(Arrays.copyOf(lower, 256)).isEqualTo(expected);
  }

  @Test
  void rangeBeginsAnywhere() {
    byte[] text = "xWWW.Example.ORGx       ".getBytes(ISO_8859_1);
    byte[] lower = new byte[32];
    Bytes.lower(text, 1, 16, lower);
    assertThat(new String(lower, 0, 15, ISO_8859_1)).isEqualTo("www.example.org");
  }

  @Test
  void firstOfSeveralIsFoundInArraysWithoutRoomBehind() {
    for (int length = 0; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, at, length, (byte) '\n');
        assertThat(Bytes.indexWithin(bytes, 0, length, (byte) '\n')).isEqualTo(at);
        assertThat(Bytes.indexWithin(bytes, at, length, (byte) 'x')).isEqualTo(length);
        assertThat(Bytes.indexWithin(bytes, 0, at, (byte) '\n')).isEqualTo(at);
      }
    }
  }
}
