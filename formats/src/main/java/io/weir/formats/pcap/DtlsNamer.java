// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.tls.ClientHello;
import io.weir.wire.tls.DtlsHello;
import io.weir.wire.tls.ServerHello;
import io.weir.wire.tls.TlsVersion;

/** Reads the hellos of a DTLS association from its first datagrams. */
final class DtlsNamer implements FlowAnalyzer {
  /** Hellos need two exchanges and a few fragments. */
  private static final int MAX_DATAGRAMS = 32;

  private final Flow flow;
  private final DtlsHello client = new DtlsHello();
  private final DtlsHello server = new DtlsHello();
  private int datagrams;

  DtlsNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void datagram(Side side, byte[] data, int from, int captured, int length) {
    if (done()) {
      return;
    }
    datagrams++;
    DtlsHello hello = side == Side.CLIENT ? client : server;
    if (!has(hello)) {
      hello.offer(data, from, captured);
      if (hello.hello() != null) {
        greet(side, hello.hello());
      }
      if (hello.serverHello() != null) {
        answer(hello.serverHello());
      }
    }
  }

  /** Where two peers call each other, the one that was called may be the client of DTLS. */
  private void greet(Side side, ClientHello hello) {
    flow.service("ssl");
    if (hello.serverName() != null && side == Side.CLIENT) {
      flow.tlsServerName(hello.serverName());
      flow.named(hello.serverName(), NameSource.TLS_SNI);
    }
  }

  private void answer(ServerHello hello) {
    flow.service("ssl");
    flow.tlsVersion(TlsVersion.name(hello.version()));
    if (hello.alpn() != null) {
      flow.alpn(hello.alpn());
    }
  }

  @Override
  public boolean done() {
    return datagrams >= MAX_DATAGRAMS || (has(client) && has(server));
  }

  private static boolean has(DtlsHello side) {
    return side.hello() != null || side.serverHello() != null;
  }
}
