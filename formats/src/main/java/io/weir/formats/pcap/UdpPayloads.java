// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.wire.packet.FragmentReassembler;
import io.weir.wire.packet.IpText;
import io.weir.wire.packet.Packet;
import io.weir.wire.packet.PacketDecoder;
import java.io.IOException;

/**
 * The payloads of a capture's UDP datagrams in its order, fragments put together; what the capture
 * cut off is left out. Not thread-safe.
 */
public final class UdpPayloads implements AutoCloseable {
  private static final int UDP = 17;
  private static final long FRAGMENT_MEMORY = 16 << 20;

  private final CaptureFile file;
  private final FragmentReassembler fragments = new FragmentReassembler(FRAGMENT_MEMORY);
  private final Packet packet = new Packet();
  private long cut;
  private long packets;

  private UdpPayloads(CaptureFile file) {
    this.file = file;
  }

  /** Opens a capture, pcap or pcapng. */
  public static UdpPayloads open(InputFile file, Rejects rejects) throws IOException {
    return new UdpPayloads(CaptureFile.open(file, rejects));
  }

  /** Goes to the next payload; false at the end of the capture. */
  public boolean next() throws IOException {
    while (file.next()) {
      packets++;
      PacketDecoder.decode(
          file.data(), file.packetAt, file.captured, file.wire, file.linkType, packet);
      if (packet.fragment() && !fragments.add(packet, file.nanos)) {
        continue;
      }
      if (packet.protocol() == UDP && packet.hasTransport()) {
        if (packet.payloadCaptured() == packet.payloadLength()) {
          return true;
        }
        cut++;
      }
    }
    return false;
  }

  /** Time of the packet, nanoseconds since 1970 UTC. */
  public long nanos() {
    return file.nanos;
  }

  /** The bytes that hold the payload, until {@link #next}. */
  public byte[] bytes() {
    return packet.data();
  }

  public int from() {
    return packet.payloadAt();
  }

  public int length() {
    return packet.payloadLength();
  }

  /** The sender's address as text. */
  public String sender() {
    return IpText.toString(packet.data(), packet.sourceAt(), packet.addressLength());
  }

  public int senderPort() {
    return packet.sourcePort();
  }

  public int port() {
    return packet.destinationPort();
  }

  /** Where in the content the packet begins that held the payload, or its last fragment. */
  public long offset() {
    return file.bytesRead() - file.captured;
  }

  /** Content bytes consumed. */
  public long bytesRead() {
    return file.bytesRead();
  }

  /** Packets of any kind so far. */
  public long packets() {
    return packets;
  }

  /** UDP datagrams left out because the capture has only their beginning. */
  public long cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
