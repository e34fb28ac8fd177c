// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Plan;
import java.util.List;

/** What the analysis puts out. */
final class RemedyTables {
  static final TableSchema RESOLVERS =
      new TableSchema(
          "resolvers",
          "One row a resolver and network to which it sends names otherwise than the others do; one"
              + " row a resolver without such a network.",
          List.of(
              new Column("resolver", ColumnType.STRING, "", "the server asked"),
              new Column("queried_domains", ColumnType.BIGINT, "", "different names it resolved"),
              new Column("resolutions", ColumnType.BIGINT, "", "its answers with addresses"),
              new Column("clients", ColumnType.BIGINT, "", "different clients it answered"),
              new Column(
                  "network",
                  ColumnType.STRING,
                  "",
                  "where its unusual answers lead: AS number or prefix; NULL when none are"),
              new Column(
                  "manipulated",
                  ColumnType.BIGINT,
                  "",
                  "names with unusual answers that lead there"),
              new Column("domains", ColumnType.STRING_LIST, "", "first of these names"),
              new Column("servers", ColumnType.STRING_LIST, "", "first of their addresses"),
              new Column(
                  "fixed",
                  ColumnType.STRING,
                  "",
                  "what never varied in its answers that lead there: ttl, names, addresses"),
              new Column(
                  "network_domains",
                  ColumnType.BIGINT,
                  "",
                  "registered domains it places in the network"),
              new Column(
                  "usual_domains",
                  ColumnType.DOUBLE,
                  "",
                  "registered domains that are not exceeded by an unsuspicious network"),
              new Column(
                  "per_domain",
                  ColumnType.DOUBLE,
                  "",
                  "its resolutions for each of its registered domains there"),
              new Column(
                  "usual_per_domain",
                  ColumnType.DOUBLE,
                  "",
                  "resolutions for each that are not exceeded by an unsuspicious network")));

  static final TableSchema EVIDENCE =
      new TableSchema(
          "evidence",
          "One row a resolver, network and name with unusual answers: what was seen and what is"
              + " usual.",
          List.of(
              new Column("resolver", ColumnType.STRING, "", "the server asked"),
              new Column("network", ColumnType.STRING, "", "where the answers lead"),
              new Column("domain", ColumnType.STRING, "", "the name asked for"),
              new Column("type", ColumnType.STRING, "", "A or AAAA"),
              new Column("resolutions", ColumnType.BIGINT, "", "the resolver's answers for it"),
              new Column(
                  "unusual",
                  ColumnType.STRING,
                  "",
                  "features that it has only unusual values of: ttl, names, addresses, network"),
              new Column("ttl", ColumnType.BIGINT, "s", "lowest TTL seen, in steps of 5 seconds"),
              new Column("ttl_limit", ColumnType.DOUBLE, "s", "highest usual TTL of the name"),
              new Column("names", ColumnType.BIGINT, "", "names in most of its answers"),
              new Column(
                  "names_share",
                  ColumnType.DOUBLE,
                  "",
                  "share of all resolvers' answers with so many"),
              new Column("names_least", ColumnType.DOUBLE, "", "least share of a usual number"),
              new Column("addresses", ColumnType.BIGINT, "", "addresses in most of its answers"),
              new Column(
                  "addresses_share",
                  ColumnType.DOUBLE,
                  "",
                  "share of all resolvers' answers with so many"),
              new Column("addresses_least", ColumnType.DOUBLE, "", "least share of a usual number"),
              new Column(
                  "network_share",
                  ColumnType.DOUBLE,
                  "",
                  "share of all resolvers' answers that lead to this network"),
              new Column("network_least", ColumnType.DOUBLE, "", "least share of a usual network"),
              new Column("servers", ColumnType.STRING_LIST, "", "the addresses answered")));

  private RemedyTables() {}

  /** Adds the outputs to a plan. */
  static Plan.Builder outputs(Plan.Builder plan) {
    return plan.output(
            "resolvers",
            Plan.Sql.of(
                """
                SELECT * FROM `weir resolvers`
                ORDER BY network IS NULL, manipulated DESC, resolutions DESC, resolver, network"""))
        .output(
            "evidence",
            Plan.Sql.of(
                "SELECT * FROM `weir evidence` ORDER BY resolver, network, domain, `type`"));
  }
}
