// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/**
 * When flows end without saying so, in nanoseconds of packet time. The defaults are Zeek's.
 *
 * @param tcp silence after which an established TCP connection is over
 * @param attempt silence after which a TCP connection is over that was never established
 * @param interactive the same as {@code tcp}, for FTP control, SSH, Telnet and rlogin
 * @param udp silence after which a UDP flow is over
 * @param other silence after which a flow of another protocol is over
 * @param active age at which any flow is cut into records; {@link Flow#NEVER} for never
 */
record FlowTimeouts(long tcp, long attempt, long interactive, long udp, long other, long active) {
  private static final long SECOND = 1_000_000_000L;

  static final FlowTimeouts DEFAULT =
      new FlowTimeouts(
          300 * SECOND, 60 * SECOND, 3600 * SECOND, 60 * SECOND, 60 * SECOND, Flow.NEVER / 2);
}
