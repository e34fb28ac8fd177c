// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/** The header of an sFlow datagram; one object that the decoder fills again for each. */
public final class SflowHeader {
  static final long MAPPED_IPV4 = 0xffff_0000_0000L;

  long agentHigh;
  long agentLow;
  long subAgent;
  long sequence;
  long uptimeMillis;

  SflowHeader() {}

  /** The high 64 bits of the agent's address. */
  public long agentHigh() {
    return agentHigh;
  }

  /** The low 64 bits of the agent's address; IPv4 as ::ffff:a.b.c.d. */
  public long agentLow() {
    return agentLow;
  }

  /** Which process of the agent it was. */
  public long subAgent() {
    return subAgent;
  }

  /** Datagrams of the sub-agent before this one. */
  public long sequence() {
    return sequence;
  }

  /** Time since the agent started, milliseconds modulo 2^32. */
  public long uptimeMillis() {
    return uptimeMillis;
  }
}
