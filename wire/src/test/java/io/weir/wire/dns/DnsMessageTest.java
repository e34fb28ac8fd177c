// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.ByteText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
  private final DnsMessage message = new DnsMessage();
  private final ByteText out = new ByteText();

  private boolean decode(DnsBytes bytes) {
    byte[] inside = new byte[bytes.length() + 7];
    Arrays.fill(inside, (byte) 0xff);
    System.arraycopy(bytes.toBytes(), 0, inside, 3, bytes.length());
    return message.decode(inside, 3, bytes.length());
  }

  private String questionName(NameCase letters) {
    out.clear();
    message.writeQuestionName(0, letters, out);
    return out.toString();
  }

  @Test
  void readsEveryBitOfTheHeader() {
    assertThat(decode(DnsBytes.header(0xbeef, 0xadb5, 0, 0, 0, 0))).isTrue();
    assertThat(message.id()).isEqualTo(0xbeef);
    assertThat(message.isResponse()).isTrue();
    assertThat(message.opcode()).isEqualTo(5);
    assertThat(message.aa()).isTrue();
    assertThat(message.tc()).isFalse();
    assertThat(message.rd()).isTrue();
    assertThat(message.ra()).isTrue();
    assertThat(message.z()).isFalse();
    assertThat(message.ad()).isTrue();
    assertThat(message.cd()).isTrue();
    assertThat(message.headerRcode()).isEqualTo(5);
    assertThat(message.rcode()).isEqualTo(5);
  }

  @Test
  void readsTheQuestionInBothCases() {
    assertThat(decode(DnsBytes.header(1, 0x0100, 1, 0, 0, 0).question("WwW.ExAmPlE.com", 65)))
        .isTrue();
    assertThat(questionName(NameCase.AS_WRITTEN)).isEqualTo("WwW.ExAmPlE.com");
    assertThat(questionName(NameCase.LOWER)).isEqualTo("www.example.com");
    assertThat(message.questionType(0)).isEqualTo(DnsType.HTTPS);
    assertThat(message.questionClass(0)).isEqualTo(1);
    assertThat(message.lengthRead()).isEqualTo(message.length());
  }

  @Test
  void writesRootAsADot() {
    assertThat(decode(DnsBytes.header(1, 0, 1, 0, 0, 0).question("", 2))).isTrue();
    assertThat(questionName(NameCase.LOWER)).isEqualTo(".");
  }

  @Test
  void escapesWhatIsSpecialInMasterFiles() {
    DnsBytes bytes = DnsBytes.header(1, 0, 1, 0, 0, 0);
    byte[] label = {'a', '.', 'b', '\\', '"', ';', '(', ')', '@', '$', ' ', 0, (byte) 0xe9, '*'};
    assertThat(decode(bytes.label(label).name("x").u16(1).u16(1))).isTrue();
    assertThat(questionName(NameCase.LOWER))
        .isEqualTo("a\\.b\\\\\\\"\\;\\(\\)\\@\\$\\032\\000\\233*.x");
  }

  @Test
  void readsSectionsInOrder() {
    DnsBytes bytes =
        DnsBytes.header(1, 0x8180, 1, 1, 1, 1)
            .question("a.example", 1)
            .record(DnsType.A, 30, DnsBytes.ofHex("01020304"))
            .record(DnsType.NS, 31, DnsBytes.ofHex("c00c"))
            .record(DnsType.TXT, 32, DnsBytes.ofHex("0161"));
    assertThat(decode(bytes)).isTrue();
    assertThat(message.malformed()).isNull();
    assertThat(message.recordCount()).isEqualTo(3);
    assertThat(message.section(0)).isEqualTo(DnsMessage.Section.ANSWER);
    assertThat(message.section(1)).isEqualTo(DnsMessage.Section.AUTHORITY);
    assertThat(message.section(2)).isEqualTo(DnsMessage.Section.ADDITIONAL);
    assertThat(message.ttl(2)).isEqualTo(32);
    assertThat(message.type(1)).isEqualTo(DnsType.NS);
    message.writeOwner(1, NameCase.LOWER, out);
    assertThat(out).hasToString("a.example");
  }

  @Test
  void keepsGoodRecordsBeforeAMalformedOne() {
    DnsBytes bytes =
        DnsBytes.header(1, 0x8180, 1, 2, 0, 0)
            .question("a.example", 1)
            .record(DnsType.A, 30, DnsBytes.ofHex("01020304"));
    int second = bytes.length();
    bytes.pointer(12).u16(1).u16(1).u32(30).u16(400).hex("0102");
    assertThat(decode(bytes)).isFalse();
    assertThat(message.recordCount()).isEqualTo(1);
    assertThat(message.malformed()).isEqualTo("record cut short");
    assertThat(message.malformedAt()).isEqualTo(second);
    assertThat(message.lengthRead()).isEqualTo(second);
  }

  @Test
  void tellsThatRecordsAreMissing() {
    assertThat(decode(DnsBytes.header(1, 0x8380, 1, 9, 0, 0).question("a.example", 1))).isFalse();
    assertThat(message.malformed()).isEqualTo("records missing");
    assertThat(message.questionCount()).isEqualTo(1);
  }

  @Test
  void refusesPointersThatDoNotGoBack() {
    assertThat(decode(DnsBytes.header(1, 0, 1, 0, 0, 0).pointer(12).u16(1).u16(1))).isFalse();
    assertThat(message.malformed()).isEqualTo("bad name in question");
    DnsBytes forward =
        DnsBytes.header(1, 0, 1, 0, 0, 0).label((byte) 'a').pointer(18).u16(1).u16(1);
    assertThat(decode(forward.name("b"))).isFalse();
    DnsBytes loop = DnsBytes.header(1, 0, 2, 0, 0, 0).label((byte) 'a').pointer(12).u16(1).u16(1);
    assertThat(decode(loop)).isFalse();
  }

  @Test
  void refusesNamesThatAreTooLong() {
    DnsBytes bytes = DnsBytes.header(1, 0, 1, 0, 0, 0);
    for (int i = 0; i < 4; i++) {
      bytes.label(new byte[63]);
    }
    assertThat(decode(bytes.u8(0).u16(1).u16(1))).isFalse();
    DnsBytes legal = DnsBytes.header(1, 0, 1, 0, 0, 0);
    for (int i = 0; i < 3; i++) {
      legal.label(new byte[63]);
    }
    assertThat(decode(legal.label(new byte[61]).u8(0).u16(1).u16(1))).isTrue();
    assertThat(questionName(NameCase.LOWER)).hasSize(250 * 4 + 3);
  }

  @Test
  void refusesAShortHeader() {
    assertThat(message.decode(new byte[11], 0, 11)).isFalse();
    assertThat(message.hasHeader()).isFalse();
    assertThat(message.malformed()).isEqualTo("header cut short");
  }

  @Test
  void readsOnlyTheQuestionWhenAsked() {
    byte[] bytes =
        DnsBytes.header(7, 0x8180, 1, 1, 0, 0)
            .question("a.example", 28)
            .record(DnsType.A, 30, DnsBytes.ofHex("01020304"))
            .toBytes();
    assertThat(message.decodeQuestion(bytes, 0, bytes.length)).isTrue();
    assertThat(message.recordCount()).isZero();
    assertThat(message.questionType(0)).isEqualTo(DnsType.AAAA);
    assertThat(message.ancount()).isEqualTo(1);
  }

  @Test
  void readsEdns() {
    DnsBytes bytes =
        DnsBytes.header(1, 0x8182, 1, 0, 0, 1)
            .question("a.example", 1)
            .u8(0)
            .u16(DnsType.OPT)
            .u16(1232)
            .hex("01 02 8000")
            .u16(11 + 20)
            .hex("0008 0007 0001 18 10 c6336400".replace("c6336400", "c63364"))
            .hex("000a 0010 0102030405060708 1112131415161718");
    assertThat(decode(bytes)).isTrue();
    assertThat(message.rcode()).isEqualTo(18);
    assertThat(DnsEdns.version(message)).isEqualTo(2);
    assertThat(DnsEdns.udpSize(message)).isEqualTo(1232);
    assertThat(DnsEdns.dnssecOk(message)).isTrue();
    assertThat(DnsEdns.writeClientSubnet(message, out)).isTrue();
    assertThat(out).hasToString("198.51.100.0/24/16");
    out.clear();
    assertThat(DnsEdns.writeCookie(message, out)).isTrue();
    assertThat(out).hasToString("01020304050607081112131415161718");
  }

  @Test
  void hasNoEdnsWithoutOptRecord() {
    decode(DnsBytes.header(1, 0x0100, 1, 0, 0, 0).question("a.example", 1));
    assertThat(DnsEdns.version(message)).isEqualTo(-1);
    assertThat(DnsEdns.writeCookie(message, out)).isFalse();
  }

  @Test
  void tellsWhatMayBeAMessage() {
    byte[] query = DnsBytes.header(1, 0x0100, 1, 0, 0, 0).question("a.example", 1).toBytes();
    assertThat(DnsMessage.isPlausible(query, 0, 12, query.length)).isTrue();
    byte[] text =
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(DnsMessage.isPlausible(text, 0, text.length, text.length)).isFalse();
    assertThat(DnsMessage.isPlausible(query, 0, 11, 40)).isFalse();
  }

  @Test
  void namesCodesAsIanaDoes() {
    assertThat(DnsType.name(257)).isEqualTo("CAA");
    assertThat(DnsType.name(23)).isEqualTo("NSAP-PTR");
    assertThat(DnsType.name(32769)).isEqualTo("DLV");
    assertThat(DnsType.name(4711)).isEqualTo("TYPE4711");
    assertThat(DnsCodes.className(3)).isEqualTo("CH");
    assertThat(DnsCodes.className(77)).isEqualTo("CLASS77");
    assertThat(DnsCodes.opcodeName(5)).isEqualTo("UPDATE");
    assertThat(DnsCodes.rcodeName(3)).isEqualTo("NXDOMAIN");
    assertThat(DnsCodes.rcodeName(23)).isEqualTo("BADCOOKIE");
    assertThat(DnsCodes.rcodeName(999)).isEqualTo("RCODE999");
  }
}
