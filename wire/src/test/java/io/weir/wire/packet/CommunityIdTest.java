// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows and identifiers published as the baseline of corelight/community-id-spec. */
class CommunityIdTest {
  @ParameterizedTest
  @CsvSource({
    "58,fe80::200:86ff:fe05:80da,135,fe80::260:97ff:fe07:69ea,136,1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
    "58,fe80::260:97ff:fe07:69ea,136,fe80::200:86ff:fe05:80da,135,1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
    "58,fe80::260:97ff:fe07:69ea,135,fe80::200:86ff:fe05:80da,136,1:zavyT/cezQr1fmImYCwYnMXbgck=",
    "58,3ffe:501:1800:2345::2,3,3ffe:507:0:1:200:86ff:fe05:80da,0,1:2ObVBgIn28oZvibYZhZMBgh7WdQ=",
    "58,3ffe:501:410:0:2c0:dfff:fe47:33e,1,3ffe:507:0:1:200:86ff:fe05:80da,4,1:hLZd0XGWojozrvxqE0dWB1iM6R0=",
    "58,3ffe:507:0:1:200:86ff:fe05:80da,128,3ffe:501:0:1001::2,129,1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=",
    "58,fe80::200:86ff:fe05:80da,133,ff02::2,134,1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0=",
    "1,192.168.0.89,8,192.168.0.1,0,1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
    "1,192.168.0.1,0,192.168.0.89,8,1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
    "1,10.0.0.1,11,10.0.0.2,0,1:YHxtAirCG//0OzkcVAukqKQN9xM=",
    "6,2001:470:e5bf:dead:4957:2174:e82c:4887,63943,2607:f8b0:400c:c03::1a,25,1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=",
    "132,192.168.170.8,7,192.168.170.56,7,1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
    "6,128.232.110.120,34855,66.35.250.204,80,1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "6,66.35.250.204,80,128.232.110.120,34855,1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "17,192.168.1.52,54585,8.8.8.8,53,1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "46,10.1.12.1,0,10.1.12.2,0,1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=",
  })
  void agreesWithThePublishedBaseline(
      int protocol, String source, int from, String destination, int to, String expected) {
    assertThat(of(new CommunityId(), protocol, source, from, destination, to)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "6,128.232.110.120,34855,66.35.250.204,80,1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
    "1,10.0.0.1,11,10.0.0.2,0,1:XjUibYHaafLQ3pxQeiMI8g25q20=",
    "46,10.1.12.2,0,10.1.12.1,0,1:rYir8gphR31noO9iDRQmF/BteEI=",
  })
  void mixesInTheSeed(
      int protocol, String source, int from, String destination, int to, String expected) {
    assertThat(of(new CommunityId(1), protocol, source, from, destination, to)).isEqualTo(expected);
  }

  private static String of(
      CommunityId ids, int protocol, String source, int from, String destination, int to) {
    return ids.of(protocol, address(source), address(destination), from, to);
  }

  private static byte[] address(String text) {
    byte[] out = new byte[16];
    byte[] ascii = Frames.ascii(text);
    int length = IpText.parse(ascii, 0, ascii.length, out);
    return Arrays.copyOf(out, length);
  }
}
