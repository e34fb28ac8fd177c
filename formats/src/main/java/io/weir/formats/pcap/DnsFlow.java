// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.dns.DnsTcpStream;

/** Finds the DNS messages in one flow. */
final class DnsFlow implements FlowAnalyzer {
  /** Takes messages; the bytes are valid during the call only. */
  interface Messages {
    /**
     * One message.
     *
     * @param captured bytes of it that the capture kept
     * @param length bytes of it on the wire
     */
    void message(Flow flow, Side sender, byte[] data, int from, int captured, int length);
  }

  private final Flow flow;
  private final Messages messages;
  private final DnsTcpStream client;
  private final DnsTcpStream server;
  private boolean notDns;

  DnsFlow(Flow flow, Messages messages) {
    this.flow = flow;
    this.messages = messages;
    client = tcp(Side.CLIENT);
    server = tcp(Side.SERVER);
  }

  private DnsTcpStream tcp(Side side) {
    return new DnsTcpStream(
        (data, from, length) -> messages.message(flow, side, data, from, length, length));
  }

  private DnsTcpStream stream(Side side) {
    return side == Side.CLIENT ? client : server;
  }

  @Override
  public void datagram(Side side, byte[] data, int from, int captured, int length) {
    messages.message(flow, side, data, from, captured, length);
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    notDns |= !stream(side).offer(data, from, length);
  }

  @Override
  public void gap(Side side, long length) {
    stream(side).gap(length);
  }

  @Override
  public boolean done() {
    return notDns;
  }
}
