// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.quic.QuicHello;
import io.weir.wire.quic.QuicVersion;
import io.weir.wire.tls.ClientHello;
import io.weir.wire.tls.TlsVersion;

/** Reads the hello of a QUIC client from its first datagrams. */
final class QuicNamer implements FlowAnalyzer {
  private static final QuicHello.State DONE = QuicHello.State.DONE;

  private final Flow flow;
  private final QuicHello hello = new QuicHello();

  QuicNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void datagram(Side side, byte[] data, int from, int captured, int length) {
    if (side == Side.CLIENT && !done() && hello.offer(data, from, captured) == DONE) {
      ClientHello read = hello.hello();
      flow.service("quic");
      flow.quicVersion(QuicVersion.name(hello.version()));
      if (read != null) {
        greet(read);
      }
    }
  }

  /** What the server chose is encrypted: the client's first choice of protocol stands for it. */
  private void greet(ClientHello read) {
    if (read.serverName() != null) {
      flow.tlsServerName(read.serverName());
      flow.named(read.serverName(), NameSource.QUIC_SNI);
    }
    if (!read.alpn().isEmpty()) {
      flow.alpn(read.alpn().get(0));
    }
    if (read.version() >= TlsVersion.TLS13) { // Google's own handshake has no version
      flow.tlsVersion(TlsVersion.name(read.version()));
    }
  }

  @Override
  public boolean done() {
    return hello.state() != QuicHello.State.READING;
  }
}
