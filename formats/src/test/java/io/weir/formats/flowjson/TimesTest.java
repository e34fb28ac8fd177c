// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final List<String> DAYS =
      List.of("2026-03-01", "2026-03-02", "2026-04-02", "2027-03-02", "1969-12-31");
  private static final List<String> MINUTES = List.of("00:00", "00:01", "10:00", "23:59");
  private static final List<String> SECONDS = List.of(":00Z", ":01.5Z", ":59.999999Z");

  /** None of them is a time, though most of each is. */
  private static final List<String> BAD =
      List.of(
          "2026-02-30T00:00:00Z",
          "2026-03-02T24:00:00Z",
          "2026-03-02T00:60:00Z",
          "2026-03-02T00:00.00Z",
          "2026-03-02T00:00:61Z",
          "2026-03-02T00:00:0xZ",
          "2026-03-02T00x00:00Z",
          "2026-03-02x00:00:00Z",
          "2026-03-02T00:00:00?",
          "2026-03-02T00:00");

  private static long micros(Times times, String text) {
    // Something stands around a value.
    byte[] bytes = ("\"" + text + "\",\"bytes\":1").getBytes(US_ASCII);
    return times.micros(bytes, 1, 1 + text.length());
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  @Test
  void whatWasReadBeforeDoesNotMatter() {
    Random random = new Random(7);
    Times times = new Times();
    for (int i = 0; i < 5000; i++) {
      String text = any(random, DAYS) + "T" + any(random, MINUTES) + any(random, SECONDS);
      long expected = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
      assertThat(micros(times, text)).as(text).isEqualTo(expected);
      if (random.nextInt(3) == 0) {
        String bad = any(random, BAD);
        assertThat(micros(times, bad)).as(bad).isEqualTo(Texts.BAD);
      }
    }
  }

  @Test
  void aTimeOfAnotherZoneIsOfItsOwnMinute() {
    Times times = new Times();
    long utc = micros(times, "2026-03-02T10:00:00.25");
    assertThat(micros(times, "2026-03-02T10:00:00.25+01:00")).isEqualTo(utc - 3_600_000_000L);
    assertThat(micros(times, "2026-03-02T10:00:00.25-0030")).isEqualTo(utc + 1_800_000_000L);
    assertThat(micros(times, "2026-03-02 10:00:00.25")).isEqualTo(utc);
  }
}
