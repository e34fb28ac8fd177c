// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static io.weir.formats.pcap.CaptureBuilder.ACK;
import static io.weir.formats.pcap.CaptureBuilder.SYN;
import static io.weir.formats.pcap.CaptureBuilder.tcp;
import static io.weir.formats.pcap.CaptureBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Handshakes where they are not looked for first. */
class FlowNamesTest {
  private static final String CLIENT_BODY =
      "0303"
          + "11".repeat(32)
          + "00 0002 c02f 01 00 0014 0000 0010 000e 00 000b "
          + HexFormat.of()
              .formatHex("example.org".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  private static final String SERVER_BODY = "0302" + "22".repeat(32) + "00 c014 00";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] record(int type, String body) {
    int length = body.replace(" ", "").length() / 2;
    return hex("16 0301 %04x %02x %06x".formatted(length + 4, type, length) + body);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> flow(List<byte[]> packets) {
    CaptureBuilder capture = CaptureBuilder.pcap();
    for (int i = 0; i < packets.size(); i++) {
      capture.packet(10L * i, packets.get(i));
    }
    return Captures.read(
            List.of(Captures.file("capture", capture.bytes())),
            Options.NONE,
            FiveTables.NAMED_FLOWS)
        .tables()
        .get(0)
        .get(0);
  }

  @Test
  void readsTlsInTheLinesOfFtp() {
    String hello = Base64.getEncoder().encodeToString(record(1, CLIENT_BODY));
    String answer = Base64.getEncoder().encodeToString(record(2, SERVER_BODY));
    String asked = "AUTH GSSAPI\r\n";
    String adat = "ADAT " + hello + "\r\n";
    String accepted = "334 go on\r\n";
    Map<String, String> flow =
        flow(
            List.of(
                tcp(1, 1000, 2, 2811, 99, 0, SYN, ""),
                tcp(2, 2811, 1, 1000, 499, 100, SYN | ACK, ""),
                tcp(1, 1000, 2, 2811, 100, 500, ACK, asked),
                tcp(2, 2811, 1, 1000, 500, 100 + asked.length(), ACK, accepted),
                tcp(1, 1000, 2, 2811, 100 + asked.length(), 511, ACK, adat),
                tcp(2, 2811, 1, 1000, 511, 999, ACK, "335 ADAT=" + answer + "\r\n")));
    assertThat(flow).containsEntry("tls_sni", "example.org").containsEntry("tls_version", "TLSv11");
  }

  private static byte[] dtls(int type, String body) {
    int length = body.replace(" ", "").length() / 2;
    String message = "%02x %06x 0000 000000 %06x".formatted(type, length, length) + body;
    return hex("16 feff 0000 000000000000 %04x".formatted(length + 12) + message);
  }

  @Test
  void readsTlsInTheTunnelOfAProxy() {
    String asked = "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n";
    String accepted = "HTTP/1.1 200 Connection established\r\n\r\n";
    String hello = text(record(1, CLIENT_BODY));
    String answer = text(record(2, SERVER_BODY));
    int client = 100 + asked.length();
    int server = 500 + accepted.length();
    Map<String, String> flow =
        flow(
            List.of(
                tcp(1, 1000, 2, 3128, 99, 0, SYN, ""),
                tcp(2, 3128, 1, 1000, 499, 100, SYN | ACK, ""),
                tcp(1, 1000, 2, 3128, 100, 500, ACK, asked),
                tcp(2, 3128, 1, 1000, 500, client, ACK, accepted),
                tcp(1, 1000, 2, 3128, client, server, ACK, hello),
                tcp(2, 3128, 1, 1000, server, client + hello.length(), ACK, answer)));
    assertThat(flow)
        .containsEntry("name", "example.org")
        .containsEntry("name_source", "http_host")
        .containsEntry("service", "http,ssl")
        .containsEntry("tls_sni", "example.org")
        .containsEntry("tls_version", "TLSv11");
  }

  @Test
  void readsDtlsBehindStunWhicheverSideBegins() {
    byte[] stun = hex("0001 0000 2112a442 000000000000000000000000");
    String hello = "feff" + "11".repeat(32) + "00 00 0002 c014 01 00";
    String answer = "feff" + "22".repeat(32) + "00 c014 00";
    Map<String, String> flow =
        flow(
            List.of(
                udp(1, 1000, 2, 3000, stun),
                udp(2, 3000, 1, 1000, dtls(1, hello)),
                udp(1, 1000, 2, 3000, dtls(2, answer))));
    assertThat(flow)
        .containsEntry("service", "ssl")
        .containsEntry("tls_version", "DTLSv10")
        .doesNotContainKey("name");
  }

  @Test
  void readsHttpInTheFramesOfAWebSocket() {
    String upgrade = "GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n";
    String agreed = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    String inner = "GET /inner HTTP/1.1\r\nHost: b\r\n\r\n";
    StringBuilder frame = new StringBuilder("\u0082").append((char) (0x80 | inner.length()));
    frame.append("\1\2\3\4");
    for (int i = 0; i < inner.length(); i++) {
      frame.append((char) (inner.charAt(i) ^ (i % 4 + 1)));
    }
    String answer = "HTTP/1.1 204 None\r\n\r\n";
    String answerFrame = "\u0082" + (char) answer.length() + answer;
    int asked = 100 + upgrade.length();
    int told = 500 + agreed.length();
    CaptureBuilder capture =
        CaptureBuilder.pcap()
            .packet(0, tcp(1, 1000, 2, 80, 99, 0, SYN, ""))
            .packet(1, tcp(2, 80, 1, 1000, 499, 100, SYN | ACK, ""))
            .packet(2, tcp(1, 1000, 2, 80, 100, 500, ACK, upgrade))
            .packet(3, tcp(2, 80, 1, 1000, 500, asked, ACK, agreed))
            .packet(4, tcp(1, 1000, 2, 80, asked, told, ACK, frame.toString()))
            .packet(5, tcp(2, 80, 1, 1000, told, asked + frame.length(), ACK, answerFrame));
    List<Map<String, String>> rows =
        Captures.read(
                List.of(Captures.file("capture", capture.bytes())), Options.NONE, FiveTables.HTTP)
            .tables()
            .get(0);
    assertThat(rows)
        .extracting(row -> row.get("path") + " " + row.get("status_code"))
        .containsExactlyInAnyOrder("/v1 101", "/inner 204");
  }
}
