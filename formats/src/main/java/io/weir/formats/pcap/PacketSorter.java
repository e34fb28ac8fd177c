// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.Rejects;
import io.weir.wire.packet.Defect;
import io.weir.wire.packet.FragmentReassembler;
import io.weir.wire.packet.Packet;
import io.weir.wire.packet.PacketDecoder;
import io.weir.wire.packet.Tunnel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frames, puts fragments together, follows tunnels and hands each packet to the meter. A
 * frame that can't be decoded is a reject where flows are asked for; frames without IP are not.
 */
final class PacketSorter {
  /** Tunnels inside tunnels that are followed, as many as Zeek follows. */
  private static final int MAX_TUNNELS = 4;

  private static final long FRAGMENT_MEMORY = 64L << 20;
  private static final int MAX_IP_TUNNELS = 100_000;
  private static final int UDP = 17;
  private static final int NO_NEXT_HEADER = 59;

  /** Two hosts that tunnel directly over IP. */
  private record IpTunnel(String uid) implements TunnelParent {}

  private final Position position;
  private final @Nullable FlowMeter meter;
  private final Rejects rejects;
  private final Packet[] layers = new Packet[MAX_TUNNELS + 1];
  private final FragmentReassembler fragments = new FragmentReassembler(FRAGMENT_MEMORY);
  private final Map<Long, IpTunnel> ipTunnels = new HashMap<>();
  private long packets;

  PacketSorter(Position position, @Nullable FlowMeter meter, Rejects rejects) {
    this.position = position;
    this.meter = meter;
    this.rejects = rejects;
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new Packet();
    }
  }

  /** The packet that the last frame carries, outside all tunnels. */
  Packet outermost() {
    return layers[0];
  }

  /** Frames taken and not rejected. */
  long packets() {
    return packets;
  }

  /** Takes the current frame of {@code file}; decodes it no further than its lengths on request. */
  void packet(CaptureFile file, boolean decode) {
    Packet p = layers[0];
    int linkType = decode ? file.linkType : -1;
    PacketDecoder.decode(file.data(), file.packetAt, file.captured, file.wire, linkType, p);
    packets++;
    if (meter != null) {
      meter.advance();
      if (p.defect() != null && unusable(p)) {
        packets--;
        long offset = file.bytesRead() - file.captured;
        String reason = p.defect().reason();
        rejects.reject(file.file(), offset, reason, file.data(), file.packetAt, file.captured);
      } else if (p.hasIp()) {
        ip(meter, p, 0, null);
      }
    }
  }

  /** True if too little is known of the packet to count it. */
  private static boolean unusable(Packet p) {
    return p.defect() != Defect.UDP_LENGTH;
  }

  private void ip(FlowMeter into, Packet p, int depth, @Nullable TunnelParent parent) {
    if (p.fragment() && !fragments.add(p, position.nanos())) {
      return; // the rest of the datagram is to come
    }
    if ((p.defect() != null && unusable(p)) || p.protocol() == NO_NEXT_HEADER) {
      return;
    }
    Tunnel tunnel = p.tunnel();
    boolean overIp = tunnel != Tunnel.NONE && p.protocol() != UDP; // such a tunnel is no flow
    boolean wanted = overIp || into.wants(p);
    TunnelParent self = null;
    if (wanted) {
      self = overIp ? ipTunnel(p) : into.packet(p, parent);
    }
    if (tunnel != Tunnel.NONE && depth < MAX_TUNNELS && (self != null || !wanted)) {
      Packet inner = layers[depth + 1];
      PacketDecoder.decodeInner(p, inner);
      if (inner.hasIp()) {
        ip(into, inner, depth + 1, self);
      }
    }
  }

  private IpTunnel ipTunnel(Packet p) {
    long ends =
        FlowUid.mix(p.sourceHigh() ^ FlowUid.mix(p.sourceLow()))
            + FlowUid.mix(p.destinationHigh() ^ FlowUid.mix(p.destinationLow()));
    if (ipTunnels.size() > MAX_IP_TUNNELS) {
      ipTunnels.clear();
    }
    return ipTunnels.computeIfAbsent(ends, key -> new IpTunnel(FlowUid.ofTunnel(key)));
  }

  /** The input ended. */
  void finish() {
    if (meter != null) {
      meter.finish();
    }
  }

  /** Another capture follows: nothing of it belongs to what was seen so far. */
  void separate() {
    finish();
    fragments.clear();
  }
}
