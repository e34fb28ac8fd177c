// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Options;
import io.weir.model.TableScan;
import io.weir.wire.BigEndian;
import io.weir.wire.dns.DnsMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes rows of the table {@code dns} of DNS messages that are told with their addresses and times,
 * as captured ones are. Not thread-safe.
 */
public final class DnsPairs {
  private static final int MOST_FLOWS = 1 << 16;

  /** Who talks to whom. */
  private record Ends(
      int protocol, long high, long low, int port, long toHigh, long toLow, int toPort) {}

  private final Position position = new Position();
  private final DnsTransactions transactions;
  private final Map<Ends, Flow> flows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ends, Flow> eldest) {
          return size() > MOST_FLOWS;
        }
      };

  private long count;

  /**
   * Makes rows of a file's messages.
   *
   * @param source the value of the column of that name
   */
  public DnsPairs(TableScan scan, Options options, String source, String file) {
    byte[] name = source.getBytes(StandardCharsets.UTF_8);
    transactions = new DnsTransactions(scan, position, CaptureOptions.dns(options), name);
    position.enter(file);
  }

  /** The next message, of this time in nanoseconds since 1970, was seen by this sensor. */
  public void next(long nanos, byte[] sensor) {
    position.next(nanos);
    position.seenBy(sensor);
  }

  /** The message answers what was asked at this time. */
  public void asked(long nanos) {
    position.asked(nanos);
  }

  /**
   * Takes the message.
   *
   * @param protocol 6 for TCP, 17 for UDP
   * @param addresses the client's address, then the server's, 4 or 16 bytes each as {@code length}
   *     tells; the unspecified address, all zeros, where it is not told
   * @param clientPort -1 where it is not told
   * @param serverPort the same
   * @return false when it cannot be a DNS message
   */
  public boolean message(
      int protocol,
      byte[] addresses,
      int length,
      int clientPort,
      int serverPort,
      byte[] data,
      int from,
      int size) {
    if (!DnsMessage.isPlausible(data, from, size, size)) {
      return false;
    }
    Ends ends =
        new Ends(
            protocol,
            high(addresses, 0, length),
            low(addresses, 0, length),
            clientPort,
            high(addresses, length, length),
            low(addresses, length, length),
            serverPort);
    Flow flow = flows.get(ends);
    if (flow == null) {
      Endpoint client = new Endpoint(ends.high(), ends.low(), clientPort);
      Endpoint server = new Endpoint(ends.toHigh(), ends.toLow(), serverPort);
      client.isAddressTold = ends.high() != 0 || ends.low() != 0;
      server.isAddressTold = ends.toHigh() != 0 || ends.toLow() != 0;
      int version = length == 4 ? 4 : 6;
      flow = new Flow(protocol, version, false, 0, count++, position.nanos(), client, server);
      flow.file = position.file();
      flow.packetNumber = position.number();
      flows.put(ends, flow);
    }
    boolean isResponse = (data[from + 2] & 0x80) != 0;
    transactions.message(flow, isResponse ? Side.SERVER : Side.CLIENT, data, from, size, size);
    return true;
  }

  private static long high(byte[] addresses, int from, int length) {
    return length == 4 ? 0 : BigEndian.i64(addresses, from);
  }

  private static long low(byte[] addresses, int from, int length) {
    return length == 4 ? BigEndian.u32(addresses, from) : BigEndian.i64(addresses, from + 8);
  }

  /** There are no more messages. */
  public void finish() {
    transactions.finish();
  }

  /** Writes finished rows; true if none is left. */
  public boolean drain(CellWriter out) {
    return transactions.drain(out);
  }
}
