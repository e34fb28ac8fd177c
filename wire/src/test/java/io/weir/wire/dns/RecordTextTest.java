// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.ByteText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTextTest {
  private final DnsMessage message = new DnsMessage();
  private final ByteText out = new ByteText();

  /** The data of one record of a type, in a message about {@code example.com}. */
  private String text(int type, String hex) {
    byte[] bytes =
        DnsBytes.header(1, 0x8180, 1, 1, 0, 0)
            .question("example.com", type)
            .record(type, 60, DnsBytes.ofHex(hex))
            .toBytes();
    assertThat(message.decode(bytes, 0, bytes.length)).isTrue();
    out.clear();
    new RecordText().writeData(message, 0, out);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1  | c0000201 | 192.0.2.1",
        "2  | 026e73c00c | ns.example.com.",
        "5  | 03777777c00c | www.example.com.",
        "5  | 00 | .",
        "6  | 026e73c00c0561646d696ec00c78b0a3f900001c2000000e10001275000000a8c0"
            + " | ns.example.com. admin.example.com. 2024842233 7200 3600 1209600 43200",
        "11 | c0000201 06 0000004080 | 192.0.2.1 6 25 32",
        "12 | 04486f5374c00c | HoSt.example.com.",
        "13 | 03505043 0a4c696e75782022782279 | \"PPC\" \"Linux \\\"x\\\"y\"",
        "15 | 000a 046d61696cc00c | 10 mail.example.com.",
        "16 | 05 68656c6c6f 00 03 61 5c 07 | \"hello\" \"\" \"a\\\\\\007\"",
        "17 | 0561646d696ec00c 00 | admin.example.com. .",
        "18 | 0001 036166 73c00c | 1 afs.example.com.",
        "20 | 0331353003303034 | \"150\" \"004\"",
        "22 | 47000580005a0000000001e133ffffff00016100 | 0x47000580005a0000000001e133ffffff00016100",
        "28 | 20010db8000000000000000000000001 | 2001:db8::1",
        "28 | 00000000000000000000ffffc0000201 | ::ffff:192.0.2.1",
        "28 | 20010db800010000000100000001 0001 | 2001:db8:1:0:1:0:1:1",
        "29 | 00121613 8b0d2c8c 7ff8fca6 00989a68"
            + " | 51 30 12.748 N 0 7 39.610 W 10.00m 1m 10000m 10m",
        "33 | 0001 0002 1466 03736970c00c | 1 2 5222 sip.example.com.",
        "34 | 01 3631323030 | +61200",
        "34 | 00 4700058000 | 4700058000",
        "34 | 01 36ff | \\# 3 0136ff",
        "34 | 00 | \\# 1 00",
        "35 | 0064 000a 0175 07453255 2b736970 0c21 5e2e2a24 21736970 3a78 21 00"
            + " | 100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:x!\" .",
        "37 | 0001 3039 05 0102ff | 1 12345 5 AQL/",
        "39 | 06 746172676574 c00c | target.example.com.",
        "42 | 0001 15 03 c0a820 0001 1c 84 0a000010 0002 08 01 ff"
            + " | 1:192.168.32.0/21 !1:10.0.0.16/28 2:ff00::/8",
        "43 | ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118"
            + " | 60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118",
        "44 | 02 01 123456789abcdef67890123456789abcdef67890"
            + " | 2 1 123456789abcdef67890123456789abcdef67890",
        "45 | 0a 01 02 c0000226 010353 | 10 1 2 192.0.2.38 AQNT",
        "46 | 0001 05 03 00015180 3e7c9dd7 3e5510d7 0a52 c00c a0905f"
            + " | A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJBf",
        "47 | 04686f7374c00c 0006 400100000003 041b 000000000000000000000000000000000000000000000000000020"
            + " | host.example.com. A MX RRSIG NSEC TYPE1234",
        "48 | 0101 03 08 03010001 | 257 3 8 AwEAAQ==",
        "48 | 0100 03 05 | 256 3 5",
        "49 | 000201 636fc0 | AAIBY2/A",
        "50 | 01 01 000c 04 aabbccdd 14 174eb2409fe28bcb4887a1836f957f0a8425e27b 0007 220100000002 90"
            + " | 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr NS SOA MX RRSIG DNSKEY NSEC3PARAM",
        "51 | 01 00 0000 00 | 1 0 0 -",
        "52 | 03 01 01 d2abde240d7cd3ee6b4b28c54df034b9 | 3 1 1 d2abde240d7cd3ee6b4b28c54df034b9",
        "55 | 04 02 0003 20010010 030100 03727673c00c | 2 20010010 AwEA rvs.example.com.",
        "61 | 9901a2 | mQGi",
        "62 | 04321000 0003 0001 60 | 70389760 3 A NS",
        "63 | 787a1a8c 01 01 c68090d9 | 2021268108 1 1 c68090d9",
        "64 | 0000 03666f6fc00c | 0 foo.example.com.",
        "65 | 0001 00 0001 0006 026832 026833 0003 0002 20fb 0004 0008 c0000201 c0000202"
            + " 0006 0010 20010db8000000000000000000000001"
            + " | 1 . alpn=h2,h3 port=8443 ipv4hint=192.0.2.1,192.0.2.2 ipv6hint=2001:db8::1",
        "64 | 0010 00 0000 0004 0001 0004 0001 0009 02683208665c6f6f2c626172 0004 0004 c0000201"
            + " | \\# 35 00100000000004000100040001000902683208665c6f6f2c62617200040004c0000201",
        "64 | 0010 00 0001 000c 08665c6f6f2c626172 026832 029a 0005 68 c3a9 6c 20"
            + " | 16 . alpn=f\\\\\\\\oo\\\\,bar,h2 key666=h\\195\\169l\\032",
        "64 | 0001 00 0002 0000 0005 0003 010203 | 1 . no-default-alpn ech=AQID",
        "99 | 0476737066 | \"vspf\"",
        "104 | 000a 00144fffff20ee64 | 10 0014:4fff:ff20:ee64",
        "105 | 000a 0a010200 | 10 10.1.2.0",
        "107 | 000a 036c3634c00c | 10 l64.example.com.",
        "108 | 00005e00532a | 00-00-5e-00-53-2a",
        "109 | 00005eef10000 02a | 00-00-5e-ef-10-00-00-2a",
        "250 | 08686d61632d6d643500 000041b22b7a 012c 0004 01020304 0001 0000 0000"
            + " | hmac-md5. 1102195578 300 4 AQIDBA== 1 0 0",
        "256 | 000a 0001 6674703a2f2f66 | 10 1 \"ftp://f\"",
        "257 | 00 05 6973737565 63612e6578616d706c65 | 0 issue \"ca.example\"",
        "257 | 80 05 6973737565 | 128 issue \"\"",
        "259 | 499602d2 00000001 02 09 696d6167652f676966 474946"
            + " | 1234567890 1 2 \"image/gif\" R0lG",
        "259 | 00000000 00000001 02 00 | 0 1 2 \"\" -",
        "260 | 0a 80 | 10 1 0 .",
        "260 | 0a 01 c0000201 | 10 0 1 192.0.2.1",
        "731 | abcdef | \\# 3 abcdef",
        "731 | `` | \\# 0",
        "1   | 0a0000 | \\# 3 0a0000",
        "15  | 000ac0ff | \\# 4 000ac0ff",
      })
  void presentsEveryTypeAsItsRfcAsks(int type, String hex, String expected) {
    assertThat(text(type, hex)).isEqualTo(expected);
  }

  @Test
  void writesWholeRecords() {
    byte[] bytes =
        DnsBytes.header(1, 0x8180, 1, 1, 0, 0)
            .question("Example.com", DnsType.MX)
            .record(DnsType.MX, 4294967295L, DnsBytes.ofHex("000a 00"))
            .toBytes();
    message.decode(bytes, 0, bytes.length);
    boolean fits = new RecordText().writeRecord(message, 0, out);
    assertThat(out).hasToString("Example.com. 4294967295 IN MX 10 .");
    assertThat(fits).isTrue();
  }

  @Test
  void writesNothingForTheEmptyDataOfAnUpdate() {
    byte[] bytes =
        DnsBytes.header(1, 0x2800, 1, 1, 0, 0)
            .question("example.com", DnsType.SOA)
            .pointer(12)
            .u16(DnsType.A)
            .u16(255)
            .u32(0)
            .u16(0)
            .toBytes();
    message.decode(bytes, 0, bytes.length);
    new RecordText().writeRecord(message, 0, out);
    assertThat(out).hasToString("example.com. 0 ANY A");
  }

  @Test
  void writesTargetsAsHostNames() {
    byte[] bytes =
        DnsBytes.header(1, 0x8180, 1, 2, 0, 0)
            .question("example.com", DnsType.A)
            .record(DnsType.CNAME, 60, DnsBytes.ofHex("03575757c00c"))
            .record(DnsType.A, 60, DnsBytes.ofHex("c0000201"))
            .toBytes();
    message.decode(bytes, 0, bytes.length);
    RecordText text = new RecordText();
    assertThat(text.writeTarget(message, 0, NameCase.LOWER, out)).isTrue();
    assertThat(out).hasToString("www.example.com");
    assertThat(text.writeTarget(message, 1, NameCase.LOWER, out)).isFalse();
  }
}
