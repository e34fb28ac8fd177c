// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import io.weir.wire.BigEndian;
import io.weir.wire.Scattered;
import io.weir.wire.tls.ClientHello;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client's hello from the datagrams a QUIC client sends first: Initial packets of version
 * 1 (RFC 9001), version 2 (RFC 9369) and the drafts from 21 on, alone or coalesced, with the hello
 * cut over packets in any order; also Google's QUIC up to Q050, T050 and T051. Looks at a bounded
 * number of packets. Not thread-safe.
 */
public final class QuicHello {
  /** How far the reading is. */
  public enum State {
    /** More datagrams may tell more. */
    READING,
    /** The hello was read. */
    DONE,
    /** This is not QUIC, or its hello cannot be read. */
    NOT_QUIC
  }

  private static final int MAX_PACKETS = 64;
  private static final int MAX_HELLO = 1 << 16;

  /** A client's connection id changes once, after a Retry. */
  private static final int MAX_KEYS = 8;

  private static final int CLIENT_HELLO = 1;

  private final Scattered crypto = new Scattered(MAX_HELLO);
  private final List<InitialKeys> keys = new ArrayList<>();
  private byte[] keysOf = {};
  private State state = State.READING;
  private int version;
  private int packets;
  private @Nullable ClientHello hello;

  public State state() {
    return state;
  }

  /** The hello, once it was read. */
  public @Nullable ClientHello hello() {
    return hello;
  }

  /** The version of the first packet, as on the wire; see {@link QuicVersion#name}. */
  public int version() {
    return version;
  }

  /** True if a datagram may be the first of a QUIC client, of a version this class can read. */
  public static boolean looksLikeQuic(byte[] data, int offset, int length) {
    return LongHeader.parse(data, offset, offset + length) != null
        || GoogleHello.versionOf(data, offset, length) != 0;
  }

  /**
   * The version of a datagram that has QUIC's form but whose version this class may not know, or 0.
   * Other protocols can have that form by chance: ask only where QUIC is to be expected.
   */
  public static int versionOf(byte[] data, int offset, int length) {
    return LongHeader.versionOf(data, offset, offset + length);
  }

  /** Takes the next datagram of the client. */
  public State offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    if (packets == 0 && !looksLikeQuic(data, offset, length)) {
      state = State.NOT_QUIC;
    }
    if (state == State.READING && GoogleHello.versionOf(data, offset, length) != 0) {
      google(data, offset, length);
      return state;
    }
    while (state == State.READING && at < end) {
      LongHeader header = LongHeader.parse(data, at, end);
      if (header == null) {
        break;
      }
      count();
      if (header.initial()) {
        version = version == 0 ? header.version() : version;
        initial(header, data, at);
      }
      at = header.end();
    }
    return state;
  }

  private void count() {
    if (++packets > MAX_PACKETS) {
      state = State.NOT_QUIC;
    }
  }

  private void google(byte[] data, int offset, int length) {
    count();
    version = version == 0 ? GoogleHello.versionOf(data, offset, length) : version;
    hello = GoogleHello.parse(data, offset, length);
    if (hello != null) {
      state = State.DONE;
    }
  }

  private void initial(LongHeader header, byte[] data, int at) {
    byte[] packet = Arrays.copyOfRange(data, at, header.end());
    int numberAt = header.numberAt() - at;
    byte[] frames = tryKeys(packet, numberAt);
    byte[] connectionId = Arrays.copyOfRange(data, header.idAt(), header.idEnd());
    if (frames.length == 0 && !Arrays.equals(connectionId, keysOf) && keys.size() < MAX_KEYS) {
      keysOf = connectionId;
      for (byte[] salt : QuicVersion.salts(header.version())) {
        keys.add(new InitialKeys(header.version(), salt, connectionId));
      }
      frames = tryKeys(packet, numberAt);
    }
    if (frames.length > 0) {
      readFrames(frames);
    }
  }

  private byte[] tryKeys(byte[] packet, int numberAt) {
    for (InitialKeys candidate : keys) {
      byte[] frames = candidate.open(packet, numberAt);
      if (frames.length > 0) {
        return frames;
      }
    }
    return new byte[0];
  }

  private void readFrames(byte[] data) {
    Frames frames = new Frames(data);
    while (frames.next()) {
      crypto.put(frames.cryptoOffset(), data, frames.cryptoAt(), frames.cryptoLength());
    }
    int held = crypto.contiguous();
    if (held < 4) {
      return;
    }
    if (version == QuicVersion.Q050) {
      googleHello(held);
      return;
    }
    int length = BigEndian.u24(crypto.bytes(), 1);
    if (crypto.bytes()[0] != CLIENT_HELLO || length > MAX_HELLO - 4) {
      state = State.NOT_QUIC;
    } else if (held >= 4 + length) {
      hello = ClientHello.parse(crypto.bytes(), 4, length).orElse(null);
      state = hello == null ? State.NOT_QUIC : State.DONE;
    }
  }

  private void googleHello(int held) {
    ClientHello tags = GoogleHello.parse(crypto.bytes(), 0, held);
    if (tags != null && tags.serverName() != null) {
      hello = tags;
      state = State.DONE;
    }
  }
}
