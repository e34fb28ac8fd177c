// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

import io.weir.formats.pcap.DnsPairs;
import io.weir.input.DamagedFileException;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableReader;
import io.weir.wire.BigEndian;
import io.weir.wire.dns.DnsMessage;
import io.weir.wire.dnstap.DnstapMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Reads the frames of one file. A frame that cannot be read is rejected; where a frame cannot be
 * told from the next, the rest of the file is.
 */
final class DnstapReader implements TableReader {
  /** The control frame that a stream begins with. */
  static final int START = 2;

  private static final int STOP = 3;
  private static final String BEHIND = "bytes behind the end of the stream";

  /** More than any DNS message with its addresses takes. */
  private static final int LONGEST = 1 << 18;

  /** Each thread of a server writes on its own, so messages are late by up to some seconds. */
  private static final long DISORDER_NANOS = 5_000_000_000L;

  private static final int MOST_WAITING = 1 << 15;
  private static final long MOST_BYTES_WAITING = 1 << 26;

  /** A DNS message's length is a number of 16 bits (RFC 1035, section 4.2.2). */
  private static final int LONGEST_DNS = 65_535;

  private static final int TCP = 6;
  private static final int UDP = 17;

  private final InputFile file;
  private final Rejects rejects;
  private final Set<Integer> types;
  private final InputStream in;
  private final DnsPairs pairs;
  private final DnstapMessage message = new DnstapMessage();
  private final byte[] addresses = new byte[32];
  private byte[] frame = new byte[4096];
  private final Queue<HeldMessage> waiting = new PriorityQueue<>();
  private long held;
  private long bytesWaiting;
  private long newest = Long.MIN_VALUE;
  private byte[] identity = {};
  private long offset;
  private long records;
  private boolean isStopped;
  private boolean isEnded;

  DnstapReader(InputFile file, Scan scan, Rejects rejects) throws IOException {
    this.file = file;
    this.rejects = rejects;
    types = DnstapFormat.types(scan.options());
    pairs = new DnsPairs(scan.tables().get(0), scan.options(), "dnstap", file.path());
    in = new BufferedInputStream(file.open(0), 1 << 16);
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (pairs.drain(out[0])) {
      if (isEnded) {
        return false;
      }
      if (!next()) {
        isEnded = true;
        release(Long.MAX_VALUE, 0, 0);
        pairs.finish();
      }
    }
    return true;
  }

  /** Reads a frame; false when there are no more. */
  private boolean next() throws IOException {
    long start = offset;
    try {
      if (!read(4)) {
        return offset > start && rest(start, "truncated frame");
      }
      long length = BigEndian.u32(frame, 0);
      boolean isControl = length == 0;
      if (isControl) {
        if (!read(4)) {
          return rest(start, "truncated frame");
        }
        length = BigEndian.u32(frame, 0);
      }
      if (isStopped && !isControl) {
        return rest(start, BEHIND);
      }
      if (length > LONGEST) {
        return rest(start, "frame too long");
      }
      if (!read((int) length)) {
        return rest(start, "truncated frame");
      }
      if (isControl) {
        return control(length < 4 ? 0 : BigEndian.u32(frame, 0)) || rest(start, BEHIND);
      }
      frame(start, (int) length);
      return true;
    } catch (DamagedFileException e) {
      isStopped = false;
      return rest(start, e.reason());
    }
  }

  /** A file may be joined of several, each a stream; false behind a stream's end. */
  private boolean control(long kind) {
    if (isStopped && kind != START) {
      return false;
    }
    isStopped = kind == STOP;
    return true;
  }

  /** Reads so many bytes; false when the file ends before. */
  private boolean read(int count) throws IOException {
    if (frame.length < count) {
      frame = Arrays.copyOf(frame, Math.max(count, 2 * frame.length));
    }
    int done = in.readNBytes(frame, 0, count);
    offset += done;
    return done == count;
  }

  private boolean rest(long start, String reason) {
    rejects.reject(file, start, isStopped ? BEHIND : reason, frame, 0, 0);
    return false;
  }

