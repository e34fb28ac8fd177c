// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.util.Arrays;
import java.util.stream.LongStream;

/** One datagram that waits for its fragments: the bytes so far and which of them are there. */
final class Datagram {
  /** Room for the IP header with all that may stand in front of the fragmented part. */
  private static final int HEADER_ROOM = 512;

  /** What a tagged fragment costs whoever waits for its fate, roughly. */
  private static final int TAG_COST = 512;

  private final long began;
  private long[] tags = {};
  private int tagCount;
  private byte[] bytes = new byte[HEADER_ROOM + 2048];
  private int headerLength;
  private boolean version6;
  private int total = -1;
  private int furthest;

  /** The parts that are there: starts and ends, ascending, neither overlapping nor touching. */
  private int[] spans = new int[4];

  private int spanCount;

  /** RFC 5722: nothing of an IPv6 datagram with overlapping fragments may be used any more. */
  private boolean poisoned;

  Datagram(long began) {
    this.began = began;
  }

  long began() {
    return began;
  }

  int size() {
    return bytes.length + 4 * spans.length + TAG_COST * tagCount;
  }

  boolean complete() {
    return !poisoned && headerLength > 0 && spanCount == 1 && spans[0] == 0 && spans[1] == total;
  }

  /** The tags of the fragments so far. */
  LongStream tags() {
    return Arrays.stream(tags, 0, tagCount);
  }

  /** Forgets the tags; by how much {@link #size} is less for it. */
  int forgetTags() {
    int freed = TAG_COST * tagCount;
    tagCount = 0;
    return freed;
  }

  private void keep(long tag) {
    if (tagCount == tags.length) {
      tags = Arrays.copyOf(tags, Math.max(4, 2 * tagCount));
    }
    tags[tagCount++] = tag;
  }

  /** Takes the fragment's payload; false if it contradicts what is there. */
  boolean add(Packet p, int length, long tag) {
    if (tag != FragmentReassembler.NO_TAG) {
      keep(tag);
    }
    if (!poisoned && take(p, length)) {
      return true;
    }
    poisoned = true;
    bytes = new byte[0];
    return false;
  }

  private boolean take(Packet p, int length) {
    int from = p.fragmentOffset;
    int to = from + length;
    if (!p.moreFragments) {
      if ((total >= 0 && total != to) || to < furthest) {
        return false;
      }
      total = to;
    } else if (total >= 0 && to > total) {
      return false;
    }
    furthest = Math.max(furthest, to);
    if (from == 0 && headerLength == 0 && !keepHeader(p)) {
      return false;
    }
    version6 = p.ipVersion == 6;
    if (HEADER_ROOM + to > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(HEADER_ROOM + to, 2 * bytes.length));
    }
    return insert(from, to, p.data, p.ipPayloadAt);
  }

  private boolean keepHeader(Packet p) {
    int end = p.ipVersion == 6 ? p.fragmentHeaderAt : p.ipPayloadAt;
    int length = end - p.ipAt;
    if (length <= 0 || length > HEADER_ROOM) {
      return false;
    }
    int at = HEADER_ROOM - length;
    System.arraycopy(p.data, p.ipAt, bytes, at, length);
    if (p.ipVersion == 6) {
      unlinkFragmentHeader(at, p.data[p.fragmentHeaderAt]);
    } else {
      bytes[at + 6] &= 0x40;
      bytes[at + 7] = 0;
    }
    headerLength = length;
    return true;
  }

  /** Makes the last header before the fragment header name what came behind that. */
  private void unlinkFragmentHeader(int at, byte next) {
    int nextField = at + 6;
    int header = at + 40;
    while (header < HEADER_ROOM) {
      boolean authentication = bytes[nextField] == 51;
      nextField = header;
      int length = bytes[header + 1] & 0xff;
      header += authentication ? (length + 2) << 2 : (length + 1) << 3;
    }
    bytes[nextField] = next;
  }

  /** Copies what is not there yet of [from, to) and joins the spans; false on IPv6 overlap. */
  private boolean insert(int from, int to, byte[] data, int at) {
    int first = 0;
    while (first < spanCount && spans[2 * first + 1] < from) {
      first++;
    }
    int copied = from;
    int last = first;
    int start = from;
    int end = to;
    for (; last < spanCount && spans[2 * last] <= to; last++) {
      int spanStart = spans[2 * last];
      int spanEnd = spans[2 * last + 1];
      boolean overlaps = spanStart < to && spanEnd > from;
      if (overlaps && version6 && !same(Math.max(from, spanStart), from, to, spanEnd, data, at)) {
        return false;
      }
      copy(copied, Math.min(spanStart, to), from, data, at);
      copied = Math.max(copied, spanEnd);
      start = Math.min(start, spanStart);
      end = Math.max(end, spanEnd);
    }
    copy(copied, to, from, data, at);
    replace(first, last, start, end);
    return true;
  }

  /** True if [from, to) lies inside the span and repeats its bytes. */
  private boolean same(int overlap, int from, int to, int spanEnd, byte[] data, int at) {
    return overlap == from
        && to <= spanEnd
        && Arrays.equals(bytes, HEADER_ROOM + from, HEADER_ROOM + to, data, at, at + to - from);
  }

  private void copy(int start, int end, int from, byte[] data, int at) {
    if (start < end) {
      System.arraycopy(data, at + start - from, bytes, HEADER_ROOM + start, end - start);
    }
  }

  private void replace(int first, int last, int start, int end) {
    int kept = spanCount - last;
    if (last == first && 2 * spanCount + 2 > spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    System.arraycopy(spans, 2 * last, spans, 2 * (first + 1), 2 * kept);
    spans[2 * first] = start;
    spans[2 * first + 1] = end;
    spanCount = first + 1 + kept;
  }

  /** Fills {@code p} with the complete datagram. */
  void decode(Packet p) {
    int at = HEADER_ROOM - headerLength;
    int length = headerLength + total;
    BigEndian.put16(bytes, version6 ? at + 4 : at + 2, version6 ? length - 40 : length);
    PacketDecoder.decodeIp(bytes, at, length, p);
  }
}
