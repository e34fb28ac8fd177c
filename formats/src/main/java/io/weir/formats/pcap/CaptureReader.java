// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.wire.packet.Packet;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture, which may be several files one after the other, and fills any of its tables in
 * one pass. A flow, stream or fragment that crosses files is one.
 */
final class CaptureReader implements TableReader {
  /** Packets between two looks at whether rows are finished. */
  private static final int BATCH = 256;

  /** A capture's pieces may overlap so far, in nanoseconds: tools write from several threads. */
  private static final long OVERLAP = 1_000_000_000L;

  private static final Rejects UNHEARD = (file, offset, reason, record, from, length) -> {};

  private final Iterator<InputFile> files;
  private final Share share;
  private final Rejects rejects;
  private final Position position = new Position();
  private final CaptureTables tables;
  private final WaitingFrames waiting;
  private final PacketSorter sorter;

  private @Nullable CaptureFile file;
  private long bytesOfEarlierFiles;
  private long records;
  private boolean ended;

  /** True until the first packet of a file that is not the first one. */
  private boolean begins;

  private long newest = Long.MIN_VALUE;

  CaptureReader(Split split, Scan scan, Rejects rejects) {
    this.files = split.files().iterator();
    this.share = Share.of(split);
    this.rejects = rejects;
    this.tables = new CaptureTables(scan, position);
    FlowMeter meter = null;
    if (tables.needsFlows()) {
      MeterSettings settings = CaptureOptions.meter(scan.options());
      meter = new FlowMeter(position, settings, tables.analyses(), tables::finished);
    }
    this.waiting = new WaitingFrames(rejects);
    this.sorter = new PacketSorter(position, share, tables, meter, waiting);
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (tables.drain(out)) {
      if (ended) {
        return false;
      }
      if (!batch(out)) {
        return true;
      }
    }
    return true;
  }

  /** Reads some packets; false if the writer of packets is full. */
  private boolean batch(CellWriter[] out) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      if (tables.packetsFull(out)) {
        return false;
      }
      CaptureFile current = nextPacket();
      if (current == null) {
        end();
        return true;
      }
      packet(current, out);
    }
    tables.advance(position.nanos());
    return true;
  }

  private void packet(CaptureFile current, CellWriter[] out) {
    if (begins && current.nanos < newest - OVERLAP) {
      sorter.finish(); // not a later piece of one capture, but another of the same time
      newest = Long.MIN_VALUE;
    }
    begins = false;
    newest = Math.max(newest, current.nanos);
    position.next(current.nanos);
    if (!sorter.decode(current)) {
      return;
    }
    Packet p = sorter.outermost();
    boolean own = share.ownsNumber(position.number());
    if (own) {
      tables.write(p, out);
    }
    if (tables.needsFlows() && p.hasIp()) {
      own = share.owns(p);
    }
    String reason = sorter.meter(own ? current : null);
    if (!own || sorter.isWaiting()) {
      return;
    }
    if (reason == null) {
      records++;
    } else {
      long offset = current.packetOffset();
      rejects.reject(
          current.file(), offset, reason, current.data(), current.packetAt, current.captured);
    }
  }

  private void end() {
    ended = true;
    sorter.finish();
    tables.finish();
  }

  /** Goes to the next packet, in the next file if need be; null when there are no more. */
  private @Nullable CaptureFile nextPacket() throws IOException {
    while (true) {
      CaptureFile current = file;
      if (current == null) {
        if (!files.hasNext()) {
          return null;
        }
        InputFile next = files.next();
        position.enter(next.path());
        begins = newest != Long.MIN_VALUE;
        file = CaptureFile.open(next, share.part() == 0 ? rejects : UNHEARD);
      } else if (current.next()) {
        return current;
      } else {
        bytesOfEarlierFiles += current.bytesRead();
        current.close();
        file = null;
      }
    }
  }

  @Override
  public long recordsRead() {
    return records + waiting.joined();
  }

  /** This share's part of the bytes, so that all shares together have read the capture once. */
  @Override
  public long bytesRead() {
    return (bytesOfEarlierFiles + (file == null ? 0 : file.bytesRead())) / share.parts();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
