// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.wire.packet.FragmentFates;
import io.weir.wire.packet.FragmentLoss;
import io.weir.wire.packet.FragmentReassembler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Frames that hold a fragment, until it is known whether its datagram becomes whole. They are read
 * then, or rejected. The reassembler's memory bounds how many wait.
 */
final class WaitingFrames implements FragmentFates {
  /** How much of a reject is kept. */
  private static final int KEPT = 256;

  private final Rejects rejects;
  private final Map<Long, Frame> frames = new HashMap<>();
  private long last = FragmentReassembler.NO_TAG;
  private long joined;

  /** Where a frame is, and its first bytes. */
  private static final class Frame {
    private final InputFile file;
    private final long offset;
    private final byte[] head;

    Frame(CaptureFile in) {
      this.file = in.file();
      this.offset = in.packetOffset();
      int to = in.packetAt + Math.min(KEPT, in.captured);
      this.head = Arrays.copyOfRange(in.data(), in.packetAt, to);
    }
  }

  WaitingFrames(Rejects rejects) {
    this.rejects = rejects;
  }

  /** Lets the current frame of a file wait; the tag of its fragment. */
  long add(CaptureFile in) {
    frames.put(++last, new Frame(in));
    return last;
  }

  @Override
  public void joined(long tag) {
    if (frames.remove(tag) != null) {
      joined++;
    }
  }

  @Override
  public void lost(long tag, FragmentLoss why) {
    Frame frame = frames.remove(tag);
    if (frame != null) {
      byte[] head = frame.head;
      rejects.reject(frame.file, frame.offset, why.reason(), head, 0, head.length);
    }
  }

  /** Frames whose datagrams became whole. */
  long joined() {
    return joined;
  }
}
