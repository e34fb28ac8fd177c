// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.Defect;
import io.weir.wire.packet.FragmentReassembler;
import io.weir.wire.packet.LinkType;
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
  private final Share share;
  private final CaptureTables tables;
  private final @Nullable FlowMeter meter;
  private final Packet[] layers = new Packet[MAX_TUNNELS + 1];
  private final WaitingFrames waiting;
  private final FragmentReassembler fragments;
  private final Map<Long, IpTunnel> ipTunnels = new HashMap<>();

  /** The file whose current frame is accounted for here; null for another share's. */
  private @Nullable CaptureFile own;

  private boolean isWaiting;

  /**
   * Sorts packets for {@code meter}, or only decodes them if it is null.
   *
   * @param waiting keeps the frames of which it is not known yet whether they are of use
   */
  PacketSorter(
      Position position,
      Share share,
      CaptureTables tables,
      @Nullable FlowMeter meter,
      WaitingFrames waiting) {
    this.position = position;
    this.share = share;
    this.tables = tables;
    this.meter = meter;
    this.waiting = waiting;
    this.fragments = new FragmentReassembler(FRAGMENT_MEMORY, waiting);
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new Packet();
    }
  }

  /** The packet that the last frame carries, outside all tunnels. */
  Packet outermost() {
    return layers[0];
  }

  /**
   * Decodes the current frame of {@code file}, as far as somebody needs it.
   *
   * @return false if nobody needs it: it is not decoded, and another share accounts for it
   */
  boolean decode(CaptureFile file) {
    PacketRows rows = tables.packets();
    if (share.parts() > 1 && rows == null && file.linkType == LinkType.ETHERNET) {
      if (share.isForeign(file.data(), file.packetAt, file.captured)) {
        return false;
      }
    }
    boolean needed = meter != null || (rows != null && rows.needsDecoding());
    int linkType = needed ? file.linkType : -1;
    PacketDecoder.decode(file.data(), file.packetAt, file.captured, file.wire, linkType, layers[0]);
    return true;
  }

  /**
   * Hands the decoded frame on to the meter. {@link #outermost} is another packet afterwards if the
   * frame was a fragment.
   *
   * @param file holds the frame if this share accounts for it, else null
   * @return why the frame is of no use, a phrase without values; null if nothing is wrong
   */
  @Nullable String meter(@Nullable CaptureFile file) {
    own = file;
    isWaiting = false;
    FlowMeter into = meter;
    if (into == null) {
      return null;
    }
    into.advance();
    Packet p = layers[0];
    Defect defect = p.defect();
    if (defect != null && unusable(p)) {
      return defect.reason();
    }
    if (p.hasIp()) {
      ip(into, p, 0, null);
    }
    return null;
  }

  /** True if the last frame is one of {@link WaitingFrames}, or was: they account for it. */
  boolean isWaiting() {
    return isWaiting;
  }

  /**
   * True if too little is known of the packet to count it. A tool that cut packets may have left no
   * word of it: then the IP length is longer than the frame, and the headers are what they were.
   */
  private static boolean unusable(Packet p) {
    Defect defect = p.defect();
    boolean isCut = defect == Defect.IP_LENGTH && p.hasTransport();
    return defect != null && defect != Defect.UDP_LENGTH && !isCut;
  }

  private void ip(FlowMeter into, Packet p, int depth, @Nullable TunnelParent parent) {
    if (p.fragment() && !p.cutBeginning() && !fragments.add(p, position.nanos(), tag(parent))) {
      return; // the rest of the datagram is to come
    }
    if (unusable(p) || p.protocol() == NO_NEXT_HEADER) {
      return;
    }
    for (FlowAnalysis analysis : tables.analyses()) {
      analysis.packet(p);
    }
    Tunnel tunnel = p.tunnel();
    boolean overIp = tunnel != Tunnel.NONE && p.protocol() != UDP; // such a tunnel is no flow
    TunnelParent self = overIp ? ipTunnel(p) : null;
    if (!overIp && needed(p)) {
      self = into.packet(p, parent, share.owns(p) ? Metering.FULL : Metering.SHADOW);
      if (self == null) {
        return; // a wrong checksum
      }
    }
    if (tunnel != Tunnel.NONE && depth < MAX_TUNNELS) {
      Packet inner = layers[depth + 1];
      PacketDecoder.decodeInner(p, inner);
      if (inner.hasIp()) {
        ip(into, inner, depth + 1, self);
      }
    }
  }

  /**
   * What a fragment of the current frame is called. It has no name where another share, the frame's
   * outer fragment or the flow that carries it accounts for the frame.
   */
  private long tag(@Nullable TunnelParent parent) {
    if (own == null || isWaiting || parent instanceof Flow) {
      return FragmentReassembler.NO_TAG;
    }
    isWaiting = true;
    return waiting.add(own);
  }

  /** True if the packet's flow becomes a row, or is what other flows are tunnelled in. */
  private boolean needed(Packet p) {
    return share.owns(p) ? tables.wants(p) : Tunnel.mayCarry(p);
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

  /** The input ended, or another capture follows that has nothing to do with what was seen. */
  void finish() {
    if (meter != null) {
      meter.finish();
    }
    fragments.clear();
  }
}
