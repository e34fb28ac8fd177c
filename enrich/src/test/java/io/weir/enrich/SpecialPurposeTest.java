// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.CidrTest.address;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialPurposeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.255.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.168.255.255",
        "127.0.0.1",
        "169.254.0.1",
        "100.64.0.0",
        "100.127.255.255",
        "0.0.0.0",
        "192.0.0.8",
        "192.0.2.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.255",
        "240.0.0.1",
        "255.255.255.255",
        "::ffff:192.168.1.1",
        "::",
        "::1",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001:2::1",
        "2001:1::4",
        "2001:db8::1",
        "3fff:fff::",
        "5f00::1",
        "fc00::",
        "fdff::1",
        "fe80::1",
        "febf::1"
      })
  void knowsWhatIsNotGloballyReachable(String address) {
    assertThat(SpecialPurpose.isPrivate(address(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "192.0.0.9",
        "192.0.0.10",
        "192.88.99.1",
        "198.17.255.255",
        "224.0.0.251",
        "239.255.255.250",
        "::2",
        "64:ff9b::808:808",
        "2001::1",
        "2001:1::1",
        "2001:1::3",
        "2001:3::1",
        "2001:4:112::1",
        "2001:20::1",
        "2001:4860:4860::8888",
        "2002::1",
        "fec0::1",
        "ff02::1",
        "fbff::1"
      })
  void knowsWhatIsGloballyReachableOrNotSaid(String address) {
    assertThat(SpecialPurpose.isPrivate(address(address))).isFalse();
  }
}
