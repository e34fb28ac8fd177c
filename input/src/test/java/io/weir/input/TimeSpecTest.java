// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpecTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01, 2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
    "2026_03_01, 2026_03_03, 2026-03-01T00:00:00Z, 2026-03-04T00:00:00Z",
    "2026-03-01T10:00:00Z, 2026-03-01t10:00:00.5z, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00.5Z",
    "2026-03-01T10:00:00+02:00, 2026-03-01, 2026-03-01T08:00:00Z, 2026-03-02T00:00:00Z",
    "2026-03-01 10:00:00, 2026-03-01T10:30, 2026-03-01T10:00:00Z, 2026-03-01T10:30:00Z",
  })
  void daysAreIncludedAndAnEndInstantIsNot(String from, String to, String first, String end) {
    assertThat(TimeSpec.range(from, to, ZoneOffset.UTC))
        .isEqualTo(TimeRange.between(Instant.parse(first), Instant.parse(end)));
  }

  @Test
  void daysAndTimesWithoutOffsetAreOfTheZone() {
    ZoneId zone = ZoneId.of("Europe/Rome");
    // The clock is set forward on this day, which has 23 hours.
    assertThat(TimeSpec.range("2026-03-29", "2026-03-29", zone))
        .isEqualTo(
            TimeRange.between(
                Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")));
    assertThat(TimeSpec.range("2026-03-01T10:00", "", zone).from())
        .isEqualTo(Instant.parse("2026-03-01T09:00:00Z").getEpochSecond() * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, today, 2026-02-28T23:00:00Z, 2026-03-02T23:00:00Z",
    "Yesterday, yesterday, 2026-02-28T23:00:00Z, 2026-03-01T23:00:00Z",
    "-6h, now, 2026-03-02T06:30:00Z, 2026-03-02T12:30:00Z",
    "-2d, -90m, 2026-02-28T12:30:00Z, 2026-03-02T11:00:00Z",
    "-1w, -10s, 2026-02-23T12:30:00Z, 2026-03-02T12:29:50Z",
    "1772323200, 1772323201.25, 2026-03-01T00:00:00Z, 2026-03-01T00:00:01.25Z",
  })
  void wordsAreOfTheDayAndTheClock(String from, String to, String first, String end) {
    Clock noon = Clock.fixed(Instant.parse("2026-03-02T12:30:00Z"), ZoneOffset.UTC);
    assertThat(TimeSpec.range(from, to, ZoneId.of("Europe/Rome"), noon))
        .isEqualTo(TimeRange.between(Instant.parse(first), Instant.parse(end)));
  }

  @Test
  void whatIsNotGivenIsOpen() {
    assertThat(TimeSpec.range("", "", ZoneOffset.UTC)).isEqualTo(TimeRange.ALL);
    assertThat(TimeSpec.range("2026-03-01", "", ZoneOffset.UTC).to()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-13-01", "lately", "-6x", "-h", "2026-03_01", "2026-02-30", "10:00", "1"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> TimeSpec.range("", text, ZoneOffset.UTC))
        .withMessageStartingWith("Cannot read --to '" + text + "'")
        .matches(e -> e.kind() == WeirException.Kind.USAGE);
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> TimeSpec.range("2026-03-02", "2026-03-01", ZoneOffset.UTC))
        .withMessageContaining("ends before it begins");
  }
}
