// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "255.255.255.255, 255.255.255.255",
    "::ffff:10.1.2.3, 10.1.2.3",
    "::FFFF:0A01:0203, 10.1.2.3",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "::, ::",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
  })
  void readsEveryFormAndWritesTheCanonicalOne(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "256.1.1.1",
        "1.2.3.4 ",
        "::1%eth0",
        "1::2::3",
        "12345::",
        "[::1]",
        "1.2.3.4/8",
        "example.com",
        "١.2.3.4",
        "1:2:3:4:5:6:7:8:9",
        "::ffff:1.2.3.400000000000000000000000000000000"
      })
  void findsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @Property
  void everyAddressIsReadBack(@ForAll long high, @ForAll long low) throws UnknownHostException {
    IpAddress address = new IpAddress(high, low);
    assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    assertThat(IpAddress.parse(InetAddress.getByAddress(address.mappedBytes()).getHostAddress()))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa",
    "::ffff:192.0.2.1, 1.2.0.192.in-addr.arpa",
    "2001:db8::567:89ab,"
        + " b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
  })
  void turnsIntoTheNameOfItsPtrRecord(String text, String name) {
    assertThat(IpAddress.parse(text)).extracting(IpAddress::reverseName).isEqualTo(name);
  }
}
