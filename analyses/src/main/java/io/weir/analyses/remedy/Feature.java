// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What of a resolver's answers is compared with those of others. */
enum Feature {
  /** Time to live of the last record of an answer. */
  TTL,
  /** Names in an answer: those of its chain of CNAMEs. */
  NAMES,
  /** Different addresses in an answer. */
  ADDRESSES,
  /** Networks of the addresses. */
  NETWORK;

  /** The words of features, with commas between. */
  static String words(Collection<Feature> features) {
    return features.stream()
        .map(feature -> feature.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
