// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.tls.CertificateNames;
import io.weir.wire.tls.ClientHello;
import io.weir.wire.tls.ServerHello;
import io.weir.wire.tls.TlsStream;
import io.weir.wire.tls.TlsVersion;
import org.jspecify.annotations.Nullable;

/** Reads the hellos of a TLS connection, and the server's certificate where it is in the clear. */
final class TlsNamer implements FlowAnalyzer {
  private final Flow flow;
  private final TlsStream client = new TlsStream();
  private final TlsStream server = new TlsStream();
  private boolean greeted;
  private boolean answered;

  TlsNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    stream(side).offer(data, from, length);
    look();
  }

  @Override
  public void gap(Side side, long length) {
    stream(side).gap();
    look();
  }

  private TlsStream stream(Side side) {
    return side == Side.CLIENT ? client : server;
  }

  private void look() {
    ClientHello hello = client.clientHello();
    if (hello != null && !greeted) {
      greeted = true;
      flow.service("ssl");
      greet(hello);
    }
    ServerHello answer = server.serverHello();
    if (answer != null && !answered) {
      answered = true;
      flow.service("ssl");
      flow.tlsVersion(TlsVersion.name(answer.version()));
      if (answer.alpn() != null) {
        flow.alpn(answer.alpn());
      }
    }
    CertificateNames names = server.certificate();
    if (names != null && done()) {
      certify(names);
    }
  }

  private void greet(ClientHello hello) {
    String name = hello.serverName();
    if (name != null) {
      flow.tlsServerName(name);
      flow.named(name, NameSource.TLS_SNI);
    }
  }

  /** A certificate for many hosts (*.example.org) names none. */
  private void certify(CertificateNames names) {
    @Nullable String name = names.commonName();
    if (name == null || !isHost(name)) {
      name = names.dnsNames().stream().filter(TlsNamer::isHost).findFirst().orElse(null);
    }
    if (name != null) {
      flow.named(name, NameSource.TLS_CERT_CN);
    }
  }

  private static boolean isHost(String name) {
    return name.indexOf('.') > 0 && name.indexOf('*') < 0 && name.indexOf(' ') < 0;
  }

  @Override
  public boolean done() {
    return client.state() != TlsStream.State.READING && server.state() != TlsStream.State.READING;
  }
}
