// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What real exporters do that a reader of RFC 3954 might not expect. */
class ExportQuirksTest {
  private static final String[] NAMES = new String[FlowRecord.FIELDS];

  static {
    NAMES[FlowRecord.SRC_ADDRESS] = "src";
    NAMES[FlowRecord.DST_ADDRESS] = "dst";
    NAMES[FlowRecord.SRC_PORT] = "sport";
    NAMES[FlowRecord.DST_PORT] = "dport";
    NAMES[FlowRecord.PROTOCOL] = "proto";
    NAMES[FlowRecord.BYTES] = "bytes";
    NAMES[FlowRecord.PACKETS] = "packets";
    NAMES[FlowRecord.REVERSE_BYTES] = "back";
    NAMES[FlowRecord.SAMPLING] = "sampling";
    NAMES[FlowRecord.INPUT] = "in";
    NAMES[FlowRecord.NAT_SRC_ADDRESS] = "nat-src";
    NAMES[FlowRecord.NAT_DST_ADDRESS] = "nat-dst";
    NAMES[FlowRecord.NAT_SRC_PORT] = "nat-sport";
    NAMES[FlowRecord.NAT_DST_PORT] = "nat-dport";
    NAMES[FlowRecord.ICMP] = "icmp";
    NAMES[FlowRecord.VLAN] = "vlan";
  }

  private final FlowReader reader = new FlowReader();
  private final List<String> flows = new ArrayList<>();

  private ExportOutcome read(ExportDatagram datagram) {
    byte[] bytes = datagram.build();
    return reader.read(bytes, 0, bytes.length, (flow, header) -> flows.add(text(flow)));
  }

  private static String text(FlowRecord flow) {
    StringBuilder text = new StringBuilder();
    for (int field = 0; field < NAMES.length; field++) {
      if (NAMES[field] != null && flow.has(field)) {
        text.append(' ')
            .append(NAMES[field])
            .append('=')
            .append(Long.toHexString(flow.value(field)));
      }
    }
    return text.toString().strip();
  }

  @Test
  void severalTemplatesInOneSetAndAPacketOfAllKindsAreRead() {
    ExportDatagram all =
        ExportDatagram.v9(1, 7)
            .set(0, 256, 2, 8, 4, 12, 4, 257, 1, 7, 2, 258, 2, 8, 4, 1, 4)
            .set(258, 0x0a00, 1, 0, 99)
            .set(1, 300, 4, 4, 1, 4, 34, 4)
            .set(300, 0, 0, 0, 100)
            .set(257, 80, 443)
            .set(256, 0x0a00, 1, 0x0a00, 2);
    assertThat(read(all)).isEqualTo(new ExportOutcome.Decoded(4));
    assertThat(flows)
        .containsExactly(
            "src=a000001 bytes=63",
            "sport=50 sampling=64",
            "sport=1bb sampling=64",
            "src=a000001 dst=a000002 sampling=64");
    assertThat(reader.optionRecords()).isEqualTo(1);
  }

  @Test
  void dataBeforeItsTemplateIsCountedOnceASetAndNotKept() {
    ExportDatagram early = ExportDatagram.v9(1, 7).set(256, 1, 2, 3).set(257, 4).set(256, 5);
    assertThat(read(early)).isEqualTo(new ExportOutcome.NeedsTemplate(0, 3, 10 + 6 + 6));
    assertThat(read(ExportDatagram.v9(2, 7).set(0, 256, 1, 7, 2))).isEqualTo(decoded(0));
    assertThat(read(ExportDatagram.v9(3, 7).set(256, 80).set(257, 4)))
        .isEqualTo(new ExportOutcome.NeedsTemplate(1, 1, 6));
    assertThat(flows).containsExactly("sport=50");
    assertThat(reader.lost()).isZero();
  }

