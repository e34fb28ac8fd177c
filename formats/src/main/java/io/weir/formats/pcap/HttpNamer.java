// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.ByteText;
import io.weir.wire.http.HttpField;
import io.weir.wire.http.HttpHead;
import io.weir.wire.http.HttpStream;
import io.weir.wire.http.HttpText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of an HTTP/1 connection up to the first that names its host; behind a CONNECT
 * what the tunnel carries, which most often is TLS.
 */
final class HttpNamer implements FlowAnalyzer, HttpStream.Listener {
  private final Flow flow;
  private final HttpStream requests = HttpStream.ofRequests(this);
  private boolean named;
  private boolean isTunnel;
  private @Nullable LateTlsNamer tunnel;

  HttpNamer(Flow flow) {
    this.flow = flow;
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    if (tunnel != null) {
      tunnel.bytes(side, data, from, length);
    } else if (side == Side.CLIENT) {
      requests.offer(data, from, length);
      // The client waits for the proxy's answer, so what it sends next is the tunnel's.
      tunnel = isTunnel ? new LateTlsNamer(flow) : null;
    }
  }

  @Override
  public void gap(Side side, long length) {
    if (tunnel != null) {
      tunnel.gap(side, length);
    } else if (side == Side.CLIENT) {
      requests.gap(length);
    }
  }

  @Override
  public void begin() {}

  @Override
  public void head(HttpHead head) {
    flow.service("http");
    isTunnel |= head.isMethod("CONNECT");
    int field = head.find(HttpField.HOST);
    if (field >= 0 && !named) {
      ByteText host = new ByteText();
      HttpText.writeHost(head.data(), head.valueAt(field), head.valueLength(field), host);
      if (host.length() > 0) {
        named = true;
        flow.named(host.toString(), NameSource.HTTP_HOST);
      }
    }
  }

  @Override
  public void end(long bodyBytes, long messageBytes, HttpStream.End how) {}

  @Override
  public boolean done() {
    if (tunnel != null) {
      return tunnel.done();
    }
    return !isTunnel && (named || requests.state() != HttpStream.State.READING);
  }
}
