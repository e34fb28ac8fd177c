// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class QuicHelloFuzzTest {
  private static final String SALT = "38762cf7f55934b34d179ae6a4c80cadccbb7f0a";

  /** Every other datagram is sealed, so that the fuzzer reaches the frames inside. */
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    InitialPackets packets = new InitialPackets(QuicVersion.V1, SALT, "0102", "0102");
    QuicHello hello = new QuicHello();
    QuicHello sealedHello = new QuicHello();
    int number = 0;
    while (data.remainingBytes() > 0 && number < 100) {
      byte[] datagram = data.consumeBytes(data.consumeInt(1, 1500));
      hello.offer(datagram, 0, datagram.length);
      byte[] sealed = packets.seal(number++, datagram, 20);
      sealedHello.offer(sealed, 0, sealed.length);
    }
  }
}
