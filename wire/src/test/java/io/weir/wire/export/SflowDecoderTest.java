// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SflowDecoderTest {
  /** Agent 192.0.2.9, sub-agent 1, datagram 5, up for 1000 ms, so many samples. */
  private static final String HEAD = "00000005 00000001 c0000209 00000001 00000005 000003e8 ";

  /** Ethernet with VLAN 12, IPv4 of 60 bytes, TCP from 10.0.0.1:443 to 10.0.0.2:50000, SYN, ACK. */
  private static final String FRAME =
      "020000000002 020000000001 8100000c 0800"
          + "4520003c00010000 40060000 0a000001 0a000002"
          + "01bbc350 00000001 00000002 50120400 00000000";

  private final SflowDecoder decoder = new SflowDecoder();
  private final List<FlowRecord> flows = new ArrayList<>();
  private final List<String> counters = new ArrayList<>();

  private final SflowSink sink =
      new SflowSink() {
        @Override
        public void flow(FlowRecord flow, SflowHeader header) {
          FlowRecord copy = new FlowRecord();
          copy.copy(flow);
          flows.add(copy);
        }

        @Override
        public void counters(SflowCounters record, SflowHeader header) {
          counters.add(
              "%d %d:%d %d/%d %d bytes %d"
                  .formatted(
                      record.sequence(),
                      record.sourceType(),
                      record.sourceIndex(),
                      record.enterprise(),
                      record.format(),
                      record.length(),
                      record.u64(8)));
        }
      };

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  /** Type or format, length, content. */
  private static String part(int type, String content) {
    return "%08x%08x".formatted(type, hex(content).length) + content;
  }

  private static String raw() {
    int length = hex(FRAME).length;
    String padding = "00".repeat((4 - length % 4) % 4);
    return part(1, "00000001 0000004e 00000004 %08x".formatted(length) + FRAME + padding);
  }

  private ExportOutcome read(String samples) {
    byte[] datagram = hex(samples);
    return decoder.decode(datagram, 0, datagram.length, 1_000_000, sink);
  }

  private static Map<Integer, Long> values(FlowRecord flow) {
    Map<Integer, Long> values = new TreeMap<>();
    for (int i = 0; i < FlowRecord.FIELDS; i++) {
      if (flow.has(i)) {
        values.put(i, flow.value(i));
      }
    }
    return values;
  }

  private static Map<Integer, Long> packet() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry(FlowRecord.START_MICROS, 1_000_000L),
            Map.entry(FlowRecord.END_MICROS, 1_000_000L),
            Map.entry(FlowRecord.PACKETS, 1L),
            Map.entry(FlowRecord.BYTES, 60L),
            Map.entry(FlowRecord.SRC_ADDRESS, 0x0a000001L),
            Map.entry(FlowRecord.DST_ADDRESS, 0x0a000002L),
            Map.entry(FlowRecord.IP_VERSION, 4L),
            Map.entry(FlowRecord.PROTOCOL, 6L),
            Map.entry(FlowRecord.TOS, 0x20L),
            Map.entry(FlowRecord.SRC_PORT, 443L),
            Map.entry(FlowRecord.DST_PORT, 50_000L),
            Map.entry(FlowRecord.TCP_FLAGS, 0x12L),
            Map.entry(FlowRecord.VLAN, 12L),
            Map.entry(FlowRecord.INPUT, 3L),
            Map.entry(FlowRecord.OUTPUT, 4L),
            Map.entry(FlowRecord.DIRECTION, 0L),
            Map.entry(FlowRecord.SAMPLING, 512L)));
  }

  @Test
  void headersOfSampledPacketsAreDecoded() {
    String sample = "00000001 00000003 00000200 00000000 00000000 00000003 00000004 00000001";
    assertThat(read(HEAD + "00000001" + part(1, sample + raw())))
        .isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(values(flows.get(0))).isEqualTo(packet());
    assertThat(decoder.header().agentLow()).isEqualTo(0xffff_c000_0209L);
    assertThat(decoder.header().uptimeMillis()).isEqualTo(1000);
  }

  @Test
  void expandedSamplesTellInterfacesInTwoNumbers() {
    String sample =
        "00000001 00000000 00000004 00000200 00000000 00000000"
            + "00000000 00000003 00000000 00000004 00000001";
    assertThat(read(HEAD + "00000001" + part(3, sample + raw())))
        .isEqualTo(new ExportOutcome.Decoded(1));
    Map<Integer, Long> expected = packet();
    expected.put(FlowRecord.DIRECTION, 1L); // The source is where it went out.
    assertThat(values(flows.get(0))).isEqualTo(expected);
  }

  @Test
  void routersAddWhatTheyKnow() {
    String router = part(1002, "00000001 0a0000fe 00000018 00000010");
    String gateway =
        part(
            1003,
            "00000001 0a0000fe 0000fde8 0000fde9 0000fdea"
                + "00000001 00000002 00000002 0000fdeb 0000fdec 00000000 00000000");
    String sample = "00000001 00000003 00000200 00000000 00000000 3fffffff c0000001 00000002";
    read(HEAD + "00000001" + part(1, sample + router + gateway));
    FlowRecord flow = flows.get(0);
    assertThat(flow.value(FlowRecord.NEXT_HOP)).isEqualTo(0x0a0000fe);
    assertThat(flow.value(FlowRecord.SRC_AS)).isEqualTo(65_001);
    assertThat(flow.value(FlowRecord.DST_AS)).isEqualTo(65_004);
    assertThat(flow.has(FlowRecord.INPUT) || flow.has(FlowRecord.OUTPUT)).isFalse();
  }

  @Test
  void packetsThatTheAgentTookApartAreReadToo() {
    String sampled =
        part(3, "00000064 00000011 0a000001 0a000002 00000035 0000c350 00000000 00000008");
    String sample = "00000001 00000003 00000200 00000000 00000000 00000003 00000004 00000001";
    read(HEAD + "00000001" + part(1, sample + sampled));
    FlowRecord flow = flows.get(0);
    assertThat(flow.value(FlowRecord.BYTES)).isEqualTo(100);
    assertThat(flow.value(FlowRecord.PROTOCOL)).isEqualTo(17);
    assertThat(flow.value(FlowRecord.SRC_PORT)).isEqualTo(53);
    assertThat(flow.value(FlowRecord.TOS)).isEqualTo(8);
  }

  @Test
  void countersAreHandedOverByTheirStructure() {
    String known = part(1, "00000003 00000006 000000003b9aca00");
    String other = part(4300 << 12 | 7, "00000001");
    ExportOutcome outcome =
        read(
            HEAD
                + "00000002"
                + part(2, "00000009 00000003 00000002" + known + other)
                + part(4, "0000000a 00000002 00000005 00000001" + other));
    assertThat(outcome).isEqualTo(new ExportOutcome.Decoded(0));
    assertThat(counters)
        .containsExactly(
            "9 0:3 0/1 16 bytes 1000000000", "9 0:3 4300/7 4 bytes -1", "10 2:5 4300/7 4 bytes -1");
  }

  @Test
  void unknownSamplesAndRecordsArePassedOver() {
    String sample = "00000001 00000003 00000200 00000000 00000000 00000003 00000004 00000001";
    ExportOutcome outcome =
        read(HEAD + "00000002" + part(5, "00000001") + part(1, sample + part(2003, "01020304")));
    assertThat(outcome).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(flows.get(0).has(FlowRecord.IP_VERSION)).isFalse();
  }

  @Test
  void samplesThatAreCutAreRefused() {
    String sample = "00000001 00000003 00000200 00000000 00000000 00000003 00000004 00000001";
    byte[] whole = hex(HEAD + "00000002" + part(1, sample + raw()) + part(1, sample + raw()));
    assertThat(decoder.decode(whole, 0, whole.length - 1, 0, sink))
        .isEqualTo(new ExportOutcome.Malformed(1, "sample cut off", 28 + (whole.length - 28) / 2));
    assertThat(read(HEAD + "00000001" + part(1, sample.substring(9))))
        .isEqualTo(new ExportOutcome.Malformed(0, "flow sample cut off", 28));
    assertThat(read(HEAD + "00000001" + part(1, sample)))
        .isEqualTo(new ExportOutcome.Malformed(0, "record cut off", 28));
    assertThat(
            read(
                HEAD
                    + "00000001"
                    + part(1, sample + part(1, "00000001 00000001 00000000 0000ffff"))))
        .isEqualTo(new ExportOutcome.Malformed(0, "flow record cut off", 28));
    assertThat(read(HEAD + "00000001" + part(2, "00000009 00000003")))
        .isEqualTo(new ExportOutcome.Malformed(0, "counters sample cut off", 28));
    byte[] header = Arrays.copyOf(hex(HEAD), 20);
    assertThat(decoder.decode(header, 0, 20, 0, sink))
        .isEqualTo(new ExportOutcome.Malformed(0, "no sFlow header", 0));
  }
}
