// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends datagrams at a pace. Senders of a capture get addresses of their own, 127.0.0.1, 127.0.0.2
 * …, where the target is on the IPv4 loopback, so that the receiver tells them apart. Not
 * thread-safe.
 */
public final class DatagramSender implements AutoCloseable {
  private static final int MOST_SENDERS = 200;
  private static final long SPIN_NANOS = 100_000;

  private final InetSocketAddress target;
  private final Map<String, DatagramChannel> channels = new HashMap<>();
  private final List<DatagramChannel> opened = new ArrayList<>();
  private final Timetable timetable;
  private long sent;
  private long sentBytes;

  /**
   * How fast datagrams go.
   *
   * @param perSecond so many a second; 0: as their own times say
   * @param speed their own times, so many times faster
   */
  public record Pace(double perSecond, double speed) {
    /** As fast as their own times say. */
    public static final Pace OWN = new Pace(0, 1);
  }

  public DatagramSender(InetSocketAddress target, Pace pace) {
    this.target = target;
    this.timetable = new Timetable(pace);
  }

  /**
   * The next datagram begins another pass over the input, at the pace of the first: the time that
   * the passes before took is not held against it.
   */
  public void again() {
    timetable.again();
  }

  /**
   * Waits until it is time, then sends.
   *
   * @param sender names who sent it
   * @param micros when it was sent, microseconds since any time
   */
  public void send(String sender, long micros, byte[] bytes, int from, int length) {
    await(micros);
    DatagramChannel channel = channels.computeIfAbsent(sender, key -> open());
    try {
      channel.send(ByteBuffer.wrap(bytes, from, length), target);
      sent++;
      sentBytes += length;
    } catch (IOException e) {
      throw WeirException.failed(
          "Cannot send to udp://%s:%d: %s. Check the address with --to.",
          target.getHostString(), target.getPort(), String.valueOf(e.getMessage()));
    }
  }

  private void await(long micros) {
    long now = System.nanoTime();
    long due = timetable.due(now, micros);
    long left = due - now;
    while (left > 0) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS / 2);
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
  }

  private DatagramChannel open() {
    try {
      DatagramChannel channel = DatagramChannel.open();
      int number = opened.size();
      opened.add(channel);
      InetAddress address = target.getAddress();
      if (address.isLoopbackAddress() && address.getAddress().length == 4) {
        byte[] own = {127, 0, 0, (byte) (1 + number % MOST_SENDERS)};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(own), 0));
      }
      return channel;
    } catch (IOException e) {
      throw WeirException.failed(
          "Cannot send to udp://%s:%d: %s.",
          target.getHostString(), target.getPort(), String.valueOf(e.getMessage()));
    }
  }

  public long sent() {
    return sent;
  }

  public long sentBytes() {
    return sentBytes;
  }

  /** Senders seen. */
  public int senders() {
    return channels.size();
  }

  @Override
  public void close() {
    for (DatagramChannel channel : opened) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
