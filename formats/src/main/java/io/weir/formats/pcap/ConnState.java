// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** How a flow went, in the words of Zeek's conn.log: SF, S0, REJ … */
final class ConnState {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private ConnState() {}

  static String of(Flow flow) {
    if (flow.protocol == TCP) {
      return tcp(flow);
    }
    if (flow.protocol != UDP) {
      return "OTH";
    }
    if (flow.client.sentPayload) {
      return flow.server.sentPayload ? "SF" : "S0";
    }
    return flow.server.sentPayload ? "SHR" : "OTH";
  }

  private static String tcp(Flow flow) {
    TcpState client = flow.client.state;
    TcpState server = flow.server.state;
    if (server == TcpState.RESET) {
      boolean nothing =
          client == TcpState.RESET
              && flow.client.size(flow.server) == 0
              && flow.server.size(flow.client) == 0;
      if (client == TcpState.SYN_SENT || client == TcpState.SYN_ACK_SENT || nothing) {
        return "REJ";
      }
      return client.silent() ? "RSTRH" : "RSTR";
    }
    if (client == TcpState.RESET) {
      if (server.silent()) {
        return flow.history.synThenReset() ? "RSTOS0" : "OTH";
      }
      return "RSTO";
    }
    if (client == TcpState.CLOSED) {
      if (server == TcpState.CLOSED) {
        return "SF";
      }
      return server.silent() ? "SH" : "S2";
    }
    if (server == TcpState.CLOSED) {
      return client.silent() ? "SHR" : "S3";
    }
    if (client == TcpState.SYN_SENT && server == TcpState.INACTIVE) {
      return "S0";
    }
    boolean established = client == TcpState.ESTABLISHED && server == TcpState.ESTABLISHED;
    return established ? "S1" : "OTH";
  }
}
