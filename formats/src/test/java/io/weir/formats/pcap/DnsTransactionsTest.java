// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DnsTransactionsTest {
  private static final int A = 1;
  private static final int CLIENT = 1;
  private static final int SERVER = 53;

  private static byte[] message(int id, int flags, String name, int type, String records) {
    byte[] rest = HexFormat.of().parseHex(records.replaceAll("[ |]", ""));
    ByteBuffer out = ByteBuffer.allocate(100 + name.length() + rest.length);
    int answers = (int) records.chars().filter(c -> c == '|').count();
    out.putShort((short) id).putShort((short) flags).putShort((short) 1);
    out.putShort((short) answers).putInt(0);
    for (String label : name.split("\\.", -1)) {
      out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.put((byte) 0).putShort((short) type).putShort((short) 1).put(rest);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] query(int id, String name, int type) {
    return message(id, 0x0100, name, type, "");
  }

  private static byte[] answer(int id, String name) {
    return message(id, 0x8180, name, A, "c00c 0001 0001 0000003c 0004 c0000201 |");
  }

  private static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(2 + message.length)
        .putShort((short) message.length)
        .put(message)
        .array();
  }

  private static List<Map<String, String>> rows(CaptureBytes capture) {
    return rows(capture, Options.NONE);
  }

  private static List<Map<String, String>> rows(CaptureBytes capture, Options options) {
    return Captures.read(
            List.of(Captures.file("a.pcap", capture.toBytes())), options, FiveTables.DNS)
        .tables()
        .get(0);
  }

  @Test
  void pairsAQueryWithItsResponse() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "Www.Example.org", A));
    capture.after(0.25).udp(SERVER, 53, CLIENT, 4000, answer(7, "wWW.example.ORG"));
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0))
        .containsEntry("c_ip", "10.0.0.1")
        .containsEntry("c_port", "4000")
        .containsEntry("s_ip", "10.0.0.53")
        .containsEntry("s_port", "53")
        .containsEntry("proto", "udp")
        .containsEntry("trans_id", "7")
        .containsEntry("query", "www.example.org")
        .containsEntry("query_raw", "Www.Example.org")
        .containsEntry("req_type", "A")
        .containsEntry("req_class", "IN")
        .containsEntry("resp_code", "NOERROR")
        .containsEntry("answers", "[192.0.2.1]")
        .containsEntry("answer_types", "[A]")
        .containsEntry("answer_ttls", "[60]")
        .containsEntry("flags_req", "8")
        .containsEntry("flags_resp", "12")
        .containsEntry("rtt", "0.25")
        .containsEntry("unanswered", "false")
        .containsEntry("src_file", "a.pcap")
        .containsEntry("src_line", "1");
  }

  @Test
  void givesUpAfterTheTimeout() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    capture.after(11).udp(SERVER, 53, CLIENT, 4000, answer(7, "a.example"));
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .containsEntry("unanswered", "true")
        .doesNotContainKey("resp_code")
        .doesNotContainKey("answers")
        .doesNotContainKey("rtt");
    assertThat(rows.get(1))
        .containsEntry("unanswered", "false")
        .containsEntry("c_ip", "10.0.0.1")
        .containsEntry("c_port", "4000")
        .containsEntry("query", "a.example")
        .doesNotContainKey("flags_req");
    assertThat(rows(capture, Options.NONE.with("dns-timeout", "12s"))).hasSize(1);
  }

  @Test
  void givesEveryRepeatedQueryARow() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    capture.after(1).udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    capture.after(1).udp(SERVER, 53, CLIENT, 4000, answer(7, "a.example"));
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).extracting(row -> row.get("rtt")).containsExactly("2.0", null);
    assertThat(rows).extracting(row -> row.get("src_line")).containsExactly("1", "2");
  }

  @Test
  void keepsQueriesOfOneIdentifierApartByTheirQuestions() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", 28));
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "b.example", A));
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    capture.udp(SERVER, 53, CLIENT, 4000, answer(7, "a.example"));
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).containsEntry("req_type", "A").containsEntry("query", "a.example");
    assertThat(rows)
        .extracting(row -> row.get("unanswered"))
        .containsExactly("false", "true", "true");
  }

  @Test
  void acceptsResponsesWithoutQuestion() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    byte[] refused = HexFormat.of().parseHex("000780050000000000000000");
    capture.udp(SERVER, 53, CLIENT, 4000, refused);
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0))
        .containsEntry("resp_code", "REFUSED")
        .containsEntry("query", "a.example");
  }

  @Test
  void readsTcpAndKnowsItFollowsATruncatedAnswer() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    capture.udp(SERVER, 53, CLIENT, 4000, message(7, 0x8380, "a.example", A, ""));
    capture.tcp(CLIENT, 4001, SERVER, 53, 99, 2);
    capture.tcp(SERVER, 53, CLIENT, 4001, 499, 18);
    byte[] asked = framed(query(8, "a.example", A));
    byte[] first = java.util.Arrays.copyOf(asked, 10);
    byte[] second = java.util.Arrays.copyOfRange(asked, 10, asked.length);
    capture.tcp(CLIENT, 4001, SERVER, 53, 110, 24, second);
    capture.tcp(CLIENT, 4001, SERVER, 53, 100, 24, first);
    capture.tcp(SERVER, 53, CLIENT, 4001, 500, 24, framed(answer(8, "a.example")));
    List<Map<String, String>> rows = rows(capture);
    assertThat(rows).extracting(row -> row.get("proto")).containsExactly("udp", "tcp");
    assertThat(rows).extracting(row -> row.get("tc")).containsExactly("true", "false");
    assertThat(rows).extracting(row -> row.get("truncated_retry")).containsExactly("false", "true");
    assertThat(rows.get(1)).containsEntry("answers", "[192.0.2.1]");
  }

  @Test
  void readsOtherPortsOnRequestOnly() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(CLIENT, 4000, SERVER, 5300, query(7, "a.example", A));
    assertThat(rows(capture)).isEmpty();
    assertThat(rows(capture, Options.NONE.with("dns-ports", "53,5300"))).hasSize(1);
    assertThatThrownBy(() -> rows(capture, Options.NONE.with("dns-ports", "53,x")))
        .isInstanceOf(WeirException.class)
        .hasMessage("Cannot use --dns-ports: not a port (x). Give numbers such as 53,5353.");
  }

  @Test
  void ignoresWhatIsNotDnsOnItsPort() {
    CaptureBytes capture = new CaptureBytes();
    capture.udp(
        CLIENT, 4000, SERVER, 53, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    capture.udp(CLIENT, 4000, SERVER, 53, (byte) 1);
    assertThat(rows(capture)).isEmpty();
  }

  @Test
  void pairsAcrossTheFilesOfARotatedCapture() {
    CaptureBytes capture = new CaptureBytes();
    int start = capture.length();
    capture.udp(CLIENT, 4000, SERVER, 53, query(7, "a.example", A));
    int middle = capture.length();
    capture.after(1).udp(SERVER, 53, CLIENT, 4000, answer(7, "a.example"));
    byte[] all = capture.toBytes();
    List<Map<String, String>> rows =
        Captures.read(
                List.of(
                    Captures.file("1.pcap", CaptureBytes.part(all, start, middle)),
                    Captures.file("2.pcap", CaptureBytes.part(all, middle, all.length))),
                Options.NONE,
                FiveTables.DNS)
            .tables()
            .get(0);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).containsEntry("rtt", "1.0").containsEntry("src_file", "1.pcap");
  }
}
