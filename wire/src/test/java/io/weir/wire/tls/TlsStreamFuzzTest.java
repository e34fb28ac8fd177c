// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class TlsStreamFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    TlsStream stream = new TlsStream();
    DtlsHello datagrams = new DtlsHello();
    while (data.remainingBytes() > 0) {
      byte[] chunk = data.consumeBytes(data.consumeInt(1, 2000));
      TlsStream.looksLikeTls(chunk, 0, chunk.length);
      stream.offer(chunk, 0, chunk.length);
      datagrams.offer(chunk, 0, chunk.length);
      CertificateNames.parse(chunk, 0, chunk.length);
      ClientHello.parse(chunk, 0, chunk.length);
      ServerHello.parse(chunk, 0, chunk.length);
    }
    stream.gap();
  }
}
