// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolver's answers for a name that differ from those of others.
 *
 * @param unusual words of the features of which all values are unusual
 * @param ttl the lowest TTL in seconds; null when none is known
 * @param ttlLimit the highest usual TTL in seconds
 * @param leastNetworkShare the least share of a usual network
 */
record Deviation(
    String domain,
    String type,
    long resolutions,
    String unusual,
    @Nullable Long ttl,
    @Nullable Double ttlLimit,
    Shown names,
    Shown addresses,
    double leastNetworkShare,
    List<Servers> servers) {
  /**
   * A number that the resolver has shown most often.
   *
   * @param share of all resolutions of the name with this number
   * @param least the least share of a usual number
   */
  record Shown(long number, double share, double least) {}

  /**
   * Addresses in a network.
   *
   * @param share of all resolutions of the name with addresses in this network
   */
  record Servers(String network, double share, List<String> addresses) {}
}
