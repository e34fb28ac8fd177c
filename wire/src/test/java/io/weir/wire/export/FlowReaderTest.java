// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowReaderTest {
  private static final int UPTIME = 100_000;
  private static final int SECONDS = 1_700_000_000;
  private static final long EXPORTED = SECONDS * 1_000_000L;

  private final FlowReader reader = new FlowReader();
  private final List<String> flows = new ArrayList<>();

  private ExportOutcome read(byte[] datagram) {
    return reader.read(
        datagram,
        0,
        datagram.length,
        (flow, header) ->
            flows.add(
                "%x>%x %d>%d proto %d bytes %d packets %d sampling %d %d..%d"
                    .formatted(
                        flow.value(FlowRecord.SRC_ADDRESS),
                        flow.value(FlowRecord.DST_ADDRESS),
                        flow.value(FlowRecord.SRC_PORT),
                        flow.value(FlowRecord.DST_PORT),
                        flow.value(FlowRecord.PROTOCOL),
                        flow.value(FlowRecord.BYTES),
                        flow.value(FlowRecord.PACKETS),
                        flow.value(FlowRecord.SAMPLING),
                        flow.value(FlowRecord.START_MICROS) - EXPORTED,
                        flow.value(FlowRecord.END_MICROS) - EXPORTED)));
  }

  private static ByteBuffer v5(int count, int sequence) {
    return ByteBuffer.allocate(24 + 48 * count)
        .putShort((short) 5)
        .putShort((short) count)
        .putInt(UPTIME)
        .putInt(SECONDS)
        .putInt(0)
        .putInt(sequence)
        .putShort((short) 0x0102)
        .putShort((short) (0x4000 | 10));
  }

  private static ByteBuffer v5Record(ByteBuffer to) {
    return to.putInt(0x0a000001)
        .putInt(0x0a000002)
        .putInt(0)
        .putShort((short) 3)
        .putShort((short) 4)
        .putInt(7)
        .putInt(700)
        .putInt(UPTIME - 2000)
        .putInt(UPTIME - 500)
        .putShort((short) 1234)
        .putShort((short) 443)
        .put((byte) 0)
        .put((byte) 0x1b)
        .put((byte) 6)
        .put((byte) 0)
        .putShort((short) 65001)
        .putShort((short) 65002)
        .put((byte) 24)
        .put((byte) 16)
        .putShort((short) 0);
  }

  /** A v9 datagram of these sets. */
  private static byte[] v9(int sequence, int domain, byte[]... sets) {
    int length = 20;
    for (byte[] set : sets) {
      length += set.length;
    }
    ByteBuffer datagram =
        ByteBuffer.allocate(length)
            .putShort((short) 9)
            .putShort((short) sets.length)
            .putInt(UPTIME)
            .putInt(SECONDS)
            .putInt(sequence)
            .putInt(domain);
    for (byte[] set : sets) {
      datagram.put(set);
    }
    return datagram.array();
  }

  private static byte[] set(int id, int... shorts) {
    ByteBuffer set = ByteBuffer.allocate(4 + 2 * shorts.length);
    set.putShort((short) id).putShort((short) set.capacity());
    for (int value : shorts) {
      set.putShort((short) value);
    }
    return set.array();
  }

  private static final byte[] TEMPLATE = set(0, 256, 6, 8, 4, 12, 4, 7, 2, 11, 2, 4, 2, 1, 4);
  private static final byte[] DATA = set(256, 0x0a00, 1, 0x0a00, 2, 1234, 53, 17, 0, 99);

  private static final String FLOW =
      "a000001>a000002 1234>53 proto 17 bytes 99 packets 0 sampling 0 0..0";

  @Test
  void v5RecordsHaveTimesFromTheUptimeAndSamplingFromTheHeader() {
    byte[] datagram = v5Record(v5(1, 5)).array();
    assertThat(read(datagram)).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(flows)
        .containsExactly(
            "a000001>a000002 1234>443 proto 6 bytes 700 packets 7 sampling 10 -2000000..-500000");
  }

  @Test
  void v5RecordsBeforeACutAreKept() {
    byte[] whole = v5Record(v5(2, 5)).array();
    byte[] cut = java.util.Arrays.copyOf(whole, 24 + 48 + 10);
    assertThat(read(cut)).isEqualTo(new ExportOutcome.Malformed(1, "v5 record cut off", 72));
    assertThat(flows).hasSize(1);
  }

  @Test
  void dataBeforeItsTemplateIsCountedAndDataAfterItIsRead() {
    assertThat(read(v9(1, 7, DATA))).isEqualTo(new ExportOutcome.NeedsTemplate(0, 1, DATA.length));
    assertThat(read(v9(2, 7, TEMPLATE, DATA))).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(read(v9(1, 8, DATA))).isInstanceOf(ExportOutcome.NeedsTemplate.class);
    assertThat(flows).containsExactly(FLOW);
  }

  @Test
  void aChangedTemplateCountsFromThenOn() {
    read(v9(1, 7, TEMPLATE, DATA));
    byte[] swapped = set(0, 256, 6, 12, 4, 8, 4, 7, 2, 11, 2, 4, 2, 1, 4);
    read(v9(2, 7, swapped, DATA));
    assertThat(flows).containsExactly(FLOW, FLOW.replace("a000001>a000002", "a000002>a000001"));
  }

  @Test
  void samplingOfAnOptionsRecordGoesToTheFlowsOfItsSampler() {
    byte[] optionsTemplate = set(1, 300, 4, 8, 1, 4, 48, 2, 50, 4, 0);
    byte[] options = set(300, 0, 0, 9, 0, 1000);
    byte[] template = set(0, 256, 3, 8, 4, 12, 4, 48, 2);
    byte[] data = set(256, 0x0a00, 1, 0x0a00, 2, 9, 0x0a00, 1, 0x0a00, 2, 8);
    read(v9(1, 7, optionsTemplate, options, template, data));
    assertThat(flows).hasSize(2);
    assertThat(flows.get(0)).contains("sampling 1000");
    assertThat(flows.get(1)).contains("sampling 0");
    assertThat(reader.optionRecords()).isEqualTo(1);
  }

  @Test
  void fieldsThatTellTheirOwnLengthAreSkippedOver() {
    byte[] template = set(0, 256, 3, 371, 65535, 8, 4, 12, 4);
    byte[] data = set(256, 0x0361, 0x6263, 0x0a00, 1, 0x0a00, 2);
    assertThat(read(v9(1, 7, template, data))).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(flows)
        .containsExactly(
            FLOW.replaceAll("1234>53.*", "0>0 proto 0 bytes 0 packets 0 sampling 0 0..0"));
  }

  @Test
  void lostDatagramsAreCountedAndLateOnesTakenBack() {
    read(v9(1, 7, TEMPLATE));
    read(v9(4, 7, DATA));
    assertThat(reader.lost()).isEqualTo(2);
    read(v9(3, 7, DATA));
    assertThat(reader.lost()).isEqualTo(1);
    read(v9(0xfffff000, 7, DATA));
    assertThat(reader.restarts()).isEqualTo(1);
  }

  @Test
  void setsThatReachBeyondTheDatagramAreMalformedAtTheirOffset() {
    byte[] datagram = v9(1, 7, TEMPLATE, DATA);
    datagram[20 + TEMPLATE.length + 3] = 99;
    assertThat(read(datagram))
        .isEqualTo(
            new ExportOutcome.Malformed(
                0, "set reaches beyond the datagram", 20 + TEMPLATE.length));
  }

  @Test
  void aStormOfTemplatesIsForgottenOldestFirst() {
    for (int i = 0; i < ExportDecoder.MOST_TEMPLATES + 10; i++) {
      read(v9(i, i, TEMPLATE));
    }
    assertThat(read(v9(1, 0, DATA))).isInstanceOf(ExportOutcome.NeedsTemplate.class);
    assertThat(read(v9(1, 4000, DATA))).isEqualTo(new ExportOutcome.Decoded(1));
  }
}
