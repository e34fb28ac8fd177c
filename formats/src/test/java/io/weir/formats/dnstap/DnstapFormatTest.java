// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnstapFormatTest {
  private static final int CLIENT_QUERY = 5;
  private static final int CLIENT_RESPONSE = 6;
  private static final int RESOLVER_QUERY = 3;

  private static final String ROW =
      """
      c_ip="10.0.0.1" c_port=4000 s_ip="10.0.0.53" s_port=53 trans_id="7" query="a.test" req_class="IN" req_type="A" req_time=1.7000000005E9 resp_time=1.7000000007500002E9 resp_code="NOERROR" flags_req=8 flags_resp=44 answers=["192.0.2.7"] answer_types=["A"] answer_ttls=[60] proto="udp" rtt=0.25 rcode=0 qtype_num=1 qclass_num=1 opcode=0 opcode_name="QUERY" aa=true tc=false rd=true ra=true ad=false cd=false z=0 rejected=false qdcount=1 ancount=1 nscount=0 arcount=0 msg_size_req=24 msg_size_resp=40 authority=[] additional=[] unanswered=false truncated_retry=false ts=2023-11-14T22:13:20.500Z ts_end=2023-11-14T22:13:20.750Z day=2023-11-14 source="dnstap" sensor="ns" src_file="answers.dnstap" src_line=1\
      """;

  private final DnstapFormat format = new DnstapFormat();

  private Reading read(byte[] content, Options options) {
    BytesFile file = BytesFile.of("answers.dnstap", content);
    Scan scan = new Scan(List.of(TableScan.all(FiveTables.DNS)), TimeRange.ALL, options);
    return Reading.of(format, List.of(Split.whole(file)), scan);
  }

  /** Threads of a server write each their own messages. */
  private static byte[] good() {
    return new DnstapBytes()
        .message(CLIENT_RESPONSE, 1_700_000_000, 750_000_000, DnstapBytes.response(7))
        .message(CLIENT_QUERY, 1_700_000_000, 500_000_000, DnstapBytes.query(7))
        .message(RESOLVER_QUERY, 1_700_000_001, 0, DnstapBytes.query(8))
        .stop()
        .bytes();
  }

  @Test
  void queryAndResponseAreOneRowWhateverTheirOrder() {
    Reading reading = read(good(), Options.NONE);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(3);
    assertThat(
            reading
                .text()
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll(" (uid|community_id)=\"[^\"]*\"", ""))
        .isEqualTo(ROW);
    assertThat(reading.table()).hasSize(2);
  }

  @Test
  void whatIsNotToldIsNull() {
    byte[] content =
        new DnstapBytes()
            .messageOfClient(CLIENT_QUERY, 1_700_000_000, 0, DnstapBytes.query(7))
            .messageOfClient(CLIENT_RESPONSE, 1_700_000_000, 1000, DnstapBytes.response(7))
            .stop()
            .bytes();
    Reading reading = read(content, Options.NONE);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.table()).hasSize(1);
    assertThat(reading.text())
        .contains("c_ip=\"10.0.0.1\" c_port=4000 trans_id=")
        .doesNotContain("s_ip", "s_port", "community_id");
  }

  @Test
  void onlySomeRolesAreReadWhenAsked() {
    assertThat(read(good(), Options.NONE.with("dnstap-messages", "resolver, stub")).table())
        .hasSize(1);
    assertThatThrownBy(() -> format.check(Options.NONE.with("dnstap-messages", "clients")))
        .hasMessageContaining("there are no such messages");
  }

  @Test
  void badFramesAreRejected() {
    byte[] content =
        new DnstapBytes()
            .frame(new byte[] {1, 2, 3})
            .message(CLIENT_QUERY, 1, 0, new byte[] {1})
            .message(99, 1, 0, DnstapBytes.query(7))
            .message(CLIENT_QUERY, 1_700_000_001, 0, DnstapBytes.query(8))
            .bytes();
    byte[] cut = Arrays.copyOf(content, content.length + 6);
    cut[content.length + 3] = 9;
    Reading reading = read(cut, Options.NONE);
    assertThat(reading.rejects().reasons())
        .containsExactly(
            "broken protocol buffer",
            "no DNS message in the dnstap frame",
            "unknown message type",
            "truncated frame");
    assertThat(reading.table()).hasSize(1);
    cut[content.length] = 1;
    assertThat(read(cut, Options.NONE).rejects().reasons()).endsWith("frame too long");
  }

  @Test
  void messagesLongerThanDnsAllowsAreRejected() {
    byte[] longest = Arrays.copyOf(DnstapBytes.query(7), 65_535);
    byte[] content =
        new DnstapBytes()
            .message(CLIENT_QUERY, 1_700_000_000, 0, longest)
            .message(CLIENT_QUERY, 1_700_000_000, 1, Arrays.copyOf(longest, 65_536))
            .stop()
            .bytes();
    Reading reading = read(content, Options.NONE);
    assertThat(reading.rejects().reasons()).containsExactly("DNS message too long");
    assertThat(reading.table()).hasSize(1);
  }

  /** The first of so many is handed over before the file's end tells of an earlier one. */
  @Test
  void notMoreThan64MebibytesWaitForEarlierMessages() {
    byte[] longest = Arrays.copyOf(DnstapBytes.query(7), 65_535);
    DnstapBytes many = new DnstapBytes();
    for (int i = 0; i < 1030; i++) {
      many.message(CLIENT_QUERY, 1_700_000_001, i, longest);
    }
    byte[] content =
        many.message(CLIENT_QUERY, 1_700_000_000, 0, DnstapBytes.query(9)).stop().bytes();
    Reading reading = read(content, Options.NONE);
    String late =
        reading
            .text()
            .lines()
            .filter(row -> row.contains("trans_id=\"9\""))
            .findFirst()
            .orElseThrow();
    assertThat(late).doesNotContain("src_line=1 ").doesNotEndWith("src_line=1");
  }

  @Test
  void streamsOneBehindTheOtherAreRead() {
    byte[] second =
        new DnstapBytes().message(CLIENT_QUERY, 1_700_000_002, 0, DnstapBytes.query(9)).bytes();
    Reading reading = read(joined(good(), second), Options.NONE);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(4);
    assertThat(reading.table()).hasSize(3);
  }

  @Test
  void bytesBehindTheEndOfTheStreamAreRejected() {
    byte[] stop = new DnstapBytes().stop().bytes();
    byte[] another = Arrays.copyOfRange(stop, stop.length - 12, stop.length);
    byte[] frame = {0, 0, 0, 1, 0};
    for (byte[] rest : List.of(new byte[] {1}, new byte[6], frame, another)) {
      Reading reading = read(joined(good(), rest), Options.NONE);
      assertThat(reading.rejects().reasons()).containsExactly("bytes behind the end of the stream");
      assertThat(reading.recordsRead()).isEqualTo(3);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void onlyFrameStreamsOfDnstapAreRecognised() {
    Recognition yes = format.recognise(FormatSample.head(BytesFile.of("x", good())), Options.NONE);
    assertThat(yes.why()).isEqualTo("Frame Streams of protobuf:dnstap.Dnstap");
    byte[] other = good();
    other[20] = 'X';
    assertThat(format.recognise(FormatSample.head(BytesFile.of("x", other)), Options.NONE))
        .isInstanceOf(Recognition.No.class);
    assertThat(format.recognise(FormatSample.head(BytesFile.of("x", "a")), Options.NONE))
        .isInstanceOf(Recognition.No.class);
  }
}
