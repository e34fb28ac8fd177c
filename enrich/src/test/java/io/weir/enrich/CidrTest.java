// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "10.1.2.3/0, 0.0.0.0/0",
    "10.1.2.3/32, 10.1.2.3/32",
    "10.1.2.3, 10.1.2.3/32",
    "2001:db8:1::/32, 2001:db8::/32",
    "2001:db8::1, 2001:db8::1/128",
    "ffff:ffff::/65, ffff:ffff::/65",
    "::ffff:10.1.2.3/104, 10.0.0.0/8",
    "::ffff:10.1.2.3, 10.1.2.3/32",
  })
  void readsAPrefixWithoutItsHostBits(String text, String prefix) {
    assertThat(Cidr.parse(text)).hasToString(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8 ",
        "10.0.0.0/0008",
        "::/129",
        "10/8",
        "::ffff:10.0.0.0/90",
        "10.0.0.0/255.0.0.0",
        "/8",
        "10.0.0.0/8/8"
      })
  void findsNoPrefix(String text) {
    assertThat(Cidr.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "10.255.255.255, 10.0.0.0/8, true",
    "11.0.0.0, 10.0.0.0/8, false",
    "9.255.255.255, 10.0.0.0/8, false",
    "1.2.3.4, 0.0.0.0/0, true",
    "::ffff:1.2.3.4, 1.2.3.0/24, true",
    "1.2.3.4, ::ffff:1.2.3.0/120, true",
    "1.2.3.4, ::/0, false",
    "::1, 0.0.0.0/0, false",
    "::1, ::/0, true",
    "2001:db8:7fff::, 2001:db8::/33, true",
    "2001:db8:8000::, 2001:db8::/33, false",
    "2001:db8::8000:0:0:0, 2001:db8::/65, false",
    "2001:db8::7fff:0:0:0, 2001:db8::/65, true",
  })
  void holdsAddressesOfItsFamily(String address, String prefix, boolean held) {
    assertThat(prefix(prefix).contains(address(address))).isEqualTo(held);
  }

  @Property
  void holdsWhatSharesItsFirstBits(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 127) int flipped,
      @ForAll @IntRange(max = 128) int bits) {
    IpAddress address = new IpAddress(high | 1L << 63, low); // never an IPv4 one
    BigInteger number = new BigInteger(1, address.mappedBytes());
    byte[] other = number.flipBit(127 - flipped).toByteArray();
    IpAddress near = fromBytes(other);
    if (!near.isV4()) {
      Cidr prefix = Objects.requireNonNull(Cidr.of(address, bits));
      assertThat(prefix.contains(near)).isEqualTo(flipped >= bits);
    }
  }

  private static IpAddress fromBytes(byte[] bytes) {
    BigInteger number = new BigInteger(1, bytes);
    return new IpAddress(number.shiftRight(64).longValue(), number.longValue());
  }

  static Cidr prefix(String text) {
    return Objects.requireNonNull(Cidr.parse(text), text);
  }

  static IpAddress address(String text) {
    return Objects.requireNonNull(IpAddress.parse(text), text);
  }
}
