// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Why a fragment became part of no datagram. */
public enum FragmentLoss {
  /** Other fragments of its datagram did not come in time, or room was needed. */
  INCOMPLETE("an IP fragment without the rest of its datagram"),
  /** The capture kept less of it than was on the wire. */
  CUT("an IP fragment is cut off by the capture's snapshot length"),
  /** It is empty, of a wrong length, or reaches beyond the longest datagram. */
  INVALID("an IP fragment is invalid"),
  /** It overlaps others of its datagram, or they say different lengths. */
  CONTRADICTION("IP fragments contradict each other");

  private final String reason;

  FragmentLoss(String reason) {
    this.reason = reason;
  }

  /** The reason in words, as a person reads it in a count of rejects. */
  public String reason() {
    return reason;
  }
}
