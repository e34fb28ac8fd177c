// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How the service is offered.
 *
 * @param address where it listens; port 0: any that is free
 * @param keys for TLS; empty: none
 * @param isBehindProxy whether something in front ends TLS and tells addresses
 * @param step what answers are released at multiples of
 * @param requests of each analyst in a minute
 * @param failures to sign in from each address in a minute
 * @param largest request, in bytes
 * @param atOnce how many requests are answered at a time
 * @param waiting how many more may wait
 */
record ServiceSettings(
    InetSocketAddress address,
    Optional<TlsKeys> keys,
    boolean isBehindProxy,
    Duration step,
    int requests,
    int failures,
    int largest,
    int atOnce,
    int waiting) {
  static final Duration STEP = Duration.ofSeconds(2);
  static final int REQUESTS = 120;
  static final int FAILURES = 10;
  static final int LARGEST = 1 << 16;
  static final int AT_ONCE = 1;
  static final int WAITING = 16;
}
