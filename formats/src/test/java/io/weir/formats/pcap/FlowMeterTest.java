// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static io.weir.formats.pcap.CaptureBuilder.ACK;
import static io.weir.formats.pcap.CaptureBuilder.FIN;
import static io.weir.formats.pcap.CaptureBuilder.RST;
import static io.weir.formats.pcap.CaptureBuilder.SYN;
import static io.weir.formats.pcap.CaptureBuilder.tcp;
import static io.weir.formats.pcap.CaptureBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowMeterTest {
  /** A request and its answer, with a byte retransmitted. */
  private static List<byte[]> conversation() {
    return List.of(
        tcp(1, 1000, 2, 80, 99, 0, SYN, ""),
        tcp(2, 80, 1, 1000, 499, 100, SYN | ACK, ""),
        tcp(1, 1000, 2, 80, 100, 500, ACK, ""),
        tcp(1, 1000, 2, 80, 100, 500, ACK, "GET / HTTP/1.1\r\nHo"),
        tcp(1, 1000, 2, 80, 116, 500, ACK, "Host: Example.org:8080\r\n\r\n"),
        tcp(2, 80, 1, 1000, 500, 142, ACK, "HTTP/1.1 204 None\r\n\r\n"),
        tcp(1, 1000, 2, 80, 142, 521, FIN | ACK, ""),
        tcp(2, 80, 1, 1000, 521, 143, FIN | ACK, ""),
        tcp(1, 1000, 2, 80, 143, 522, ACK, ""));
  }

  private static InputFile capture(String name, long from, List<byte[]> packets) {
    CaptureBuilder capture = CaptureBuilder.pcap();
    for (int i = 0; i < packets.size(); i++) {
      capture.packet(from + 10L * i, packets.get(i));
    }
    return Captures.file(name, capture.bytes());
  }

  private static List<Map<String, String>> flows(Options options, InputFile... files) {
    return Captures.read(List.of(files), options, FiveTables.NAMED_FLOWS).tables().get(0);
  }

  private static String columns(Map<String, String> row, String... names) {
    return String.join(" ", List.of(names).stream().map(n -> row.getOrDefault(n, "-")).toList());
  }

  private static List<String> summary(Options options, CaptureBuilder capture) {
    return flows(options, Captures.file("capture", capture.bytes())).stream()
        .map(row -> columns(row, "c_ip", "c_port", "s_port", "conn_state", "history", "c_pkt"))
        .toList();
  }

  @Test
  void metersAConversation() {
    List<Map<String, String>> flows = flows(Options.NONE, capture("one", 0, conversation()));
    assertThat(flows).hasSize(1);
    Map<String, String> flow = flows.get(0);
    assertThat(columns(flow, "c_ip", "c_port", "s_ip", "s_port", "proto"))
        .isEqualTo("10.0.0.1 1000 10.0.0.2 80 tcp");
    assertThat(columns(flow, "time_start", "duration", "ts", "day"))
        .isEqualTo("1.7E9 0.07 1700000000000000 19675");
    assertThat(columns(flow, "c_pkt", "s_pkt", "c_bytes", "s_bytes", "c_ip_bytes", "s_ip_bytes"))
        .isEqualTo("6 3 42 21 284 141");
    assertThat(columns(flow, "c_bytes_retx", "c_pkt_retx", "s_bytes_retx")).isEqualTo("2 1 0");
    assertThat(columns(flow, "conn_state", "history", "missed_bytes", "tcp_flags"))
        .isEqualTo("SF ShADdFf 0 19");
    assertThat(columns(flow, "c_rtt_ms", "s_rtt_ms")).isEqualTo("10.0 10.0");
    assertThat(columns(flow, "name", "name_source", "service"))
        .isEqualTo("example.org http_host http");
    assertThat(flow.get("uid")).matches("C[0-9A-Za-z]{17}");
    assertThat(flow.get("community_id")).startsWith("1:");
  }

  @Test
  void aCaptureCutInThreeIsOne() throws IOException {
    List<byte[]> all = conversation();
    List<Map<String, String>> whole = flows(Options.NONE, capture("cut", 0, all));
    List<InputFile> pieces =
        List.of(
            capture("/captures/cut_00003.pcap", 50, all.subList(5, 9)),
            capture("/captures/cut_00001.pcap", 0, all.subList(0, 4)),
            capture("/captures/cut_00002.pcap", 40, all.subList(4, 5)),
            capture("/captures/other.pcap", 0, all.subList(0, 1)));
    Scan scan = Scan.of(TableScan.all(FiveTables.NAMED_FLOWS));
    List<List<InputFile>> splits = new ArrayList<>();
    new PcapFormat().plan(pieces, scan, 4).forEach(split -> splits.add(split.files()));
    assertThat(splits)
        .containsExactly(
            List.of(pieces.get(1), pieces.get(2), pieces.get(0)), List.of(pieces.get(3)));
    List<Map<String, String>> flows = flows(Options.NONE, splits.get(0).toArray(InputFile[]::new));
    assertThat(flows).hasSize(1);
    flows.get(0).put("src_file", "cut");
    assertThat(flows).isEqualTo(whole);
  }

  @Test
  void everyFragmentIsReadOrRejected() {
    byte[] datagram = udp(1, 1000, 2, 2000, "0123456789abcdef0123456789abcdef");
    byte[] cut = CaptureBuilder.fragment(datagram, 7, 0, 16);
    byte[] cutLater = CaptureBuilder.fragment(datagram, 8, 16, 40);
    CaptureBuilder capture =
        CaptureBuilder.pcap()
            .packet(0, CaptureBuilder.fragment(datagram, 1, 0, 16))
            .packet(1, CaptureBuilder.fragment(datagram, 2, 16, 40))
            .packet(2, CaptureBuilder.fragment(datagram, 3, 0, 8))
            .packet(3, CaptureBuilder.fragment(datagram, 1, 16, 40))
            .packet(4, CaptureBuilder.fragment(datagram, 4, 8, 8))
            .packet(40_000, CaptureBuilder.fragment(datagram, 5, 0, 16))
            .packet(40_001, udp(1, 1000, 2, 2000, "whole"));
    capture.i32(1_700_000_041).i32(0).i32(32).i32(cut.length).raw(java.util.Arrays.copyOf(cut, 32));
    capture.i32(1_700_000_042).i32(0).i32(40).i32(cutLater.length);
    capture.raw(java.util.Arrays.copyOf(cutLater, 40));
    Captures.Result result =
        Captures.read(
            List.of(Captures.file("fragments", capture.bytes())),
            Options.NONE,
            FiveTables.NAMED_FLOWS);
    // The beginning that is cut off tells who talks: it is read.
    assertThat(result.recordsRead()).isEqualTo(4);
    assertThat(result.rejects())
        .isEqualTo(
            Map.of(
                "an IP fragment without the rest of its datagram", 3,
                "an IP fragment is cut off by the capture's snapshot length", 1,
                "an IP fragment is invalid", 1));
    assertThat(result.tables().get(0)).hasSize(1);
    assertThat(columns(result.tables().get(0).get(0), "c_pkt", "c_bytes")).isEqualTo("3 45");
  }

  @Test
  void fragmentsAreAllReadWherePacketsAlone() {
    byte[] datagram = udp(1, 1000, 2, 2000, "0123456789abcdef");
    byte[] capture =
        CaptureBuilder.pcap().packet(0, CaptureBuilder.fragment(datagram, 1, 0, 16)).bytes();
    Captures.Result result =
        Captures.read(
            List.of(Captures.file("fragment", capture)), Options.NONE, FiveTables.PACKETS);
    assertThat(result.recordsRead()).isEqualTo(1);
    assertThat(result.rejects()).isEmpty();
  }

  @Test
  void everyShareAccountsForItsOwnFragments() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    for (int host = 2; host < 42; host++) {
      byte[] datagram = udp(1, 1000, host, 2000, "0123456789abcdef");
      capture.packet(host, CaptureBuilder.fragment(datagram, host, 0, 16));
    }
    InputFile file = Captures.file("/captures/many.pcap", capture.bytes());
    long read = 0;
    int rejected = 0;
    for (Split split : Share.splits(List.of(file), 3)) {
      Captures.Result result = Captures.read(split, Options.NONE, FiveTables.NAMED_FLOWS);
      read += result.recordsRead();
      rejected += result.rejects().values().stream().mapToInt(Integer::intValue).sum();
    }
    assertThat(read).isZero();
    assertThat(rejected).isEqualTo(40);
  }

  @Test
  void aSplitTellsItsShare() {
    InputFile file = Captures.file("/captures/big.pcap", new byte[1001]);
    List<Share> shares = Share.splits(List.of(file), 3).stream().map(Share::of).toList();
    assertThat(shares).containsExactly(new Share(0, 3), new Share(1, 3), new Share(2, 3));
    assertThat(Share.of(Split.whole(file))).isEqualTo(Share.WHOLE);
  }

  @Test
  void capturesOfTheSameTimeAreNotOne() {
    List<Map<String, String>> flows =
        flows(
            Options.NONE,
            capture("a1", 0, conversation().subList(0, 3)),
            capture("a2", -5000, conversation().subList(0, 3)));
    assertThat(flows).hasSize(2);
  }

  @Test
  void endsFlowsThatFallSilent() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, udp(1, 1000, 2, 2000, "a"));
    capture.packet(59_999, udp(2, 2000, 1, 1000, "b"));
    capture.packet(119_999, udp(1, 1000, 2, 2000, "c"));
    capture.packet(120_000, udp(9, 9, 8, 8, "d"));
    assertThat(summary(Options.NONE, capture))
        .containsExactly(
            "10.0.0.1 1000 2000 SF Dd 1", "10.0.0.1 1000 2000 S0 D 1", "10.0.0.9 9 8 S0 D 1");
    assertThat(summary(Options.NONE.with("udp-timeout", "2m"), capture))
        .containsExactly("10.0.0.1 1000 2000 SF Dd 2", "10.0.0.9 9 8 S0 D 1");
  }

  @Test
  void cutsLongFlowsIntoRecordsOnRequest() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    for (int i = 0; i < 5; i++) {
      capture.packet(i * 400L, udp(1, 1000, 2, 2000, "a"));
    }
    assertThat(summary(Options.NONE.with("active-timeout", "1s"), capture))
        .containsExactly("10.0.0.1 1000 2000 S0 D 3", "10.0.0.1 1000 2000 S0 D 2");
  }

  @Test
  void opensAnewAfterAttemptsResetsAndReuse() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, tcp(1, 1, 2, 80, 10, 0, SYN, ""));
    capture.packet(3000, tcp(1, 1, 2, 80, 10, 0, SYN, ""));
    capture.packet(7000, tcp(1, 1, 2, 80, 10, 0, SYN, ""));
    capture.packet(7001, tcp(2, 80, 1, 1, 0, 11, RST | ACK, ""));
    capture.packet(7002, tcp(1, 1, 2, 80, 90, 0, SYN, ""));
    assertThat(summary(Options.NONE, capture))
        .containsExactly("10.0.0.1 1 80 S0 S 2", "10.0.0.1 1 80 REJ Sr 1", "10.0.0.1 1 80 S0 S 1");
  }

  @Test
  void takesAnAnswerForAnAnswer() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, udp(2, 53, 1, 3333, "answer"));
    assertThat(summary(Options.NONE, capture)).containsExactly("10.0.0.1 3333 53 SHR ^d 0");
    assertThat(summary(Options.NONE.with("server-ports", "none"), capture))
        .containsExactly("10.0.0.2 53 3333 S0 D 1");
  }

  @Test
  void countsWhatTheReceiverGotAndTheCaptureDidNot() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, tcp(1, 1, 2, 80, 9, 0, SYN, ""));
    capture.packet(1, tcp(2, 80, 1, 1, 99, 10, SYN | ACK, ""));
    capture.packet(2, tcp(1, 1, 2, 80, 10, 100, ACK, "abc"));
    capture.packet(3, tcp(1, 1, 2, 80, 20, 100, ACK, "xyz"));
    capture.packet(4, tcp(2, 80, 1, 1, 100, 23, ACK, ""));
    Map<String, String> flow = flows(Options.NONE, Captures.file("c", capture.bytes())).get(0);
    assertThat(columns(flow, "missed_bytes", "history", "c_bytes")).isEqualTo("7 ShDaG 13");
  }

  @Test
  void remembersTheNameDnsGaveAnAddress() {
    byte[] answer =
        ("\0\1\u0081\u0080\0\1\0\1\0\0\0\0\3www\7Example\3org\0\0\1\0\1"
                + "\u00c0\14\0\1\0\1\0\0\0\74\0\4\n\0\0\2")
            .getBytes(StandardCharsets.ISO_8859_1);
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, udp(9, 53, 1, 1234, answer));
    capture.packet(10, tcp(1, 1, 2, 5000, 9, 0, SYN, ""));
    capture.packet(20, tcp(3, 1, 2, 5000, 9, 0, SYN, ""));
    List<String> names =
        flows(Options.NONE, Captures.file("c", capture.bytes())).stream()
            .map(row -> columns(row, "c_ip", "s_port", "name", "name_source", "service"))
            .toList();
    assertThat(names)
        .containsExactlyInAnyOrder(
            "10.0.0.1 53 - - dns", "10.0.0.1 5000 www.example.org dns -", "10.0.0.3 5000 - - -");
  }

  @Test
  void tellsTheDirectionByTheOwnNetworks() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    capture.packet(0, udp(1, 1, 0x10001, 2, "out"));
    Options options = Options.NONE.with("local-networks", "10.0.0.0/16, 2001:db8::/32");
    Map<String, String> flow = flows(options, Captures.file("c", capture.bytes())).get(0);
    assertThat(columns(flow, "direction", "local_orig", "local_resp"))
        .isEqualTo("outgoing true false");
  }

  @Test
  void evictsTheFlowNearestItsEndWhenThereAreTooMany() {
    CaptureBuilder capture = CaptureBuilder.pcap();
    for (int i = 0; i < 5; i++) {
      capture.packet(i * 2000L, udp(i, 1000, 99, 2000, "a"));
    }
    capture.packet(11_000, udp(4, 1000, 99, 2000, "a"));
    assertThat(summary(Options.NONE.with("max-flows", "2"), capture))
        .containsExactly(
            "10.0.0.0 1000 2000 S0 D 1",
            "10.0.0.1 1000 2000 S0 D 1",
            "10.0.0.2 1000 2000 S0 D 1",
            "10.0.0.3 1000 2000 S0 D 1",
            "10.0.0.4 1000 2000 S0 D 2");
  }

  @Test
  void refusesOptionsItCannotRead() {
    Map<String, String> wrong =
        Map.of(
            "udp-timeout", "soon",
            "tcp-timeout", "-1s",
            "checksums", "maybe",
            "max-flows", "0",
            "server-ports", "80/http",
            "local-networks", "10.0.0.0/33");
    for (Map.Entry<String, String> option : wrong.entrySet()) {
      Options options = Options.NONE.with(option.getKey(), option.getValue());
      assertThatThrownBy(() -> flows(options, capture("one", 0, conversation())))
          .isInstanceOf(WeirException.class)
          .hasMessageStartingWith("Cannot use --" + option.getKey() + ": ");
    }
  }
}
