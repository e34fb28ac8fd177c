// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real files: every line is read, and every value is what a plain reading finds. */
class FlowCsvCorpusTest {
  private static final DateTimeFormatter ARGUS =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS");

  private final FlowCsvFormat format = new FlowCsvFormat();
  private TableSchema table = new TableSchema("none", "", List.of());

  private Reading read(String name, String profile) {
    BytesFile file =
        BytesFile.of(name, SharedData.content(SharedData.path("labelled-flows/" + name)));
    Options options = Options.NONE.with("zone", "UTC");
    Recognition recognition = format.recognise(FormatSample.head(file), options);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    assertThat(recognition.why()).contains("the profile " + profile);
    table = ((Recognition.Yes) recognition).tables().get(0);
    Scan scan = new Scan(List.of(TableScan.all(table)), TimeRange.ALL, options);
    Reading reading = Reading.of(format, List.of(Split.whole(file)), scan);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(lines(name).size());
    return reading;
  }

  private static List<String> lines(String name) {
    byte[] content = SharedData.content(SharedData.path("labelled-flows/" + name));
    return new String(content, UTF_8).lines().skip(1).toList();
  }

  private String cells(List<@Nullable Object> row, String... columns) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      Object value = row.get(table.indexOf(column).orElseThrow());
      values.add(value == null ? "" : value.toString());
    }
    return String.join(" ", values);
  }

  private static String address(String number) {
    long n = Long.parseLong(number);
    return "%d.%d.%d.%d".formatted(n >> 24, n >> 16 & 255, n >> 8 & 255, n & 255);
  }

  @Test
  void netSharesFlowsAreReadAsTheyAre() {
    Reading reading = read("ugr16-small.csv", "netshare-netflow");
    List<String> lines = lines("ugr16-small.csv");
    for (int i = 0; i < lines.size(); i++) {
      String[] w = lines.get(i).split(",", -1);
      List<@Nullable Object> row = reading.table().get(i);
      assertThat(cells(row, "c_ip", "s_ip", "c_pkt", "c_bytes", "type", "ip_proto"))
          .isEqualTo(
              String.join(" ", address(w[0]), address(w[1]), w[7], w[8], w[9], number(w[4])));
      Instant start = Instant.EPOCH.plusNanos(new BigDecimal(w[5]).longValueExact() * 1000);
      assertThat(cells(row, "ts")).isEqualTo(start.toString());
      assertThat(Double.parseDouble(cells(row, "duration")))
          .isEqualTo(Math.round(Double.parseDouble(w[6]) * 1e6) / 1e6);
      if (w[4].equals("TCP") || w[4].equals("UDP")) {
        assertThat(cells(row, "c_port", "s_port")).isEqualTo(w[2] + " " + w[3]);
      } else if (w[4].equals("ICMP")) {
        int both = Integer.parseInt(w[3]);
        assertThat(cells(row, "c_port", "s_port")).isEqualTo(both / 256 + " " + both % 256);
      } else {
        assertThat(cells(row, "c_port", "s_port")).isEqualTo(" ");
      }
    }
  }

  private static String number(String protocol) {
    return switch (protocol) {
      case "ICMP" -> "1";
      case "IPIP" -> "4";
      case "TCP" -> "6";
      case "UDP" -> "17";
      case "IPv6" -> "41";
      case "GRE" -> "47";
      case "ESP" -> "50";
      default -> throw new AssertionError(protocol);
    };
  }

  private void checkBinetflow(String name, String delimiter, int label, int sourcePackets) {
    Reading reading = read(name, "ctu-13");
    List<String> lines = lines(name);
    for (int i = 0; i < lines.size(); i++) {
      String[] w = lines.get(i).split(delimiter, -1);
      List<@Nullable Object> row = reading.table().get(i);
      assertThat(cells(row, "proto", "c_ip", "Dir", "s_ip", "State", "tos", "dTos"))
          .isEqualTo(
              String.join(
                  " ",
                  w[2].equals("ipv6-icmp") ? "icmp" : w[2],
                  w[3],
                  w[5].strip(),
                  w[6],
                  w[8],
                  w[9],
                  w[10]));
      assertThat(cells(row, "total_pkt", "total_bytes", "c_bytes", "Label"))
          .isEqualTo(String.join(" ", w[11], w[12], w[13], w[label]));
      if (sourcePackets > 0) {
        assertThat(cells(row, "c_pkt")).isEqualTo(w[sourcePackets]);
      }
      Instant start = LocalDateTime.parse(w[0], ARGUS).toInstant(ZoneOffset.UTC);
      assertThat(cells(row, "ts")).isEqualTo(start.toString());
      assertThat(Double.parseDouble(cells(row, "duration"))).isEqualTo(Double.parseDouble(w[1]));
      if (!w[4].startsWith("0x")) {
        assertThat(cells(row, "c_port", "s_port")).isEqualTo(w[4] + " " + w[7]);
      }
    }
  }

  @Test
  void binetflowsAreReadAsTheyAre() {
    checkBinetflow("slips-test4-malicious.binetflow", ",", 14, 0);
    checkBinetflow("slips-test5-mixed.binetflow", "\t", 15, 14);
  }

  @Test
  void typeAndCodeOfIcmpAreFoundInHexadecimalPorts() {
    List<String> icmp = new ArrayList<>();
    for (String name : List.of("slips-test4-malicious.binetflow", "slips-test5-mixed.binetflow")) {
      for (List<@Nullable Object> row : read(name, "ctu-13").table()) {
        if (cells(row, "ip_proto").equals("1")) {
          icmp.add(cells(row, "State", "c_port", "s_port"));
        }
      }
    }
    assertThat(icmp).containsExactly("URP 3 3", "URP 3 3", "URP 3 3");
  }

  @Test
  void flagsOfBothSidesAreInTheStateOfTcp() {
    List<@Nullable Object> row =
        read("slips-test5-mixed.binetflow", "ctu-13").table().stream()
            .filter(r -> cells(r, "State").equals("FSPA_FSPA"))
            .findFirst()
            .orElseThrow();
    assertThat(cells(row, "tcp_flags_c", "tcp_flags_s")).isEqualTo("27 27");
  }

  @Test
  void argusRatesAreReadAsTheyAre() {
    Reading reading = read("argus-benign.csv", "argus");
    List<String> lines = lines("argus-benign.csv");
    for (int i = 0; i < lines.size(); i++) {
      String[] w = lines.get(i).split(",", -1);
      List<@Nullable Object> row = reading.table().get(i);
      assertThat(cells(row, "c_ip", "s_ip", "State")).isEqualTo(String.join(" ", w[0], w[1], w[5]));
      assertThat(Double.parseDouble(cells(row, "SrcRate"))).isEqualTo(Double.parseDouble(w[6]));
      assertThat(Double.parseDouble(cells(row, "DstRate"))).isEqualTo(Double.parseDouble(w[7]));
      if (w[4].equals("tcp") || w[4].equals("udp")) {
        assertThat(cells(row, "proto", "c_port", "s_port"))
            .isEqualTo(String.join(" ", w[4], w[2], w[3]));
      }
    }
  }

  @Test
  void setsOfUnswNb15AreReadAsTheyAre() {
    Reading reading = read("unsw_nb15_testing-5000.csv", "unsw-nb15-sets");
    List<String> lines = lines("unsw_nb15_testing-5000.csv");
    for (int i = 0; i < lines.size(); i++) {
      String[] w = lines.get(i).split(",", -1);
      List<@Nullable Object> row = reading.table().get(i);
      String service = w[3].equals("-") ? "" : w[3];
      assertThat(cells(row, "id", "proto", "service", "state", "c_pkt", "s_pkt", "c_bytes"))
          .isEqualTo(String.join(" ", w[0], w[2], service, w[4], w[5], w[6], w[7]));
      assertThat(cells(row, "s_bytes", "attack_cat", "label"))
          .isEqualTo(String.join(" ", w[8], w[43], w[44]));
      assertThat(Double.parseDouble(cells(row, "rate"))).isEqualTo(Double.parseDouble(w[9]));
      assertThat(Double.parseDouble(cells(row, "duration"))).isEqualTo(Double.parseDouble(w[1]));
    }
  }
}
