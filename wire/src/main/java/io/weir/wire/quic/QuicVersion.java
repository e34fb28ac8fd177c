// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Versions of QUIC and what differs between them in the first packets. */
public final class QuicVersion {
  public static final int V1 = 0x0000_0001;
  public static final int V2 = 0x6b33_43cf;

  /** Google's, with encrypted first packets: the hello is Google's own, of tags. */
  static final int Q050 = 0x5130_3530;

  /** Google's, with a hello of TLS. */
  static final int T050 = 0x5430_3530;

  static final int T051 = 0x5430_3531;

  private static final int DRAFT = 0xff00_0000;
  private static final int MVFST = 0xface_b000;
  private static final byte[] SALT_V2 = hex("0dede3def700a6db819381be6e269dcbf9bd2ed9");
  private static final byte[] SALT_V1 = hex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
  private static final byte[] SALT_29 = hex("afbfec289993d24c9e9786f19c6111e04390a899");
  private static final byte[] SALT_23 = hex("c3eef712c72ebb5a11a7d2432bb46365bef9f502");
  private static final byte[] SALT_21 = hex("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a");

  private static final byte[] SALT_Q050 = hex("504574efd066fe2f9d945cfcdbd3a7f0d3b56b45");
  private static final byte[] SALT_T050 = hex("7ff579e5acd072915580304c43a2367c60488310");
  private static final byte[] SALT_T051 = hex("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d");

  private QuicVersion() {}

  /** The version as text: {@code 1}, {@code quicv2}, {@code draft-29}, {@code Q046} … */
  public static String name(int version) {
    if (version == V1) {
      return "1";
    }
    if (version == V2) {
      return "quicv2";
    }
    if (isDraft(version)) {
      return "draft-" + (version & 0xff);
    }
    if (isGoogle(version) || isProtectedGoogle(version)) {
      return new String(ByteBuffer.allocate(4).putInt(version).array(), StandardCharsets.US_ASCII);
    }
    if ((version & 0xffff_f000) == MVFST) {
      return "mvfst-" + (version & 0xfff);
    }
    return "unknown-" + Integer.toHexString(version);
  }

  /** Drafts from the one on whose packets look like today's. */
  static boolean isDraft(int version) {
    return (version & 0xffff_ff00) == DRAFT && (version & 0xff) >= 21 && (version & 0xff) <= 34;
  }

  /** Google's QUIC before the IETF's: Q001 to Q049, whose first packets are not encrypted. */
  static boolean isGoogle(int version) {
    return version >>> 24 == 'Q'
        && (version >> 16 & 0xff) == '0'
        && digit(version >> 8 & 0xff)
        && (version >> 8 & 0xff) < '5'
        && digit(version & 0xff);
  }

  /** Google's later ones, whose first packets are protected as the IETF's are. */
  static boolean isProtectedGoogle(int version) {
    return version == Q050 || version == T050 || version == T051;
  }

  /** Versions that a client uses to provoke negotiation (RFC 9000 §15). */
  static boolean isReserved(int version) {
    return (version & 0x0f0f_0f0f) == 0x0a0a_0a0a;
  }

  static boolean isKnown(int version) {
    return version == V1
        || version == V2
        || isDraft(version)
        || isProtectedGoogle(version)
        || isReserved(version)
        || (version & 0xffff_f000) == MVFST;
  }

  /** The salts that may protect Initial packets; one where the version tells. */
  static byte[][] salts(int version) {
    if (version == V1) {
      return new byte[][] {SALT_V1};
    }
    if (version == V2) {
      return new byte[][] {SALT_V2};
    }
    if (isProtectedGoogle(version)) {
      return new byte[][] {version == Q050 ? SALT_Q050 : version == T050 ? SALT_T050 : SALT_T051};
    }
    if (isDraft(version)) {
      int draft = version & 0xff;
      return new byte[][] {
        draft >= 33 ? SALT_V1 : draft >= 29 ? SALT_29 : draft >= 23 ? SALT_23 : SALT_21
      };
    }
    return new byte[][] {SALT_V1, SALT_29, SALT_23, SALT_21};
  }

  /** The bits of a long header that mean Initial: version 2 renumbered them (RFC 9369 §3.2). */
  static int initialType(int version) {
    return version == V2 ? 1 : 0;
  }

  /** What the labels of the key schedule begin with (RFC 9369 §3.3.2). */
  static String labels(int version) {
    return version == V2 ? "quicv2" : "quic";
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
