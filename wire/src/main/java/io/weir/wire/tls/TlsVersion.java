// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

/** Versions of SSL, TLS and DTLS. */
public final class TlsVersion {
  public static final int SSL2 = 0x0002;
  public static final int SSL3 = 0x0300;
  public static final int TLS10 = 0x0301;
  public static final int TLS11 = 0x0302;
  public static final int TLS12 = 0x0303;
  public static final int TLS13 = 0x0304;
  public static final int DTLS10 = 0xfeff;
  public static final int DTLS12 = 0xfefd;
  public static final int DTLS13 = 0xfefc;

  private TlsVersion() {}

  /** The name in Zeek's words, such as {@code TLSv13}; drafts of it as {@code TLSv13-draft28}. */
  public static String name(int version) {
    return switch (version) {
      case SSL2 -> "SSLv2";
      case SSL3 -> "SSLv3";
      case TLS10 -> "TLSv10";
      case TLS11 -> "TLSv11";
      case TLS12 -> "TLSv12";
      case TLS13 -> "TLSv13";
      case DTLS10 -> "DTLSv10";
      case DTLS12 -> "DTLSv12";
      case DTLS13 -> "DTLSv13";
      default ->
          version >> 8 == 0x7f
              ? "TLSv13-draft" + (version & 0xff)
              : "unknown-" + Integer.toHexString(version);
    };
  }

  /** Newer versions rank higher; unknown ones below all known. */
  static int rank(int version) {
    if (version >= SSL3 && version <= TLS13) {
      return version == TLS13 ? 0x7fff : version;
    }
    if (version >> 8 == 0x7f) {
      return version & 0x7fff;
    }
    if (version >> 8 == 0xfe) {
      return 0x100 + (0xff - (version & 0xff));
    }
    return version == SSL2 ? 2 : 0;
  }
}
