// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Split;
import io.weir.wire.packet.Packet;
import java.util.ArrayList;
import java.util.List;

/**
 * What one of several readers of the same capture fills rows of. A capture is one ordered stream,
 * so each reader goes through all of it; but it meters only the flows between those hosts that fall
 * to it, and writes only every {@code parts}-th block of packets. All flows of two hosts fall to
 * the same reader. A {@link Split}'s range of bytes says which share it is.
 */
record Share(int part, int parts) {
  static final Share WHOLE = new Share(0, 1);

  /** Packets in a row that one reader writes. */
  private static final int BLOCK_BITS = 12;

  /** Divides a capture into shares. */
  static List<Split> splits(List<InputFile> capture, int parts) {
    if (parts == 1) {
      return List.of(new Split(capture, 0, Long.MAX_VALUE));
    }
    long length = length(capture);
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      splits.add(new Split(capture, length * part / parts, length * (part + 1) / parts));
    }
    return splits;
  }

  /** The share that a split is. */
  static Share of(Split split) {
    if (split.end() == Long.MAX_VALUE) {
      return WHOLE;
    }
    double length = length(split.files());
    int parts = (int) Math.max(1, Math.round(length / (split.end() - split.start())));
    return new Share((int) Math.round(split.start() * parts / length), parts);
  }

  /** Bytes of all files together. */
  static long length(List<InputFile> capture) {
    return capture.stream().mapToLong(InputFile::length).sum();
  }

  /**
   * True if the packet with this number is accounted for by this share: its row is written here,
   * and, if it is not IP, that it was read or rejected.
   */
  boolean ownsNumber(long number) {
    return parts == 1 || (number >>> BLOCK_BITS) % parts == part;
  }

  /** True if flows between the packet's hosts fall to this share. */
  boolean owns(Packet p) {
    if (parts == 1) {
      return true;
    }
    return owns(
        FlowUid.mix(p.sourceHigh() ^ FlowUid.mix(p.sourceLow()))
            + FlowUid.mix(p.destinationHigh() ^ FlowUid.mix(p.destinationLow())));
  }

  private boolean owns(long hosts) {
    return (hosts >>> 16) % parts == part;
  }

  /**
   * True if a look at fixed places tells that an Ethernet frame holds a TCP segment between hosts
   * of another share. Most frames of other shares are such ones, and need not be decoded then.
   */
  boolean isForeign(byte[] frame, int at, int captured) {
    boolean plain =
        captured >= 54
            && frame[at + 12] == 8
            && frame[at + 13] == 0
            && frame[at + 14] == 0x45
            && frame[at + 23] == 6
            && (frame[at + 20] & 0x3f) == 0
            && frame[at + 21] == 0;
    return plain
        && !owns(
            FlowUid.mix(FlowUid.mix(CaptureBuffer.u32(frame, at + 26)))
                + FlowUid.mix(FlowUid.mix(CaptureBuffer.u32(frame, at + 30))));
  }
}
