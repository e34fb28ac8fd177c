// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::ABCD, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "fe80:0:0:0:1:2:3:4, fe80::1:2:3:4",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
    "::ffff:c000:207, ::ffff:192.0.2.7",
    "::FFFF:192.0.2.7, ::ffff:192.0.2.7",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "::2:1, ::2:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "192.0.2.7, 192.0.2.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
  })
  void writesTheCanonicalForm(String text, String canonical) {
    assertThat(rewritten(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.04",
        "1.2.3.",
        ".1.2.3",
        "1.2.3.4x",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1%eth0",
        "::1/64",
        "g::",
        "1:2:3:4:5:6:7:8::",
        ":1::",
        "1:",
        "abcdef"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(rewritten(text)).isEqualTo("none");
  }

  private static String rewritten(String text) {
    byte[] out = new byte[16];
    byte[] ascii = Frames.ascii(text);
    int length = IpText.parse(ascii, 0, ascii.length, out);
    return length == 0 ? "none" : IpText.toString(out, 0, length);
  }

  @Property
  void readsBackEveryIpv4(@ForAll @Size(4) byte[] address) {
    assertThat(readBack(address)).isEqualTo(address);
  }

  @Property
  void readsBackEveryIpv6(@ForAll("sixes") byte[] address) throws UnknownHostException {
    assertThat(readBack(address)).isEqualTo(address);
    if (address[10] != -1 || address[11] != -1) { // Java makes IPv4 of mapped addresses
      String text = IpText.toString(address, 0, 16);
      assertThat(InetAddress.getByName(text).getAddress()).isEqualTo(address);
    }
  }

  /** Mostly zeros, so that runs of zeros of every place and length come up. */
  @Provide
  Arbitrary<byte[]> sixes() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just((byte) 0)), Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofSize(16);
  }

  private static byte[] readBack(byte[] address) {
    byte[] text = new byte[IpText.MAX_LENGTH];
    int end = IpText.write(address, 0, address.length, text, 0);
    byte[] out = new byte[16];
    return Arrays.copyOf(out, IpText.parse(text, 0, end, out)).length == address.length
        ? Arrays.copyOf(out, address.length)
        : new byte[0];
  }

  @Property(tries = 2000)
  void textIsReadTheSameWhateverStandsAroundIt(@ForAll("nearlyAddresses") String text) {
    byte[] alone = text.getBytes(StandardCharsets.US_ASCII);
    byte[] within = ("1.2.3." + text + "\",\"b\":1.2.3.4.5.6").getBytes(StandardCharsets.US_ASCII);
    byte[] expected = new byte[16];
    byte[] read = new byte[16];
    int length = IpText.parse(alone, 0, alone.length, expected);
    assertThat(IpText.parse(within, 6, alone.length, read)).isEqualTo(length);
    if (length > 0) {
      assertThat(read).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<String> nearlyAddresses() {
    Arbitrary<String> octet =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.integers().between(0, 255).map(String::valueOf)),
            Tuple.of(
                1, Arbitraries.of("", "00", "01", "256", "999", "1000", "1a", "/", ":", "\u007f")));
    Arbitrary<Integer> octets =
        Arbitraries.frequency(Tuple.of(9, 4), Tuple.of(1, 3), Tuple.of(1, 5));
    return octets.flatMap(count -> octet.list().ofSize(count).map(all -> String.join(".", all)));
  }
}
