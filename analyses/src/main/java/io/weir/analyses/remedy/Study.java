// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import io.weir.model.analysis.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through the answers of all resolvers, name by name, and remembers what differs, what
 * each resolver has answered in each network, and how networks and domains are used otherwise.
 */
final class Study {
  /** The columns of a row, in the order in which rows must come. */
  static final List<String> COLUMNS =
      List.of(
          "`registered`",
          "`domain`",
          "`type`",
          "`resolver`",
          "`records`",
          "`times`",
          "`lowest_ttl`",
          "`highest_ttl`",
          "`clients`");

  private final long minResolutions;
  private final int maxKeys;
  private final SortedMap<String, Resolver> resolvers = new TreeMap<>();

  /** Networks of the current registered domain, where nothing was unusual, and resolutions. */
  private final Map<String, Long> hosted = new HashMap<>();

  /** Registered domains of each network. */
  private final Map<String, Long> networkDomains = new HashMap<>();

  private double[] domainResolutions = new double[1024];
  private int domainCount;
  private final Map<String, Answers> known = new HashMap<>();
  private final Map<String, Long> clients = new HashMap<>();
  private @Nullable String registered;
  private @Nullable Name name;
  private int keys;
  private long leftOut;

  Study(long minResolutions, int maxKeys) {
    this.minResolutions = minResolutions;
    this.maxKeys = maxKeys;
  }

  /** Takes the next row of {@link #COLUMNS}, in their order. */
  void row(Row row) {
    String nextRegistered = String.valueOf(row.text(0));
    String domain = String.valueOf(row.text(1));
    String type = String.valueOf(row.text(2));
    boolean isSameDomain = nextRegistered.equals(registered);
    Name current = name;
    if (current == null || !current.domain.equals(domain) || !current.type.equals(type)) {
      finishName();
      current = new Name(domain, type);
      name = current;
    }
    if (!isSameDomain) {
      finishDomain();
      registered = nextRegistered;
    }
    Answers answers = known.computeIfAbsent(String.valueOf(row.text(4)), Answers::read);
    if (answers.addresses() == 0) {
      return;
    }
    String resolver = String.valueOf(row.text(3));
    clients.put(resolver, row.longValue(8));
    current
        .pair(resolver)
        .add(
            new Pair.Reply(
                answers,
                row.longValue(5),
                row.isNull(6) ? Pair.NO_TTL : Math.max(0, row.longValue(6)),
                row.isNull(7) ? Pair.NO_TTL : Math.max(0, row.longValue(7))));
  }

  /** No more rows will come. */
  void end() {
    finishName();
    finishDomain();
  }

  private void finishName() {
    Name done = name;
    String domain = registered;
    if (done == null || domain == null) {
      return;
    }
    done.compare();
    boolean isJudged = done.resolutions() > minResolutions;
    for (Pair pair : done.pairs()) {
      Optional<Resolver> resolver = resolver(pair.resolver);
      resolver.ifPresent(r -> r.count(done.domain, pair.resolutions()));
      Set<Feature> unusual = isJudged ? done.unusual(pair) : Set.of();
      if (unusual.isEmpty()) {
        pair.replies()
            .forEach(
                reply ->
                    reply
                        .answers()
                        .servers()
                        .keySet()
                        .forEach(network -> hosted.merge(network, reply.times(), Long::sum)));
      } else if (resolver.isPresent() && hasRoom()) {
        resolver.get().deviations.add(done.deviation(pair, unusual));
      }
      resolver.ifPresent(r -> reach(r, domain, pair));
    }
    name = null;
    known.clear();
    clients.clear();
  }

  private Optional<Resolver> resolver(String address) {
    Resolver resolver = resolvers.get(address);
    if (resolver == null && hasRoom()) {
      resolver = new Resolver(clients.getOrDefault(address, 0L));
      resolvers.put(address, resolver);
    }
    return Optional.ofNullable(resolver);
  }

  private void reach(Resolver resolver, String domain, Pair pair) {
    // Replies come in any order, networks do not: which of them have no room must not depend on it.
    for (String network : pair.servers().keySet()) {
      if (!resolver.networks.containsKey(network) && hasRoom()) {
        resolver.networks.put(network, new Reach());
      }
    }
    for (Pair.Reply reply : pair.replies()) {
      for (String network : reply.answers().servers().keySet()) {
        Reach reach = resolver.networks.get(network);
        if (reach != null) {
          reach.add(domain, reply);
        }
      }
    }
  }

  /** Whether one more may be remembered; counts those that may not. */
  private boolean hasRoom() {
    if (keys < maxKeys) {
      keys++;
      return true;
    }
    leftOut++;
    return false;
  }

  private void finishDomain() {
    hosted.forEach(
        (network, times) -> {
          networkDomains.merge(network, 1L, Long::sum);
          if (domainCount == domainResolutions.length) {
            domainResolutions = Arrays.copyOf(domainResolutions, 2 * domainCount);
          }
          domainResolutions[domainCount++] = times;
        });
    hosted.clear();
  }

  SortedMap<String, Resolver> resolvers() {
    return resolvers;
  }

  /** The registered domains of each network, ascending. */
  double[] domainsOfNetworks() {
    return networkDomains.values().stream().mapToDouble(Long::doubleValue).sorted().toArray();
  }

  /** The resolutions of each registered domain in each network, ascending. */
  double[] resolutionsOfDomains() {
    double[] all = Arrays.copyOf(domainResolutions, domainCount);
    Arrays.sort(all);
    return all;
  }

  /** Resolvers, networks of resolvers and deviations that were not remembered. */
  long leftOut() {
    return leftOut;
  }
}
