// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNamesTest {
  @ParameterizedTest
  @CsvSource({
    "22, tcp, ssh",
    "22, SCTP, ssh",
    "25, tcp, smtp",
    "53, udp, domain",
    "53, 17, domain",
    "80, tcp, http",
    "123, udp, ntp",
    "443, tcp, https",
    "443, udp, https",
    "514, udp, syslog",
    "514, tcp, shell",
    "853, tcp, domain-s",
    "1701, udp, l2tp",
    "2049, tcp, nfs",
    "3306, tcp, mysql",
    "4739, udp, ipfix",
    "5353, udp, mdns",
    "6010, tcp, x11",
    "27017, tcp, mongodb",
    "49151, udp, ",
    "0, tcp, ",
    "65535, tcp, ",
    "65536, tcp, ",
    "-1, tcp, ",
    "4294967318, tcp, ",
    "22, icmp, ",
    "22, -, ",
    "22, '', ",
    "22, 256, ",
    "22, 0006, ",
  })
  void namesWhatIanaRegistered(long port, String protocol, String name) {
    assertThat(ServiceNames.name(port, IpProtocol.number(protocol))).isEqualTo(name);
  }
}
