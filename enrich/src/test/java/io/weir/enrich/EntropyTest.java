// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntropyTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "a, 0",
    "aaaa, 0",
    "ab, 1",
    "aabb, 1",
    "abcd, 2",
    "aaab, 0.8112781244591328",
    "aabbb, 0.9709505944546686",
    "éééé, 0",
    "aé, 1",
    "😀😀😁😁, 1",
    "abcdefghijklmnopqrstuvwxyz, 4.700439718141092",
  })
  void countsBitsACharacter(String text, double bits) {
    assertThat(Entropy.of(text)).isEqualTo(bits, within(1e-12));
  }

  @Property
  void isTheSameWhateverTheOrderAndWhateverTheCharacters(@ForAll String text) {
    double bits = Entropy.of(text);
    String reversed = new StringBuilder(text).reverse().toString();
    assertThat(bits).isBetween(0.0, Math.log(Math.max(1, text.length())) / Math.log(2) + 1e-9);
    assertThat(Entropy.of(reversed + text)).isEqualTo(bits, within(1e-9));
  }
}
