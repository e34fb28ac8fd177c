// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.analysis.Analysis;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory as Zeek keeps it: {@code current/conn.log} grows, is renamed, compressed into the
 * day's directory and deleted, and another grows; three times, while a run reads.
 */
@Timeout(240)
class LiveRotationTest {
  private static final int LINES = 3000;
  private static final long START = 1_772_359_200L;
  private static final String HEADER =
      """
      #separator \\x09
      #set_separator	,
      #empty_field	(empty)
      #unset_field	-
      #path	conn
      #open	2026-03-01-1%d-00-00
      #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	orig_bytes	resp_bytes	orig_pkts	resp_pkts
      #types	time	string	addr	port	addr	port	enum	count	count	count	count
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private static String line(int number) {
    return String.format(
        Locale.ROOT,
        "%d.%06d\tC%d\t10.0.0.%d\t%d\t192.0.2.%d\t443\ttcp\t%d\t%d\t3\t4%n",
        START + number,
        number % 1000,
        number,
        number % 23,
        1024 + number,
        number % 11,
        number % 977,
        number % 1009);
  }

  @Test
  void noRecordIsLostOrTwiceOverThreeRotations() throws Exception {
    Path zeek = directory.resolve("zeek");
    Path current = Files.createDirectories(zeek.resolve("current")).resolve("conn.log");
    Files.writeString(current, HEADER.formatted(0));
    Analysis<?> analysis =
        LiveSamples.analyses().stream()
            .filter(named -> named.getName().equals("top-talkers"))
            .findFirst()
            .orElseThrow()
            .getPayload();
    Map<String, String> settings = Map.of("every", "1m");
    LiveSettings live = LiveSettings.defaults().withCheckpoint(directory.resolve("checkpoint"));
    LiveRuns.Rows rows = new LiveRuns.Rows();
    long read;
    try (LiveRun run =
        LiveRuns.start(LiveRuns.job(analysis, settings, zeek.toString(), live, rows))) {
      for (int rotation = 0; rotation < 4; rotation++) {
        grow(current, LINES * rotation / 4, LINES * (rotation + 1) / 4);
        if (rotation < 3) {
          rotate(current, zeek.resolve("2026-03-01"), rotation);
        }
      }
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (run.progress().records().read() < LINES && System.nanoTime() < until) {
        Thread.sleep(100);
      }
      run.stop();
      assertThat(run.await(Duration.ofSeconds(30))).isTrue();
      read = run.progress().records().read();
    }
    LiveProgress last =
        LiveRuns.run(
            LiveRuns.job(analysis, settings, zeek.toString(), live.withUntil(Until.END), rows));
    assertThat(read + last.records().read()).isEqualTo(LINES);
    assertThat(last.late()).isZero();
    List<String> expected = LiveRuns.ofFiles(analysis, settings, zeek);
    assertThat(rows.sorted()).isEqualTo(expected).hasSizeGreaterThan(300);
  }

  /** Writes lines as a program does that flushes now and then, also in the middle of a line. */
  private static void grow(Path log, int from, int to) throws Exception {
    try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      for (int number = from; number < to; number++) {
        byte[] line = line(number).getBytes(UTF_8);
        int half = line.length / 2;
        out.write(line, 0, half);
        if (number % 60 == 0) {
          Thread.sleep(40);
        }
        out.write(line, half, line.length - half);
      }
    }
  }

  private static void rotate(Path current, Path day, int rotation) throws Exception {
    Path renamed = current.resolveSibling("conn-26-03-01_1" + rotation + ".00.00.log");
    Files.move(current, renamed);
    Files.writeString(current, HEADER.formatted(rotation + 1));
    Files.createDirectories(day);
    Path packed = day.resolve("conn.1%d:00:00-1%d:00:00.log.gz".formatted(rotation, rotation + 1));
    byte[] content = Files.readAllBytes(renamed);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 512, true)) {
      for (int at = 0; at < content.length; at += 8192) {
        out.write(content, at, Math.min(8192, content.length - at));
        out.flush();
        Thread.sleep(10);
      }
    }
    Files.delete(renamed);
  }
}
