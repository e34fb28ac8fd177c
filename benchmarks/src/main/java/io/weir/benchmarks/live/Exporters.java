// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.DatagramSender;
import io.weir.wire.export.FlowExportWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Exporters on the loopback interface that send flows as NetFlow v9, in turn a datagram each. Not
 * thread-safe.
 */
final class Exporters implements AutoCloseable {
  private static final int DATAGRAM = 1400;

  private final FlowPool pool;
  private final DatagramSender sender;
  private final FlowExportWriter[] writers;
  private long flows;
  private long sentFlows;
  private int turn;
  private boolean isFull;

  /**
   * Makes exporters that have sent nothing.
   *
   * @param datagrams a second, or 0 for as fast as it goes
   */
  Exporters(FlowPool pool, int port, int count, double datagrams) {
    this.pool = pool;
    this.sender =
        new DatagramSender(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new DatagramSender.Pace(datagrams, 1));
    this.writers = new FlowExportWriter[count];
    for (int i = 0; i < count; i++) {
      String name = "exporter " + i;
      writers[i] =
          new FlowExportWriter(
              0,
              DATAGRAM,
              (bytes, length, told) -> {
                sender.send(name, 0, bytes, 0, length);
                sentFlows += told;
                isFull = true;
              });
    }
  }

  /** Exports a flow that ended then; the exporter sends it when its datagram is full. */
  void export(long endMicros) {
    writers[turn].add(pool.flow(flows++, endMicros));
    if (isFull) {
      isFull = false;
      turn = (turn + 1) % writers.length;
    }
  }

  /** Sends what is not sent yet. */
  void flush() {
    for (FlowExportWriter writer : writers) {
      writer.flush();
    }
  }

  /** Flows exported, sent or not. */
  long flows() {
    return flows;
  }

  long sentFlows() {
    return sentFlows;
  }

  long sentDatagrams() {
    return sender.sent();
  }

  @Override
  public void close() {
    sender.close();
  }
}