  @Test
  void paddingIsNoRecordWhateverItsLength() {
    read(ExportDatagram.v9(1, 7).set(0, 256, 2, 7, 2, 4, 1));
    // Two records of three bytes, then two of padding.
    assertThat(read(ExportDatagram.v9(2, 7).hex(256, "0050 06 01bb 11 0000")))
        .isEqualTo(decoded(2));
    // Zeros to the end of the datagram, as Palo Alto's firewalls send them.
    assertThat(read(ExportDatagram.v9(3, 7).hex(256, "0051 06 00").zeros(1200)))
        .isEqualTo(decoded(1));
    // A template set with padding behind its last template.
    assertThat(read(ExportDatagram.v9(4, 7).set(0, 260, 1, 7, 2, 0, 0).set(260, 9, 10)))
        .isEqualTo(decoded(2));
    assertThat(flows)
        .containsExactly(
            "sport=50 proto=6", "sport=1bb proto=11", "sport=51 proto=6", "sport=9", "sport=a");
  }

  @Test
  void fieldsOfUnusualLengthAreNumbersAndOddAddressesAreLeftOut() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7)
            // bytes in three, packets in eight, proto in two, port in four, an address of five
            .set(0, 256, 6, 1, 3, 2, 8, 4, 2, 7, 4, 8, 5, 10, 1)
            .hex(256, "010203 0000000100000002 0006 00000050 0a00000001 09");
    assertThat(read(datagram)).isEqualTo(decoded(1));
    assertThat(flows).containsExactly("sport=50 proto=6 bytes=10203 packets=100000002 in=9");
  }

  @Test
  void templateOfNoBytesMakesNoRecordsAndNoLoop() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7)
            .set(0, 256, 2, 7, 0, 4, 0)
            .set(0, 257, 0)
            .set(256, 1, 2, 3)
            .set(257, 4);
    assertThat(read(datagram)).isEqualTo(decoded(0));
    assertThat(flows).isEmpty();
  }

  @Test
  void fieldsOfNoLengthBesideOthersAreZero() {
    ExportDatagram datagram = ExportDatagram.v9(1, 7).set(0, 256, 2, 4, 0, 7, 2).set(256, 53);
    assertThat(read(datagram)).isEqualTo(decoded(1));
    assertThat(flows).containsExactly("sport=35 proto=0");
  }

  @Test
  void mplsLabelsAndOtherUnknownFieldsAreSteppedOver() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7)
            // three labels (70, 71, 72), the type of the top label (46), a vendor's field
            .set(0, 256, 7, 8, 4, 70, 3, 71, 3, 72, 3, 46, 1, 33_002, 6, 12, 4)
            .hex(256, "0a000001 010203 040506 070809 01 aabbccddeeff 0a000002");
    assertThat(read(datagram)).isEqualTo(decoded(1));
    assertThat(flows).containsExactly("src=a000001 dst=a000002");
  }

  @Test
  void endsAfterNatAreFieldsOfTheirOwnByIanasNumbersAndByCiscosOldOnes() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7)
            .set(0, 256, 5, 8, 4, 225, 4, 226, 4, 227, 2, 228, 2)
            .hex(256, "0a000001 c0000201 c0000202 1111 2222")
            .set(0, 257, 5, 8, 4, 40001, 4, 40002, 4, 40003, 2, 40004, 2)
            .hex(257, "0a000001 c0000203 c0000204 3333 4444");
    assertThat(read(datagram)).isEqualTo(decoded(2));
    assertThat(flows)
        .containsExactly(
            "src=a000001 nat-src=c0000201 nat-dst=c0000202 nat-sport=1111 nat-dport=2222",
            "src=a000001 nat-src=c0000203 nat-dst=c0000204 nat-sport=3333 nat-dport=4444");
  }

  @Test
  void samplersOfOptionsCountForTheirDomainAndSamplerOnly() {
    read(
        ExportDatagram.v9(1, 7)
            .set(1, 300, 4, 8, 1, 4, 48, 2, 50, 4)
            .set(300, 0, 0, 9, 0, 1000, 0, 0, 8, 0, 500));
    int[] template = {256, 2, 48, 2, 7, 2};
    read(ExportDatagram.v9(2, 7).set(0, template).set(256, 9, 80, 8, 81, 7, 82));
    read(ExportDatagram.v9(1, 8).set(0, template).set(256, 9, 83));
    assertThat(flows)
        .containsExactly("sport=50 sampling=3e8", "sport=51 sampling=1f4", "sport=52", "sport=53");
    assertThat(reader.optionRecords()).isEqualTo(2);
  }

  @Test
  void optionsWithoutScopeLengthAsJunipersAreRead() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7)
            .set(1, 300, 4, 8, 1, 0, 35, 1, 34, 4)
            .hex(300, "02 00000064")
            .set(0, 256, 1, 7, 2)
            .set(256, 80);
    assertThat(read(datagram)).isEqualTo(decoded(1));
    assertThat(flows).containsExactly("sport=50 sampling=64");
  }

  @Test
  void intervalOfZeroSaysNothing() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7).set(0, 256, 2, 34, 4, 7, 2).set(256, 0, 0, 80);
    read(datagram);
    assertThat(flows).containsExactly("sport=50");
  }

  @Test
  void flowsStartCountsMoreThanItsEventsTime() {
    List<Long> starts = new ArrayList<>();
    byte[] bytes =
        ExportDatagram.v9(1, 7)
            .set(0, 256, 2, 152, 8, 323, 8, 257, 1, 323, 8)
            .hex(256, "0000018bcfe56800 0000018bcfe56fd0")
            .hex(257, "0000018bcfe56fd0")
            .build();
    reader.read(
        bytes, 0, bytes.length, (flow, h) -> starts.add(flow.value(FlowRecord.START_MICROS)));
    assertThat(starts).containsExactly(0x18bcfe56800L * 1000, 0x18bcfe56fd0L * 1000);
  }

  @Test
  void newLayoutForANumberCountsFromThenOnAndOtherDomainsKeepTheirs() {
    read(ExportDatagram.v9(1, 7).set(0, 256, 1, 7, 2).set(256, 80));
    read(ExportDatagram.v9(1, 8).set(0, 256, 1, 7, 2).set(256, 81));
    read(ExportDatagram.v9(2, 7).set(0, 256, 1, 11, 2).set(256, 82));
    read(ExportDatagram.v9(2, 8).set(256, 83));
    assertThat(flows).containsExactly("sport=50", "sport=51", "dport=52", "sport=53");
  }

  @Test
  void setsThatNobodyDefinedAreSteppedOver() {
    ExportDatagram datagram =
        ExportDatagram.v9(1, 7).set(0, 256, 1, 7, 2).set(2, 1, 2, 3).set(255, 4).set(256, 80);
    assertThat(read(datagram)).isEqualTo(decoded(1));
  }

  @Test
  void templatesOfManyFieldsPushOutEarlierOnesAndAreCounted() {
    int[] fields = IntStream.range(0, 9000).flatMap(i -> IntStream.of(7, 1)).toArray();
    for (int id = 256; id < 259; id++) {
      int[] template = IntStream.concat(IntStream.of(id, 9000), IntStream.of(fields)).toArray();
      assertThat(read(ExportDatagram.v9(id, 7).set(0, template))).isEqualTo(decoded(0));
    }
    assertThat(reader.evictedTemplates()).isEqualTo(2);
    assertThat(read(ExportDatagram.v9(259, 7).set(256, 1, 2)))
        .isEqualTo(new ExportOutcome.NeedsTemplate(0, 1, 8));
    assertThat(read(ExportDatagram.v9(260, 7).set(258, new int[4500]))).isEqualTo(decoded(1));
  }

  private static ExportOutcome decoded(int count) {
    return new ExportOutcome.Decoded(count);
  }
}