  private void frame(long start, int length) {
    String defect = message.decode(frame, 0, length);
    if (defect.isEmpty()) {
      defect = message();
    }
    if (defect.isEmpty()) {
      records++;
      release(newest - DISORDER_NANOS, MOST_WAITING, MOST_BYTES_WAITING);
    } else {
      rejects.reject(file, start, defect, frame, 0, Math.min(length, 256));
    }
  }

  /** Hands the DNS message over; what is wrong with it, or the empty text. */
  private String message() {
    if (!types.contains(message.type())) {
      return message.type() >= 1 && message.type() <= 14 ? "" : "unknown message type";
    }
    boolean isResponse = message.type() % 2 == 0;
    int part = isResponse ? DnstapMessage.RESPONSE : DnstapMessage.QUERY;
    if (!message.has(part)) {
      return "no DNS message in the dnstap frame";
    }
    boolean hasTime = isResponse ? message.hasResponseTime() : message.hasQueryTime();
    if (!hasTime) {
      return "no time in the dnstap frame";
    }
    newest = Math.max(newest, isResponse ? message.responseTime() : message.queryTime());
    int length = addresses();
    if (length == 0) {
      return "no addresses in the dnstap frame";
    }
    int from = message.from(part);
    int size = message.length(part);
    if (size > LONGEST_DNS) {
      return "DNS message too long";
    }
    if (!DnsMessage.isPlausible(frame, from, size, size)) {
      return "no DNS message in the dnstap frame";
    }
    bytesWaiting += size;
    boolean isUdp = message.protocol() == 1 || message.protocol() == 5 || message.protocol() == 7;
    waiting.add(
        new HeldMessage(
            isResponse ? message.responseTime() : message.queryTime(),
            isResponse && message.hasQueryTime() ? message.queryTime() : HeldMessage.UNKNOWN,
            isResponse,
            held++,
            identity(),
            isUdp ? UDP : TCP,
            Arrays.copyOf(addresses, 2 * length),
            message.queryPort(),
            message.responsePort(),
            Arrays.copyOfRange(frame, from, from + size)));
    return "";
  }

  /** Hands over, in order of time, the messages that no earlier one is expected after. */
  private void release(long before, int most, long mostBytes) {
    HeldMessage first = waiting.peek();
    while (first != null
        && (first.nanos() < before || waiting.size() > most || bytesWaiting > mostBytes)) {
      waiting.remove();
      bytesWaiting -= first.message().length;
      pairs.next(first.nanos(), first.identity());
      if (first.askedNanos() != HeldMessage.UNKNOWN) {
        pairs.asked(first.askedNanos());
      }
      pairs.message(
          first.protocol(),
          first.addresses(),
          first.addresses().length / 2,
          first.clientPort(),
          first.serverPort(),
          first.message(),
          0,
          first.message().length);
      first = waiting.peek();
    }
  }

  /** Puts both addresses one behind the other; a missing one is all zeros. Their length, or 0. */
  private int addresses() {
    int asker = message.length(DnstapMessage.QUERY_ADDRESS);
    int answerer = message.length(DnstapMessage.RESPONSE_ADDRESS);
    int length = Math.max(asker, answerer);
    boolean isUsual = length == 4 || length == 16;
    if (!isUsual || (asker >= 0 && asker != length) || (answerer >= 0 && answerer != length)) {
      return 0;
    }
    Arrays.fill(addresses, (byte) 0);
    if (asker > 0) {
      System.arraycopy(frame, message.from(DnstapMessage.QUERY_ADDRESS), addresses, 0, length);
    }
    if (answerer > 0) {
      System.arraycopy(
          frame, message.from(DnstapMessage.RESPONSE_ADDRESS), addresses, length, length);
    }
    return length;
  }

  private byte[] identity() {
    int length = message.length(DnstapMessage.IDENTITY);
    int from = message.from(DnstapMessage.IDENTITY);
    boolean isSame =
        Math.max(0, length) == identity.length
            && (length <= 0
                || Arrays.equals(frame, from, from + length, identity, 0, identity.length));
    if (!isSame) {
      identity = length <= 0 ? new byte[0] : Arrays.copyOfRange(frame, from, from + length);
    }
    return identity;
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
