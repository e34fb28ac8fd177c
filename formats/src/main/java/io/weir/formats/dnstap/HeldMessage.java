// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

/**
 * A DNS message that waits until earlier ones were handed over; ordered by time.
 *
 * @param askedNanos when a response's query came; {@link #UNKNOWN} when not told
 * @param number in the order of the file
 * @param addresses the client's, then the server's
 */
@SuppressWarnings("ArrayRecordComponent")
record HeldMessage(
    long nanos,
    long askedNanos,
    boolean isResponse,
    long number,
    byte[] identity,
    int protocol,
    byte[] addresses,
    int clientPort,
    int serverPort,
    byte[] message)
    implements Comparable<HeldMessage> {
  static final long UNKNOWN = Long.MIN_VALUE;

  @Override
  public int compareTo(HeldMessage other) {
    int byTime = Long.compare(nanos, other.nanos);
    if (byTime != 0) {
      return byTime;
    }
    int byKind = Boolean.compare(isResponse, other.isResponse);
    return byKind != 0 ? byKind : Long.compare(number, other.number);
  }
}
