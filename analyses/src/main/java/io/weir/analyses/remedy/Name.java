// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import io.weir.analyses.features.Quantile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One name and type of all resolvers: what is usual for it, and which of them differ. */
final class Name {
  private static final double FENCE = 1.5;

  final String domain;
  final String type;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Frequencies<Integer> names = new Frequencies<>();
  private final Frequencies<Integer> addresses = new Frequencies<>();
  private final Frequencies<String> networks = new Frequencies<>();
  private double ttlLimit = Double.NaN;
  private long resolutions;

  Name(String domain, String type) {
    this.domain = domain;
    this.type = type;
  }

  Pair pair(String resolver) {
    return pairs.computeIfAbsent(resolver, Pair::new);
  }

  Collection<Pair> pairs() {
    return pairs.values();
  }

  /** Counts what the pairs hold, which are whole now. */
  void compare() {
    List<Double> ttls = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      if (pair.hasTtl()) {
        ttls.add((double) pair.highestTtl());
      }
      for (Pair.Reply reply : pair.replies()) {
        resolutions += reply.times();
        names.add(reply.answers().names(), reply.times());
        addresses.add(reply.answers().addresses(), reply.times());
        reply.answers().servers().keySet().forEach(n -> networks.add(n, reply.times()));
      }
    }
    names.rank();
    addresses.rank();
    networks.rank();
    if (!ttls.isEmpty()) {
      double[] sorted = ttls.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double third = Quantile.of(sorted, 0.75);
      ttlLimit = third + FENCE * (third - Quantile.of(sorted, 0.25));
    }
  }

  long resolutions() {
    return resolutions;
  }

  /** The features of which a resolver has shown unusual values only. */
  Set<Feature> unusual(Pair pair) {
    Set<Feature> unusual = EnumSet.noneOf(Feature.class);
    if (pair.hasTtl() && pair.lowestTtl() > ttlLimit) {
      unusual.add(Feature.TTL);
    }
    if (pair.replies().stream().noneMatch(r -> names.isUsual(r.answers().names()))) {
      unusual.add(Feature.NAMES);
    }
    if (pair.replies().stream().noneMatch(r -> addresses.isUsual(r.answers().addresses()))) {
      unusual.add(Feature.ADDRESSES);
    }
    if (pair.replies().stream()
        .flatMap(reply -> reply.answers().servers().keySet().stream())
        .noneMatch(networks::isUsual)) {
      unusual.add(Feature.NETWORK);
    }
    return unusual;
  }

  /** What was seen of a pair, and what is usual. */
  Deviation deviation(Pair pair, Set<Feature> unusual) {
    int often = mostFrequent(pair, Answers::names);
    int many = mostFrequent(pair, Answers::addresses);
    return new Deviation(
        domain,
        type,
        pair.resolutions(),
        Feature.words(unusual),
        pair.hasTtl() ? pair.lowestTtl() : null,
        Double.isNaN(ttlLimit) ? null : ttlLimit,
        new Deviation.Shown(often, names.share(often), names.leastShare()),
        new Deviation.Shown(many, addresses.share(many), addresses.leastShare()),
        networks.leastShare(),
        pair.servers().entrySet().stream()
            .map(
                e ->
                    new Deviation.Servers(
                        e.getKey(), networks.share(e.getKey()), List.copyOf(e.getValue())))
            .toList());
  }

  /** The value of most of a pair's replies; of several the least. */
  private static int mostFrequent(Pair pair, Function<Answers, Integer> feature) {
    Map<Integer, Long> counts = new TreeMap<>();
    pair.replies().forEach(r -> counts.merge(feature.apply(r.answers()), r.times(), Long::sum));
    int best = 0;
    long most = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
