// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IpfixTest {
  private static final long EXPORTED = ExportDatagram.SECONDS * 1_000_000L;
  private static final int ENTERPRISE = 0x8000;

  private final FlowReader reader = new FlowReader();
  private final List<FlowRecord> flows = new ArrayList<>();

  private ExportOutcome read(ExportDatagram datagram) {
    return read(datagram.ipfix());
  }

  private ExportOutcome read(byte[] message) {
    return reader.read(
        message,
        0,
        message.length,
        (flow, header) -> {
          FlowRecord copy = new FlowRecord();
          copy.copy(flow);
          flows.add(copy);
        });
  }

  private static ExportDatagram message(int sequence) {
    return ExportDatagram.v9(sequence, 7);
  }

  private long value(int flow, int field) {
    return flows.get(flow).value(field);
  }

  @Test
  void fieldsThatTellTheirLengthAreReadOrPassedOver() {
    // A name of variable length between the source and the protocol, short and long form.
    ExportDatagram message = message(1).set(2, 300, 3, 8, 4, 96, 0xffff, 4, 1);
    String longForm = "0a000002 ff0003 616263 11";
    ExportOutcome outcome = read(message.hex(300, "0a000001 02 6869 06" + longForm));
    assertThat(outcome).isEqualTo(new ExportOutcome.Decoded(2));
    assertThat(value(0, FlowRecord.PROTOCOL)).isEqualTo(6);
    assertThat(value(1, FlowRecord.SRC_ADDRESS)).isEqualTo(0x0a000002);
    assertThat(value(1, FlowRecord.PROTOCOL)).isEqualTo(17);
  }

  @Test
  void elementsOfEnterprisesAreNotTakenForIanas() {
    ExportDatagram message =
        message(1).set(2, 300, 2, 8, 4, ENTERPRISE | 4, 1, 0, 9999).hex(300, "0a000001 63");
    assertThat(read(message)).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(flows.get(0).has(FlowRecord.PROTOCOL)).isFalse();
  }

  @Test
  void otherDirectionHasElementsOfItsOwn() {
    ExportDatagram message =
        message(1)
            .set(2, 300, 4, 1, 8, 2, 4, ENTERPRISE | 1, 8, 0, 29_305, ENTERPRISE | 2, 4, 0, 29_305)
            .hex(300, "0000000000000064 00000002 00000000000000c8 00000003");
    assertThat(read(message)).isEqualTo(new ExportOutcome.Decoded(1));
    assertThat(value(0, FlowRecord.BYTES)).isEqualTo(100);
    assertThat(value(0, FlowRecord.PACKETS)).isEqualTo(2);
    assertThat(value(0, FlowRecord.REVERSE_BYTES)).isEqualTo(200);
    assertThat(value(0, FlowRecord.REVERSE_PACKETS)).isEqualTo(3);
  }

  @Test
  void optionsTellSamplingBySelectorWhichIsTheirScope() {
    // Scope selectorId 302; samplingPacketInterval 305, samplingPacketSpace 306.
    read(
        message(1)
            .set(3, 400, 3, 1, 302, 4, 305, 4, 306, 4)
            .hex(400, "00000005 00000001 00000063"));
    read(message(2).set(2, 300, 2, 8, 4, 302, 4).hex(300, "0a000001 00000005"));
    assertThat(value(0, FlowRecord.SAMPLING)).isEqualTo(100);
    assertThat(reader.optionRecords()).isEqualTo(1);
  }

  @Test
  void uptimesCountFromWhenTheExporterBegan() {
    read(message(1).set(2, 300, 2, 22, 4, 21, 4).hex(300, "000003e8 000007d0"));
    // Without its beginning they say nothing: the export's time is all that is known.
    assertThat(value(0, FlowRecord.START_MICROS)).isEqualTo(EXPORTED);
    // It is told in options: systemInitTimeMilliseconds 160.
    read(message(2).set(3, 400, 2, 1, 149, 4, 160, 8).hex(400, "00000007 0000018bcfe56800"));
    read(message(3).hex(300, "000003e8 000007d0"));
    assertThat(value(1, FlowRecord.START_MICROS)).isEqualTo(EXPORTED + 1_000_000);
    assertThat(value(1, FlowRecord.END_MICROS)).isEqualTo(EXPORTED + 2_000_000);
  }

  @Test
  void timesAreReadInEveryUnit() {
    // flowStartDeltaMicroseconds 158, flowDurationMicroseconds 162; seconds 150 and 151.
    read(message(1).set(2, 300, 2, 158, 4, 162, 4).hex(300, "000f4240 0007a120"));
    assertThat(value(0, FlowRecord.START_MICROS)).isEqualTo(EXPORTED - 1_000_000);
    assertThat(value(0, FlowRecord.END_MICROS)).isEqualTo(EXPORTED - 500_000);
    read(message(2).set(2, 301, 2, 150, 4, 151, 4).hex(301, "6553f100 6553f101"));
    assertThat(value(1, FlowRecord.START_MICROS)).isEqualTo(EXPORTED);
    assertThat(value(1, FlowRecord.END_MICROS)).isEqualTo(EXPORTED + 1_000_000);
  }

  @Test
  void withdrawnTemplatesAreForgotten() {
    ExportDatagram templates = message(1).set(2, 300, 1, 4, 1, 301, 1, 4, 1);
    read(templates);
    assertThat(read(message(1).hex(300, "06"))).isEqualTo(new ExportOutcome.Decoded(1));
    read(message(2).set(2, 300, 0));
    assertThat(read(message(2).hex(300, "06"))).isEqualTo(new ExportOutcome.NeedsTemplate(0, 1, 5));
    assertThat(read(message(2).hex(301, "06"))).isEqualTo(new ExportOutcome.Decoded(1));
    read(message(3).set(2, 2, 0)); // All templates of the domain.
    assertThat(read(message(3).hex(301, "06"))).isInstanceOf(ExportOutcome.NeedsTemplate.class);
  }

  @Test
  void templatesCountInTheirObservationDomain() {
    read(ExportDatagram.v9(1, 1).set(2, 300, 1, 4, 1));
    ExportOutcome outcome = read(ExportDatagram.v9(1, 2).hex(300, "06"));
    assertThat(outcome).isInstanceOf(ExportOutcome.NeedsTemplate.class);
  }

  @Test
  void lostRecordsAreToldByTheSequence() {
    read(message(0).set(2, 300, 1, 4, 1).hex(300, "06 11"));
    read(message(2).hex(300, "06"));
    read(message(8).hex(300, "06"));
    assertThat(reader.lost(10)).isEqualTo(5);
  }

  @Test
  void recordsThatNobodyCouldCountAreNotLost() {
    read(message(0).hex(300, "06 11"));
    read(message(2).set(2, 300, 1, 4, 1).hex(300, "06"));
    assertThat(reader.lost(10)).isZero();
  }

  @Test
  void brokenMessagesAreRefused() {
    byte[] message = message(1).set(2, 300, 1, 4, 1).hex(300, "06").ipfix();
    assertThat(read(Arrays.copyOf(message, 10)))
        .isEqualTo(new ExportOutcome.Malformed(0, "IPFIX header cut off", 10));
    assertThat(read(Arrays.copyOf(message, 20)))
        .isEqualTo(new ExportOutcome.Malformed(0, "IPFIX message cut off", 2));
    assertThat(read(Arrays.copyOf(message, message.length + 1)))
        .isEqualTo(
            new ExportOutcome.Malformed(1, "bytes behind the IPFIX message", message.length));
    assertThat(read(message(1).set(2, 300, 9, 4, 1)))
        .isEqualTo(new ExportOutcome.Malformed(0, "template cut off", 16));
    assertThat(read(message(1).set(3, 300, 1)))
        .isEqualTo(new ExportOutcome.Malformed(0, "template cut off", 16));
    assertThat(read(message(1).set(2, 77, 1, 4, 1)))
        .isEqualTo(new ExportOutcome.Malformed(0, "template number below 256", 16));
  }

  @Test
  void messageThatCountsItselfShortIsReadAsFarAsItsSetReaches() {
    byte[] message = message(1).set(2, 300, 1, 4, 1).hex(300, "06 11 01 01").ipfix();
    message[3] = (byte) (message[3] - 2);
    assertThat(read(message)).isEqualTo(new ExportOutcome.Decoded(4));
  }
}
