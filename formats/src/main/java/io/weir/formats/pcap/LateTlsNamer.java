// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import org.jspecify.annotations.Nullable;

/**
 * Waits for the hello of a TLS client in a connection that begins with another protocol: mail,
 * directories, databases and remote desktops change to TLS when both sides agreed to, and proxies
 * put a line in front. The hello is looked for where a client's segment begins.
 */
final class LateTlsNamer implements FlowAnalyzer {
  /** A client that did not change to TLS by then won't. */
  private static final int MAX_PIECES = 32;

  private static final int LONGEST_PROXY_LINE = 107; // the PROXY protocol's own limit

  private final Flow flow;
  private @Nullable FlowAnalyzer tls;
  private int pieces;

  LateTlsNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    if (tls != null) {
      tls.bytes(side, data, from, length);
    } else if (side == Side.CLIENT) {
      pieces++;
      int skip = proxyLine(data, from, length);
      if (FtpTlsNamer.asked(data, from, length)) {
        tls = new FtpTlsNamer(flow);
      } else if (isClientHello(data, from + skip, length - skip)) {
        tls = new TlsNamer(flow);
        tls.bytes(side, data, from + skip, length - skip);
      }
    }
  }

  /** A handshake record of version 3.x that holds a client hello. */
  private static boolean isClientHello(byte[] data, int at, int length) {
    return length >= 6
        && data[at] == 22
        && data[at + 1] == 3
        && data[at + 2] >= 0
        && data[at + 2] <= 4
        && data[at + 5] == 1;
  }

  private static int proxyLine(byte[] data, int from, int length) {
    if (length < 8 || data[from] != 'P' || data[from + 1] != 'R' || data[from + 5] != ' ') {
      return 0;
    }
    for (int i = 6; i + 1 < Math.min(length, LONGEST_PROXY_LINE); i++) {
      if (data[from + i] == '\r' && data[from + i + 1] == '\n') {
        return i + 2;
      }
    }
    return 0;
  }

  @Override
  public void gap(Side side, long length) {
    if (tls != null) {
      tls.gap(side, length);
    }
  }

  @Override
  public boolean done() {
    return tls == null ? pieces >= MAX_PIECES : tls.done();
  }
}
