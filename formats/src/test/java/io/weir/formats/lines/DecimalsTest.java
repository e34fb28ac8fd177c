// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {
  private static byte[] padded(String text) {
    return ("xx" + text + "7".repeat(8)).getBytes(US_ASCII);
  }

  private static long scaled(String text, int places) {
    return Decimals.scaled(padded(text), 2, 2 + text.length(), places);
  }

  private static double real(String text) {
    return Decimals.real(padded(text), 2, 2 + text.length());
  }

  @Property(tries = 300)
  void doublesAreThoseNearest(@ForAll double value) {
    String text = Double.toString(value);
    if (Double.isFinite(value)) {
      assertThat(real(text)).isEqualTo(value);
    }
  }

  @Property(tries = 300)
  void integersAreWhatIsWritten(
      @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L)
          long value) {
    String text = Long.toString(value);
    assertThat(Decimals.integer(padded(text), 2, 2 + text.length())).isEqualTo(value);
  }

  @Property(tries = 300)
  void bytesAreFoundWhereTheyAre(
      @ForAll @ByteRange(min = 0, max = 3) byte[] bytes, @ForAll @IntRange(max = 9) int from) {
    byte[] room = Arrays.copyOf(bytes, bytes.length + 16);
    int first = bytes.length;
    int count = 0;
    for (int i = bytes.length - 1; i >= from; i--) {
      if (bytes[i] == 1) {
        first = i;
        count++;
      }
    }
    int expected = from > bytes.length ? bytes.length : Math.max(first, from);
    if (from <= bytes.length) {
      assertThat(Bytes.indexOf(room, from, bytes.length, (byte) 1)).isEqualTo(expected);
      assertThat(Bytes.count(room, from, bytes.length, (byte) 1)).isEqualTo(count);
      int behind = Bytes.skip(room, from, bytes.length, 1, (byte) 1);
      assertThat(behind).isEqualTo(count == 0 ? -1 : first + 1);
    }
  }

  @Test
  void scaledNumbersAreRoundedToTheNearest() {
    assertThat(scaled("1722494965351.445068", 3)).isEqualTo(1_722_494_965_351_445L);
    assertThat(scaled("1.0009996", 3)).isEqualTo(1001);
    assertThat(scaled("-2.5", 3)).isEqualTo(-2500);
    assertThat(scaled("17", 6)).isEqualTo(17_000_000);
    for (String bad : new String[] {"", "-", ".", "1.x", "1x", "1234567890123456", "1.2.3"}) {
      assertThat(scaled(bad, 3)).as(bad).isEqualTo(Decimals.BAD);
    }
    assertThat(real("x")).isNaN();
    assertThat(real("1-2")).isNaN();
  }

  @Test
  void timesOfAllFormsAreRead() {
    LogTimes rome = new LogTimes(ZoneId.of("Europe/Rome"));
    assertThat(dashed(rome, "20-Nov-2017 12:00:00.123")).isEqualTo("2017-11-20T11:00:00.123Z");
    assertThat(dashed(rome, "20-Jul-2017 12:00:00.000")).isEqualTo("2017-07-20T10:00:00Z");
    assertThat(dashed(rome, "31-Feb-2017 12:00:00.000")).isEqualTo("bad");
    assertThat(iso(rome, "2017-11-20T12:00:00.5")).isEqualTo("2017-11-20T11:00:00.500Z");
    assertThat(iso(rome, "2017-11-20T12:00:00.5-03:30")).isEqualTo("2017-11-20T15:30:00.500Z");
    assertThat(iso(rome, "2017-11-20T12:00:00Z")).isEqualTo("2017-11-20T12:00:00Z");
    assertThat(iso(rome, "2017-11-20T25:00:00Z")).isEqualTo("bad");
    byte[] common = padded("22/Mar/2009:09:30:31 +0100");
    assertThat(text(rome.common(common, 2, 28))).isEqualTo("2009-03-22T08:30:31Z");
    byte[] syslog = padded("Nov  9 12:00:00");
    assertThat(text(rome.syslog(syslog, 2, 17, 2020))).isEqualTo("2020-11-09T11:00:00Z");
  }

  private static String dashed(LogTimes times, String text) {
    return text(times.dashed(padded(text), 2, 2 + text.length()));
  }

  private static String iso(LogTimes times, String text) {
    return text(times.iso(padded(text), 2, 2 + text.length()));
  }

  private static String text(long micros) {
    return micros == Decimals.BAD ? "bad" : Instant.EPOCH.plusNanos(micros * 1000).toString();
  }

  @Property(tries = 500)
  void digitsAreTheNumberThatTheyAreWhereverTheyStand(
      @ForAll @LongRange(min = 0) long value, @ForAll @IntRange(max = 19) int spoilt) {
    String text = Long.toString(value);
    String wrong = text.substring(0, Math.min(spoilt, text.length() - 1)) + "/";
    for (String before : new String[] {"", "7", "{\"bytes\": 98765432198765432"}) {
      byte[] bytes = (before + text + ",").getBytes(US_ASCII);
      int from = before.length();
      assertThat(Decimals.number(bytes, from, from + text.length())).isEqualTo(value);
      bytes = (before + wrong + "0").getBytes(US_ASCII);
      assertThat(Decimals.number(bytes, from, from + wrong.length())).isEqualTo(Decimals.BAD);
      assertThat(Bytes.behindDigits(bytes, from, bytes.length))
          .isEqualTo(from + wrong.length() - 1);
    }
  }

  @Test
  void numbersThatDoNotFitAreNone() {
    byte[] bytes = "{\"bytes_and_more_bytes\":9223372036854775808,".getBytes(US_ASCII);
    assertThat(Decimals.number(bytes, 24, 43)).isEqualTo(Decimals.BAD);
    bytes[42] = '7';
    assertThat(Decimals.number(bytes, 24, 43)).isEqualTo(Long.MAX_VALUE);
    assertThat(Decimals.number(bytes, 23, 43)).isEqualTo(Decimals.BAD);
    assertThat(Decimals.number(bytes, 43, 43)).isEqualTo(Decimals.BAD);
  }
}
