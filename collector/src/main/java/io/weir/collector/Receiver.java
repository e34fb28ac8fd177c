// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.WeirException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;

/** Takes datagrams from one socket to a ring, on a thread of its own that does nothing else. */
final class Receiver {
  private static final int LARGEST_DATAGRAM = 1 << 16;
  private static final long STOP_MILLIS = 1000;
  private static final long SELECT_MILLIS = 500;

  private final DatagramChannel channel;
  private final Selector selector;
  private final DatagramRing ring;
  private final CollectorCounts counts;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean isStopping;

  private Receiver(DatagramChannel channel, DatagramRing ring, CollectorCounts counts, Clock clock)
      throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    this.selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    this.ring = ring;
    this.counts = counts;
    this.clock = clock;
    this.thread = new Thread(this::run, "weir-receive");
    thread.setDaemon(true);
  }

  /** Binds a socket; receives from {@link #start} on. */
  static Receiver bind(
      InetSocketAddress address,
      int socketBuffer,
      DatagramRing ring,
      CollectorCounts counts,
      Clock clock) {
    try {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer);
        channel.bind(address);
        return new Receiver(channel, ring, counts, clock);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw WeirException.failed(
          "Cannot listen at udp://%s:%d: %s. Name another address or port with --listen.",
          address.getHostString(), address.getPort(), String.valueOf(e.getMessage()));
    }
  }

  void start() {
    thread.start();
  }

  int port() {
    try {
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes of the kernel's buffer, which may be less than was asked for. */
  int socketBuffer() {
    try {
      return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    } catch (IOException e) {
      return 0;
    }
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    while (true) {
      try {
        boolean isLast = isStopping;
        takeAll(buffer);
        if (isLast) {
          return;
        }
        selector.select(SELECT_MILLIS);
        selector.selectedKeys().clear();
      } catch (ClosedChannelException | ClosedSelectorException e) {
        return;
      } catch (IOException e) {
        // An error that an earlier datagram caused elsewhere; the socket goes on.
        counts.socketErrors.increment();
      }
    }
  }

  /** Takes what the kernel has. When stopping, not for ever: a sender may go on. */
  private void takeAll(ByteBuffer buffer) throws IOException {
    long end = System.nanoTime() + STOP_MILLIS * 1_000_000;
    while (!isStopping || System.nanoTime() < end) {
      buffer.clear();
      InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
      if (sender == null) {
        return;
      }
      buffer.flip();
      receive(sender, buffer);
    }
  }

  private void receive(InetSocketAddress sender, ByteBuffer datagram) {
    counts.received.increment();
    counts.receivedBytes.add(datagram.remaining());
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    if (!ring.add(sender.getAddress(), micros, datagram)) {
      counts.ringFull.increment();
    }
  }

  /** What the kernel dropped because nobody took it in time; -1 where it does not tell. */
  long kernelDrops() {
    return KernelDrops.ofPort(port());
  }

  /** Takes what the kernel still has, then closes the socket. */
  void stop() {
    isStopping = true;
    selector.wakeup();
    try {
      thread.join(2 * STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      selector.close();
      channel.close();
    } catch (IOException e) {
      counts.socketErrors.increment();
    }
  }
}
