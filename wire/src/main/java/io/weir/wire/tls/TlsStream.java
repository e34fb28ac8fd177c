// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import io.weir.wire.BigEndian;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clear beginning of one direction of a TLS connection, in whatever chunks the bytes
 * come: the client's hello, or the server's hello and certificate. Handshake messages may be spread
 * over records (RFC 8446 §5.1); the hello of SSL 2 is understood (RFC 5246 appendix E.2). Holds one
 * unfinished handshake message at most. Not thread-safe.
 */
public final class TlsStream {
  /** How far the reading is. */
  public enum State {
    /** More bytes may tell more. */
    READING,
    /** All that is in the clear was read. */
    DONE,
    /** This is not TLS, or was cut so that nothing more can be read. */
    NOT_TLS
  }

  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int RECORD_HEADER = 5;
  private static final int MAX_RECORD = (1 << 14) + 2048;

  /** No certificate chain needs more; nothing bigger is held. */
  private static final int MAX_MESSAGE = 1 << 17;

  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_HELLO_DONE = 14;
  private static final byte[] NOTHING = {};

  private State state = State.READING;
  private final byte[] header = new byte[RECORD_HEADER];
  private int headerLength;
  private int recordType;
  private int recordLeft;
  private boolean first = true;
  private byte[] held = NOTHING;
  private int heldLength;
  private @Nullable ClientHello clientHello;
  private @Nullable ServerHello serverHello;
  private @Nullable CertificateNames certificate;

  public State state() {
    return state;
  }

  /** The client's hello, once it was read. */
  public @Nullable ClientHello clientHello() {
    return clientHello;
  }

  /** The server's hello, once it was read. */
  public @Nullable ServerHello serverHello() {
    return serverHello;
  }

  /** The names in the server's own certificate, once it was read; TLS 1.3 hides it. */
  public @Nullable CertificateNames certificate() {
    return certificate;
  }

  /**
   * True if these first bytes of a stream can begin a TLS connection; at least one byte, better six
   * are looked at.
   */
  public static boolean looksLikeTls(byte[] data, int offset, int length) {
    return length > 0 && (mayBeRecord(data, offset, length) || mayBeSsl2(data, offset, length));
  }

  private static boolean mayBeRecord(byte[] data, int at, int length) {
    int type = BigEndian.u8(data, at);
    return (type == HANDSHAKE || (type == ALERT && length >= 2))
        && (length < 2 || data[at + 1] == 3)
        && (length < 3 || BigEndian.u8(data, at + 2) <= 4)
        && (length < 5 || legal(BigEndian.u16(data, at + 3)))
        && (type != HANDSHAKE || length < 6 || mayBegin(data[at + 5]));
  }

  private static boolean legal(int recordLength) {
    return recordLength > 0 && recordLength <= MAX_RECORD;
  }

  private static boolean mayBegin(int handshakeType) {
    return handshakeType >= 0 && handshakeType <= SERVER_HELLO_DONE && handshakeType != 3;
  }

  /** A client's or a server's hello of SSL 2, whose length has two bytes. */
  private static boolean mayBeSsl2(byte[] data, int at, int length) {
    if (length < 5 || (data[at] & 0x80) == 0) {
      return false;
    }
    boolean client = data[at + 2] == 1 && ssl2Version(BigEndian.u16(data, at + 3));
    boolean server =
        length >= 7
            && data[at + 2] == 4
            && (data[at + 3] & ~1) == 0
            && BigEndian.u16(data, at + 5) == TlsVersion.SSL2;
    return (client && ssl2Lengths(data, at, length)) || server;
  }

  private static boolean ssl2Version(int version) {
    return version == TlsVersion.SSL2
        || (version >= TlsVersion.SSL3 && version <= TlsVersion.TLS13);
  }

  private static boolean ssl2Lengths(byte[] data, int at, int length) {
    if (length < 11) {
      return true;
    }
    int message = BigEndian.u16(data, at) & 0x7fff;
    int ciphers = BigEndian.u16(data, at + 5);
    int rest = BigEndian.u16(data, at + 7) + BigEndian.u16(data, at + 9);
    return ciphers % 3 == 0 && 9 + ciphers + rest == message;
  }

