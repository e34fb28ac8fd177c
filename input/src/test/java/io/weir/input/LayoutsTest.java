// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {
  @ParameterizedTest
  @CsvSource({
    "logs/2026-03-01/conn.00:00:00-01:00:00.log.gz, 2026-03-01T00:00, 2026-03-01T01:00",
    "logs/2026-03-01/conn.23:00:00-00:00:00.log.gz, 2026-03-01T23:00, 2026-03-02T00:00",
    "2026-03-01/dns.22.00.00-23.00.00.log.gz,       2026-03-01T22:00, 2026-03-01T23:00",
    "2026-03-01/conn.log,                           2026-03-01T00:00, 2026-03-02T00:00",
    "flows/day=2026-03-01/data_0.parquet,           2026-03-01T00:00, 2026-03-02T00:00",
    "2026_03_01/x.log,                              2026-03-01T00:00, 2026-03-02T00:00",
    "20260301/x.log,                                2026-03-01T00:00, 2026-03-02T00:00",
    "2026/04-Apr/2026_04_03_13_30.out/log_tcp_complete.gz, 2026-04-03T13:30, 2026-04-04T13:30",
    "2026/04-Apr/2026_04_03_13_30.out/dump/udp_dns.pcap1.gz, 2026-04-03T13:30, 2026-04-04T13:30",
    "2026/03/01/nfcapd.202603011305,                2026-03-01T13:05, 2026-03-02T13:05",
    "squid/access.log-20260301.gz,                  2026-02-01T00:00, 2026-03-02T00:00",
    "squid/access.log-20260301-1772323200,          2026-02-01T00:00, 2026-03-02T00:00",
    "squid/access.log.2026-03-01,                   2026-02-01T00:00, 2026-03-02T00:00",
    "eve.json-20260301-1772323200,                  2026-02-01T00:00, 2026-03-02T00:00",
    "eve.json-20260301-1300.gz,                     2026-02-01T00:00, 2026-03-02T00:00",
    "messages-20260301,                             2026-02-01T00:00, 2026-03-02T00:00",
    "2025-12-31/old/2026-03-01/conn.log,            2026-03-01T00:00, 2026-03-02T00:00",
  })
  void aPathTellsTheTimeOfItsRecords(String path, String from, String to) {
    assertThat(Layouts.of(List.of(path), ZoneOffset.UTC).span(path))
        .contains(TimeRange.between(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conn.log",
        "trace-1772323200.pcap",
        "20261399/conn.log",
        "2026-02-30/conn.log",
        "x12026-03-01/conn.log",
        "capture20260301234.log",
        "2026-03-01-incident/office.pcap",
        "backup-20260301/conn.log",
        "99990101.log",
        "report-v2.0.2026.log"
      })
  void otherNumbersTellNothing(String path) {
    assertThat(Layouts.of(List.of(path), ZoneOffset.UTC).span(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dump_00001_20260301130500.pcap,     dump_00002_20260304130500.pcap, dump_00009_20260302000000.log",
    "cap/base.20260301.130500.000000,    cap/base.20260304.130500.012345, other/base.20260302.130500.0",
    "eth0_2026-03-01T13:05:00.pcap.zst,  eth0_2026-03-04T13:05:00.pcap,   eth1_2026-03-02T13:05:00.pcap",
  })
  void aCaptureHoldsPacketsUntilTheNextOfItsSeriesBegins(String path, String next, String other) {
    Layouts layouts = Layouts.of(List.of(path, next, other), ZoneOffset.UTC);

    assertThat(layouts.span(path))
        .contains(
            TimeRange.between(
                Instant.parse("2026-03-01T13:05:00Z"), Instant.parse("2026-03-04T13:05:00Z")));
    assertThat(layouts.mayHold(path, TimeSpec.range("2026-03-04", "2026-03-04", ZoneOffset.UTC)))
        .isTrue();
    assertThat(layouts.mayHold(path, TimeSpec.range("2026-03-07", "2026-03-07", ZoneOffset.UTC)))
        .isFalse();
    assertThat(layouts.mayHold(next, TimeSpec.range("2030-01-01", "2030-01-01", ZoneOffset.UTC)))
        .isTrue();
    assertThat(layouts.mayHold(next, TimeSpec.range("2026-03-01", "2026-03-01", ZoneOffset.UTC)))
        .isFalse();
  }

  @Test
  void capturesOfOtherNetworksAreOtherSeries() {
    String path = "vlan_10_20260301130500.pcap";
    Layouts layouts = Layouts.of(List.of(path, "vlan_20_20260301140000.pcap"), ZoneOffset.UTC);
    TimeRange later = TimeSpec.range("2026-03-03", "2026-03-03", ZoneOffset.UTC);
    assertThat(layouts.mayHold(path, later)).isTrue();
  }

  @Test
  void daysAreThoseOfTheZone() {
    assertThat(Layouts.of(List.of(), ZoneId.of("Europe/Rome")).span("2026-03-01/conn.log"))
        .contains(
            TimeRange.between(
                Instant.parse("2026-02-28T23:00:00Z"), Instant.parse("2026-03-01T23:00:00Z")));
  }

  @Test
  void onlyFilesMoreThanADayAwayAreLeftOut() {
    TimeRange day = TimeSpec.range("2026-03-10", "2026-03-10", ZoneOffset.UTC);

    assertThat(mayHold("2026-03-08/conn.log", day)).isFalse();
    assertThat(mayHold("2026-03-09/conn.log", day)).isTrue();
    assertThat(mayHold("2026-03-09/conn.00:00:00-01:00:00.log", day)).isTrue();
    assertThat(mayHold("2026-03-08/conn.23:00:00-23:30:00.log", day)).isFalse();
    assertThat(mayHold("2026-03-11/conn.log", day)).isTrue();
    assertThat(mayHold("2026-03-12/conn.log", day)).isFalse();
    assertThat(mayHold("access.log-20260315", day)).isTrue();
    assertThat(mayHold("access.log-20260308", day)).isFalse();
    assertThat(mayHold("conn.log", day)).isTrue();
    assertThat(mayHold("2020-01-01/conn.log", TimeRange.ALL)).isTrue();
  }

  private static boolean mayHold(String path, TimeRange range) {
    return Layouts.of(List.of(path), ZoneOffset.UTC).mayHold(path, range);
  }
}
