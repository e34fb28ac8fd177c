// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.tls.ClientHello;
import io.weir.wire.tls.DtlsHello;

/** Reads the hello of a DTLS client from its first datagrams. */
final class DtlsNamer implements FlowAnalyzer {
  /** A hello needs two exchanges and a few fragments. */
  private static final int MAX_DATAGRAMS = 16;

  private final Flow flow;
  private final DtlsHello hello = new DtlsHello();
  private int datagrams;

  DtlsNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void datagram(Side side, byte[] data, int from, int captured, int length) {
    if (done() || side != Side.CLIENT) {
      return;
    }
    datagrams++;
    ClientHello read = hello.offer(data, from, captured) ? hello.hello() : null;
    if (read != null) {
      flow.service("ssl");
      if (read.serverName() != null) {
        flow.tlsServerName(read.serverName());
        flow.named(read.serverName(), NameSource.TLS_SNI);
      }
    }
  }

  @Override
  public boolean done() {
    return hello.hello() != null || datagrams >= MAX_DATAGRAMS;
  }
}
