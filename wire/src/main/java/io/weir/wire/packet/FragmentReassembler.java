// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of IPv4 (RFC 791) and IPv6 (RFC 8200 §4.5) datagrams together again.
 *
 * <p>Overlaps: in IPv4 the bytes that came first stay; an IPv6 datagram with overlapping fragments
 * is dropped (RFC 5722), exact repetitions excepted. A datagram that is not complete after 30
 * seconds of packet time is dropped, and so are the oldest ones when the memory limit is reached.
 * Not thread-safe.
 */
public final class FragmentReassembler {
  /** How long a datagram waits for its missing fragments, in nanoseconds of packet time. */
  public static final long TIMEOUT_NANOS = 30_000_000_000L;

  private static final int MAX_DATAGRAM = 65_535;

  /** What a pending datagram costs besides its bytes, roughly. */
  private static final int OVERHEAD = 256;

  private record Key(long sourceHigh, long sourceLow, long toHigh, long toLow, long idAndProtocol) {
    static Key of(Packet p) {
      long proto = p.ipVersion == 4 ? p.protocol : 256; // IPv6 tells datagrams apart by id alone
      return new Key(
          p.sourceHigh(),
          p.sourceLow(),
          p.destinationHigh(),
          p.destinationLow(),
          (long) p.ipId << 16 | proto);
    }
  }

  /** The tag of a fragment whose fate nobody wants to know. */
  public static final long NO_TAG = -1;

  private static final FragmentFates UNHEARD =
      new FragmentFates() {
        @Override
        public void joined(long tag) {}

        @Override
        public void lost(long tag, FragmentLoss why) {}
      };

  private final Map<Key, Datagram> pending = new LinkedHashMap<>();
  private final long memoryLimit;
  private final FragmentFates fates;
  private long memory;
  private long newest = Long.MIN_VALUE;
  private long reassembled;
  private long timedOut;
  private long evicted;
  private long invalid;

  /** Makes a reassembler that holds at most {@code memoryLimit} bytes of incomplete datagrams. */
  public FragmentReassembler(long memoryLimit) {
    this(memoryLimit, UNHEARD);
  }

  /**
   * Makes a reassembler that holds at most {@code memoryLimit} bytes of incomplete datagrams.
   *
   * @param fates told of every fragment with a tag, once; of those that wait when they are {@link
   *     #clear cleared} at the latest
   */
  public FragmentReassembler(long memoryLimit, FragmentFates fates) {
    this.memoryLimit = memoryLimit;
    this.fates = fates;
  }

  /** As {@link #add(Packet, long, long)} without a tag. */
  public boolean add(Packet packet, long nanos) {
    return add(packet, nanos, NO_TAG);
  }

  /**
   * Adds the fragment in {@code packet} ({@link Packet#fragment()}). If it completes its datagram,
   * {@code packet} is filled again with that datagram, decoded, and true is returned; its positions
   * then point into memory of its own. Otherwise {@code packet} is left as it was.
   *
   * @param nanos the packet's time
   * @param tag what the fragment is called when its fate is told; {@link #NO_TAG} for none
   */
  public boolean add(Packet packet, long nanos, long tag) {
    newest = Math.max(newest, nanos);
    expire();
    int length = packet.ipAt + packet.ipLength - packet.ipPayloadAt;
    boolean whole = packet.ipAt + packet.ipLength <= packet.capturedEnd;
    int end = packet.fragmentOffset + length;
    boolean ragged = packet.moreFragments && (length & 7) != 0;
    if (!whole || length <= 0 || end > MAX_DATAGRAM || ragged) {
      invalid++;
      lost(tag, whole ? FragmentLoss.INVALID : FragmentLoss.CUT);
      return false;
    }
    Key key = Key.of(packet);
    @Nullable Datagram datagram = pending.get(key);
    if (datagram == null) {
      datagram = new Datagram(nanos);
      memory += OVERHEAD + datagram.size();
      pending.put(key, datagram);
    }
    int before = datagram.size();
    boolean fits = datagram.add(packet, length, tag);
    memory += datagram.size() - before;
    if (!fits) {
      invalid++;
      lost(datagram, FragmentLoss.CONTRADICTION);
      memory -= datagram.forgetTags();
      if (packet.ipVersion == 4) { // most likely the identification is used again
        drop(key, datagram);
      }
      return false;
    }
    if (!datagram.complete()) {
      makeRoom();
      return false;
    }
    drop(key, datagram);
    reassembled++;
    datagram.tags().forEach(fates::joined);
    datagram.decode(packet);
    return true;
  }

  private void lost(long tag, FragmentLoss why) {
    if (tag != NO_TAG) {
      fates.lost(tag, why);
    }
  }

  private void lost(Datagram datagram, FragmentLoss why) {
    datagram.tags().forEach(tag -> fates.lost(tag, why));
  }

  private void drop(Key key, Datagram datagram) {
    pending.remove(key);
    memory -= OVERHEAD + datagram.size();
  }

  private void expire() {
    Iterator<Datagram> oldest = pending.values().iterator();
    while (oldest.hasNext()) {
      Datagram datagram = oldest.next();
      if (newest - datagram.began() <= TIMEOUT_NANOS) {
        return;
      }
      oldest.remove();
      memory -= OVERHEAD + datagram.size();
      lost(datagram, FragmentLoss.INCOMPLETE);
      timedOut++;
    }
  }

  private void makeRoom() {
    Iterator<Datagram> oldest = pending.values().iterator();
    while (memory > memoryLimit && oldest.hasNext()) {
      Datagram datagram = oldest.next();
      oldest.remove();
      memory -= OVERHEAD + datagram.size();
      lost(datagram, FragmentLoss.INCOMPLETE);
      evicted++;
    }
  }

  /** Forgets all incomplete datagrams and the time: another capture follows. */
  public void clear() {
    pending.values().forEach(datagram -> lost(datagram, FragmentLoss.INCOMPLETE));
    pending.clear();
    memory = 0;
    newest = Long.MIN_VALUE;
  }

  /** Datagrams that wait for fragments. */
  public int pending() {
    return pending.size();
  }

  /** Bytes held for them. */
  public long memory() {
    return memory;
  }

  /** Datagrams put together so far. */
  public long reassembled() {
    return reassembled;
  }

  /** Datagrams dropped because fragments were missing for too long. */
  public long timedOut() {
    return timedOut;
  }

  /** Datagrams dropped because the memory limit was reached. */
  public long evicted() {
    return evicted;
  }

  /** Fragments dropped: cut by the capture, empty, too long, or contradicting others. */
  public long invalid() {
    return invalid;
  }
}
