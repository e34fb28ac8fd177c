// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client's hello offers (RFC 8446 §4.1.2, RFC 6066 §3, RFC 7301).
 *
 * @param version the highest version offered, as on the wire: 0x0303 is TLS 1.2, 0x0304 TLS 1.3
 * @param serverName the server's name as written; null when the client does not tell
 * @param alpn application protocols offered, in order; those reserved as GREASE are left out
 */
public record ClientHello(int version, @Nullable String serverName, List<String> alpn) {
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RANDOM = 32;

  public ClientHello {
    alpn = List.copyOf(alpn);
  }

  /**
   * Reads the body of a hello, without the handshake header. Extensions that are malformed are left
   * out; a body cut short gives what was read of it.
   *
   * @return empty when even the version is missing
   */
  public static Optional<ClientHello> parse(byte[] data, int offset, int length) {
    return parse(new Fields(data, offset, offset + length), false);
  }

  /** Reads the body of a DTLS hello, which has a cookie (RFC 6347 §4.2.1). */
  public static Optional<ClientHello> parseDatagram(byte[] data, int offset, int length) {
    return parse(new Fields(data, offset, offset + length), true);
  }

  private static Optional<ClientHello> parse(Fields body, boolean cookie) {
    int legacyVersion = body.u16();
    if (body.failed()) {
      return Optional.empty();
    }
    body.skip(RANDOM);
    body.skip(body.u8());
    if (cookie) {
      body.skip(body.u8());
    }
    body.skip(body.u16());
    body.skip(body.u8());
    return Optional.of(withExtensions(legacyVersion, body.list(body.u16())));
  }

  private static ClientHello withExtensions(int legacyVersion, Fields extensions) {
    int version = legacyVersion;
    String serverName = null;
    List<String> alpn = List.of();
    while (extensions.left() >= 4) {
      int type = extensions.u16();
      Fields extension = extensions.list(extensions.u16());
      switch (type) {
        case SERVER_NAME -> serverName = serverName == null ? serverName(extension) : serverName;
        case ALPN -> alpn = Alpn.names(extension);
        case SUPPORTED_VERSIONS -> version = highest(legacyVersion, extension);
        default -> {}
      }
    }
    return new ClientHello(version, serverName, alpn);
  }

  private static @Nullable String serverName(Fields extension) {
    Fields names = extension.list(extension.u16());
    while (names.left() >= 3) {
      int type = names.u8();
      int length = names.u16();
      if (type == 0) {
        String name = names.text(length);
        return name.isEmpty() ? null : name;
      }
      names.skip(length);
    }
    return null;
  }

  /** The newest of the versions offered; DTLS counts downwards. */
  private static int highest(int legacyVersion, Fields extension) {
    Fields versions = extension.list(extension.u8());
    int best = 0;
    while (versions.left() >= 2) {
      int version = versions.u16();
      if (!Alpn.isGrease(version) && TlsVersion.rank(version) > TlsVersion.rank(best)) {
        best = version;
      }
    }
    return best == 0 ? legacyVersion : best;
  }
}
