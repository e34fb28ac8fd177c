// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import io.weir.analyses.features.Quantile;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which networks of which resolvers are suspicious, and why.
 *
 * @param usualDomains registered domains in a network that must be exceeded
 * @param usualPerDomain resolutions for each of them that must be exceeded
 * @param fixed features that must never vary
 * @param examples names and addresses told in a row
 */
record Verdict(double usualDomains, double usualPerDomain, int fixed, int examples) {

  /** The verdict with the medians of what was studied where nothing else is asked for. */
  static Verdict of(Study study, Remedy.Parameters p) {
    return new Verdict(
        p.usualDomains().orElseGet(() -> median(study.domainsOfNetworks())),
        p.usualPerDomain().orElseGet(() -> median(study.resolutionsOfDomains())),
        p.fixed(),
        p.examples());
  }

  private static double median(double[] sorted) {
    return sorted.length == 0 ? 0 : Quantile.of(sorted, 0.5);
  }

  /** Writes all resolvers and the evidence against some. */
  void write(Study study, WholeOut out) {
    WholeOut.Rows resolvers = out.table("weir resolvers", RemedyTables.RESOLVERS.columns());
    WholeOut.Rows evidence = out.table("weir evidence", RemedyTables.EVIDENCE.columns());
    study
        .resolvers()
        .forEach(
            (address, resolver) -> {
              boolean isClean = true;
              for (Map.Entry<String, Reach> entry : resolver.networks.entrySet()) {
                if (isSuspicious(entry.getValue())) {
                  isClean &= !write(address, resolver, entry.getKey(), resolvers, evidence);
                }
              }
              if (isClean) {
                resolvers.row(
                    address,
                    resolver.names(),
                    resolver.resolutions(),
                    resolver.clients,
                    null,
                    0L,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
              }
            });
  }

  private boolean isSuspicious(Reach reach) {
    return reach.domains() > usualDomains
        && reach.perDomain() > usualPerDomain
        && reach.fixed().size() >= fixed;
  }

  /** Writes one suspicious network; false when no unusual answer leads there. */
  private boolean write(
      String address,
      Resolver resolver,
      String network,
      WholeOut.Rows resolvers,
      WholeOut.Rows evidence) {
    SortedSet<String> domains = new TreeSet<>();
    SortedSet<String> servers = new TreeSet<>();
    for (Deviation deviation : resolver.deviations) {
      for (Deviation.Servers there : deviation.servers()) {
        if (there.network().equals(network)) {
          domains.add(deviation.domain());
          servers.addAll(there.addresses());
          evidence(address, deviation, there, evidence);
        }
      }
    }
    if (domains.isEmpty()) {
      return false;
    }
    Reach reach = resolver.networks.get(network);
    resolvers.row(
        address,
        resolver.names(),
        resolver.resolutions(),
        resolver.clients,
        network,
        (long) domains.size(),
        first(domains),
        first(servers),
        reach == null ? null : Feature.words(reach.fixed()),
        reach == null ? null : reach.domains(),
        usualDomains,
        reach == null ? null : reach.perDomain(),
        usualPerDomain);
    return true;
  }

  private List<String> first(SortedSet<String> all) {
    return new ArrayList<>(all.stream().limit(examples).toList());
  }

  private static void evidence(
      String resolver, Deviation seen, Deviation.Servers there, WholeOut.Rows evidence) {
    @Nullable Object[] row = {
      resolver,
      there.network(),
      seen.domain(),
      seen.type(),
      seen.resolutions(),
      seen.unusual(),
      seen.ttl(),
      seen.ttlLimit(),
      seen.names().number(),
      seen.names().share(),
      seen.names().least(),
      seen.addresses().number(),
      seen.addresses().share(),
      seen.addresses().least(),
      there.share(),
      seen.leastNetworkShare(),
      there.addresses()
    };
    evidence.row(row);
  }
}
