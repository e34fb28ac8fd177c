// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import io.weir.model.analysis.Plan;

/**
 * The queries that bring the answers of all resolvers together: each different answer of a resolver
 * to a name once, with the network of each address.
 */
final class RemedySql {
  /**
   * Recursive answers with data. Flags are those of NetLytics: RD is 8, RA is 4; where they are not
   * known they are taken as set.
   */
  private static final String RESOLUTIONS =
      """
      SELECT s_ip AS resolver, lower(query) AS domain, req_type AS type, c_ip,
        array_join(answers, ';') AS records,
        CASE WHEN size(answer_ttls) > 0 THEN element_at(answer_ttls, size(answer_ttls)) END AS ttl
      FROM %s
      WHERE resp_code = 'NOERROR' AND req_type IN ('A', 'AAAA') AND s_ip IS NOT NULL
        AND query IS NOT NULL AND size(answers) > 0 AND coalesce(flags_resp & 12, 12) = 12""";

  private static final String REPLIES =
      """
      SELECT resolver, domain, type, records, count(*) AS times, min(ttl) AS lowest_ttl,
        max(ttl) AS highest_ttl
      FROM `weir resolutions` GROUP BY resolver, domain, type, records""";

  private static final String CLIENTS =
      """
      SELECT resolver, count(DISTINCT c_ip) AS clients FROM `weir resolutions` GROUP BY resolver""";

  private static final String PARTS =
      """
      SELECT records, explode(split(records, ';')) AS part
      FROM (SELECT DISTINCT records FROM `weir replies`) AS answers""";

  private static final String NETWORKS =
      """
      SELECT part, concat(coalesce(ip_network(part), ''), '|', part) AS located
      FROM (SELECT DISTINCT part FROM `weir parts`) AS different""";

  private static final String LOCATED =
      """
      SELECT p.records, array_join(array_agg(n.located), ';') AS located
      FROM `weir parts` AS p JOIN `weir networks` AS n ON p.part = n.part GROUP BY p.records""";

  private static final String DOMAINS =
      """
      SELECT domain, coalesce(sld(domain), domain) AS registered
      FROM (SELECT DISTINCT domain FROM `weir replies`) AS different""";

  /** Rows of {@link Study#COLUMNS}. */
  private static final String ALL =
      """
      SELECT d.registered, r.domain, r.type, r.resolver, l.located AS records, r.times,
        r.lowest_ttl, r.highest_ttl, c.clients
      FROM `weir replies` AS r
        JOIN `weir located` AS l ON r.records = l.records
        JOIN `weir domains` AS d ON r.domain = d.domain
        JOIN `weir clients` AS c ON r.resolver = c.resolver
      ORDER BY registered, domain, type, resolver""";

  private RemedySql() {}

  /** Adds the steps before the study. */
  static Plan.Builder steps(Plan.Builder plan, String table) {
    return plan.step("weir resolutions", Plan.Sql.of(RESOLUTIONS.formatted(table)))
        .step("weir replies", Plan.Sql.of(REPLIES))
        .step("weir clients", Plan.Sql.of(CLIENTS))
        .step("weir parts", Plan.Sql.of(PARTS))
        .step("weir networks", Plan.Sql.of(NETWORKS))
        .step("weir located", Plan.Sql.of(LOCATED))
        .step("weir domains", Plan.Sql.of(DOMAINS));
  }

  /** The study's input. */
  static Plan.Sql input() {
    return Plan.Sql.of(ALL);
  }
}
