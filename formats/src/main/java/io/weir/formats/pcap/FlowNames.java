// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.http.HttpStream;
import io.weir.wire.packet.Packet;
import io.weir.wire.quic.QuicHello;
import io.weir.wire.quic.QuicVersion;
import io.weir.wire.tls.DtlsHello;
import io.weir.wire.tls.TlsStream;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Gives flows the names of their servers and tells their application protocols: by what the first
 * bytes look like, on any port, and by the answers of DNS that the client saw before.
 */
final class FlowNames implements FlowAnalysis {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int DNS_PORT = 53;
  private static final int HTTPS_PORT = 443;
  private static final int STUN_COOKIE = 0x2112_a442;

  private final DnsAnswers answers;

  FlowNames(Position position) {
    answers = new DnsAnswers(position);
  }

  @Override
  public void packet(Packet packet) {
    if (packet.protocol() == UDP && packet.sourcePort() == DNS_PORT) {
      answers.learn(packet);
    }
  }

  @Override
  public void begin(Flow flow) {
    answers.name(flow);
  }

  @Override
  public @Nullable FlowAnalyzer open(Flow flow, Side side, byte[] data, int from, int length) {
    return flow.protocol() == TCP
        ? stream(flow, data, from, length)
        : datagrams(flow, side, data, from, length);
  }

  private static @Nullable FlowAnalyzer stream(Flow flow, byte[] data, int from, int length) {
    if (TlsStream.looksLikeTls(data, from, length)) {
      return new TlsNamer(flow);
    }
    if (HttpStream.looksLikeRequest(data, from, length)) {
      return new HttpNamer(flow);
    }
    if (HttpStream.looksLikeResponse(data, from, length)) {
      flow.service("http");
    } else if (begins(data, from, length, "SSH-")) {
      flow.service("ssh");
    } else if (flow.serverPort() == DNS_PORT) {
      flow.service("dns");
    } else {
      return new LateTlsNamer(flow);
    }
    return null;
  }

  private static @Nullable FlowAnalyzer datagrams(
      Flow flow, Side side, byte[] data, int from, int length) {
    if (flow.serverPort() == DNS_PORT) {
      flow.service("dns");
      return null;
    }
    if (side == Side.CLIENT && QuicHello.looksLikeQuic(data, from, length)) {
      return new QuicNamer(flow);
    }
    int version = flow.serverPort() == HTTPS_PORT ? QuicHello.versionOf(data, from, length) : 0;
    if (side == Side.CLIENT && version != 0) { // of the future: nothing but its version is legible
      flow.service("quic");
      flow.quicVersion(QuicVersion.name(version));
      return null;
    }
    if (DtlsHello.looksLikeDtls(data, from, length) || looksLikeStun(data, from, length)) {
      return new DtlsNamer(flow);
    }
    return null;
  }

  /** Calls find their way with STUN (RFC 8489) first, then agree on keys with DTLS. */
  private static boolean looksLikeStun(byte[] data, int from, int length) {
    return length >= 20
        && (data[from] & 0xc0) == 0
        && CaptureBuffer.i32(data, from + 4, ByteOrder.BIG_ENDIAN) == STUN_COOKIE;
  }

  private static boolean begins(byte[] data, int from, int length, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (i >= length || data[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
