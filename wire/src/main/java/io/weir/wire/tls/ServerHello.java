// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server's hello chose (RFC 8446 §4.1.3).
 *
 * @param version as on the wire: 0x0303 is TLS 1.2, 0x0304 TLS 1.3
 * @param alpn the application protocol chosen; null when there is none, or TLS 1.3 hides it
 */
public record ServerHello(int version, @Nullable String alpn) {
  private static final int ALPN = 16;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RANDOM = 32;

  /**
   * Reads the body of a hello, without the handshake header; one cut short gives what was read.
   *
   * @return empty when even the version is missing
   */
  public static Optional<ServerHello> parse(byte[] data, int offset, int length) {
    Fields body = new Fields(data, offset, offset + length);
    int version = body.u16();
    if (body.failed()) {
      return Optional.empty();
    }
    body.skip(RANDOM);
    body.skip(body.u8());
    body.skip(2);
    body.skip(1);
    Fields extensions = body.list(body.u16());
    String alpn = null;
    while (extensions.left() >= 4) {
      int type = extensions.u16();
      Fields extension = extensions.list(extensions.u16());
      if (type == SUPPORTED_VERSIONS && extension.left() >= 2) {
        version = extension.u16();
      } else if (type == ALPN) {
        List<String> names = Alpn.names(extension);
        alpn = names.isEmpty() ? null : names.get(0);
      }
    }
    return Optional.of(new ServerHello(version, alpn));
  }
}