  /** Takes the next bytes of the stream. */
  public State offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && state == State.READING) {
      if (recordLeft > 0) {
        int count = Math.min(recordLeft, end - at);
        if (recordType == HANDSHAKE) {
          handshake(data, at, count);
        }
        recordLeft -= count;
        at += count;
      } else {
        header[headerLength++] = data[at++];
        if (headerLength == RECORD_HEADER) {
          beginRecord(data, at, end);
        }
      }
    }
    return state;
  }

  /** Bytes of the stream are missing: nothing after them is read. */
  public State gap() {
    if (state == State.READING) {
      finish(clientHello == null && serverHello == null ? State.NOT_TLS : State.DONE);
    }
    return state;
  }

  private void beginRecord(byte[] data, int at, int end) {
    headerLength = 0;
    recordType = header[0];
    if (first && !mayBeRecord(header, 0, RECORD_HEADER)) {
      beginSsl2(data, at, end);
      return;
    }
    first = false;
    recordLeft = BigEndian.u16(header, 3);
    if (recordType != HANDSHAKE && recordType != ALERT) {
      finish(State.DONE);
    } else if (header[1] != 3 || recordLeft > MAX_RECORD) {
      gap();
    }
  }

  /** Only the version is taken from a hello of SSL 2, which is in its first bytes. */
  private void beginSsl2(byte[] data, int at, int end) {
    byte[] start = Arrays.copyOf(header, RECORD_HEADER + Math.min(6, end - at));
    System.arraycopy(data, at, start, RECORD_HEADER, start.length - RECORD_HEADER);
    if (!mayBeSsl2(start, 0, start.length)) {
      finish(State.NOT_TLS);
      return;
    }
    if (start[2] == 1) {
      clientHello = new ClientHello(BigEndian.u16(start, 3), null, List.of());
    } else {
      serverHello = new ServerHello(TlsVersion.SSL2, null);
    }
    finish(State.DONE);
  }

  private void handshake(byte[] data, int at, int count) {
    if (heldLength + count > MAX_MESSAGE) {
      gap();
      return;
    }
    if (held.length < heldLength + count) {
      held = Arrays.copyOf(held, Math.max(heldLength + count, 2 * held.length));
    }
    System.arraycopy(data, at, held, heldLength, count);
    heldLength += count;
    int from = 0;
    while (state == State.READING && heldLength - from >= 4) {
      int length = BigEndian.u24(held, from + 1);
      if (heldLength - from - 4 < length) {
        if (length > MAX_MESSAGE) {
          gap();
        }
        break;
      }
      message(held[from], from + 4, length);
      from += 4 + length;
    }
    if (state == State.READING) {
      System.arraycopy(held, from, held, 0, heldLength - from);
      heldLength -= from;
    }
  }

  private void message(int type, int at, int length) {
    switch (type) {
      case CLIENT_HELLO -> {
        clientHello = ClientHello.parse(held, at, length).orElse(null);
        finish(clientHello == null ? State.NOT_TLS : State.DONE);
      }
      case SERVER_HELLO -> {
        serverHello = ServerHello.parse(held, at, length).orElse(null);
        if (serverHello == null) {
          finish(State.NOT_TLS);
        } else if (TlsVersion.rank(serverHello.version()) > TlsVersion.TLS12) {
          finish(State.DONE);
        }
      }
      case CERTIFICATE -> {
        certificate = leaf(at, length);
        finish(State.DONE);
      }
      case SERVER_HELLO_DONE -> finish(State.DONE);
      default -> {}
    }
  }

  private @Nullable CertificateNames leaf(int at, int length) {
    Fields list = new Fields(held, at, at + length);
    list.skip(3);
    int leafLength = list.u24();
    if (list.failed() || leafLength > list.left()) {
      return null;
    }
    return CertificateNames.parse(held, list.at(), leafLength);
  }

  private void finish(State end) {
    state = end;
    held = NOTHING;
    heldLength = 0;
  }
}
