// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Told what became of each fragment that a {@link FragmentReassembler} was given with a tag. */
public interface FragmentFates {
  /** The fragment is part of a datagram that is whole now. */
  void joined(long tag);

  /** The fragment is part of no datagram, and will be of none. */
  void lost(long tag, FragmentLoss why);
}
