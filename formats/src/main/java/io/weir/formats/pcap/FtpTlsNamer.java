// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads the TLS handshake that GridFTP carries in lines of FTP: {@code ADAT} of the client, {@code
 * 335 ADAT=} of the server, each with a token in base64 (RFC 2228 §3).
 */
final class FtpTlsNamer implements FlowAnalyzer {
  private static final int MAX_LINE = 1 << 16;
  private static final int MAX_LINES = 64;

  private final TlsNamer tls;
  private final ByteText client = new ByteText();
  private final ByteText server = new ByteText();
  private int lines;

  FtpTlsNamer(Flow flow) {
    tls = new TlsNamer(flow);
  }

  /** True if a client's line asks for a security mechanism that tokens negotiate. */
  static boolean asked(byte[] data, int from, int length) {
    byte[] command = "AUTH GSS".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < command.length; i++) {
      if (i >= length || data[from + i] != command[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    ByteText line = side == Side.CLIENT ? client : server;
    for (int i = from; i < from + length && !done(); i++) {
      if (data[i] == '\n') {
        line(side, line.toString().strip());
        line.clear();
      } else if (line.length() < MAX_LINE) {
        line.append(data[i]);
      }
    }
  }

  private void line(Side side, String line) {
    lines++;
    String before = side == Side.CLIENT ? "ADAT " : "335 ADAT=";
    if (line.startsWith(before) || line.startsWith("235 ADAT=")) {
      int at = Math.min(line.length(), before.length());
      byte[] token = decoded(line.substring(at));
      tls.bytes(side, token, 0, token.length);
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // no token: the line is of another meaning
    }
  }

  @Override
  public void gap(Side side, long length) {
    tls.gap(side, length);
  }

  @Override
  public boolean done() {
    return tls.done() || lines >= MAX_LINES;
  }
}
