// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An algorithm of NetLytics and what stands for it here.
 *
 * @param className as given with {@code --algo}
 * @param tool the script that runs it
 * @param reads the only table it reads; empty when it reads any
 * @param analysis the analysis of Weir
 * @param job how it is run; empty for one that is no job
 * @param parameters the analysis' settings that those of {@code --params} mean, behind some the
 *     unit of the number; a setting with two dashes is an option of the engine, an empty one
 *     nothing here; of a job without any they are the number of rows
 */
record Algorithm(
    String className,
    Tool tool,
    Optional<DataTable> reads,
    String analysis,
    Optional<Job> job,
    Map<String, String> parameters) {

  /**
   * What a job writes.
   *
   * @param columns those of the analysis' answer, after an equals sign where they are named
   *     otherwise there, with a star for the elements of a list; none for all of the table
   * @param report the file's name
   * @param limit rows kept where no parameter tells; -1 for all
   * @param settings of the analysis, besides what parameters tell
   */
  record Job(List<String> columns, String report, int limit, Map<String, String> settings) {
    Job(List<String> columns, String report, int limit) {
      this(columns, report, limit, Map.of());
    }
  }

  static final List<Algorithm> ALL =
      List.of(
          job(
              "domain_traffic.DomainTraffic",
              Optional.of(DataTable.NAMED_FLOWS),
              "domain-traffic",
              new Job(List.of("domain", "bytes"), "report.csv", 50)),
          job(
              "top_DNS_servers.TopDNSServers",
              Optional.of(DataTable.DNS),
              "top-dns-servers",
              new Job(List.of("resolver", "queries"), "report.csv", 50)),
          job(
              "save_Dataframe.SaveDataFrame",
              Optional.empty(),
              "save",
              new Job(List.of(), "dataframe.csv", -1)),
          new Algorithm(
              "algos.remedy.Remedy_DNS_manipulations.RemedyDNSManipulations",
              Tool.RUN_JOB,
              Optional.of(DataTable.DNS),
              "remedy",
              Optional.of(
                  new Job(
                      List.of(
                          "resolver",
                          "queried_domains",
                          "count=resolutions",
                          "clients",
                          "asn=network",
                          "domains",
                          "servers"),
                      "final-report.csv",
                      -1,
                      Map.of("examples", String.valueOf(Integer.MAX_VALUE)))),
              Map.of(
                  "min_resolutions", "min-resolutions", "ASN_VIEW", "--asn-db", "partitions", "")),
          new Algorithm(
              "algos.WHAT.WHAT",
              Tool.RUN_JOB,
              Optional.of(DataTable.NAMED_FLOWS),
              "what",
              Optional.of(new Job(List.of("service", "bytes"), "report.csv", -1)),
              Map.of(
                  "CORES", "cores",
                  "OW", "observation ms",
                  "GAP", "gap ms",
                  "EW", "evaluation ms",
                  "MINFREQ", "min-frequency",
                  "N_TOP", "limit")),
          new Algorithm(
              "algos.pain.pain.Pain",
              Tool.RUN_JOB,
              Optional.of(DataTable.NAMED_FLOWS),
              "pain",
              Optional.of(
                  new Job(
                      List.of("time=ts", "c_ip", "page", "cp_*=checkpoints"),
                      "final_report.csv",
                      -1,
                      Map.of("checkpoints", "4"))),
              Map.of(
                  "CORES", "cores",
                  "EW", "window s",
                  "GAP", "gap s",
                  "MINFREQ", "min-frequency",
                  "N_CP", "checkpoints")),
          clustering("KMeans", "kmeans", Map.of("K", "k", "seed", "seed")),
          clustering("BisectingKMeans", "bisecting-kmeans", Map.of("K", "k", "seed", "seed")),
          clustering("GaussianMixture", "gaussian-mixture", Map.of("K", "k", "seed", "seed")),
          clustering(
              "DBScan",
              "dbscan",
              Map.of("eps", "eps", "min_points", "min-points", "metric", "metric")),
          anomalies(
              "S_H_ESD.S_H_ESD",
              "s-h-esd",
              Map.of("period", "period", "alpha", "alpha", "hybrid", "hybrid")),
          anomalies(
              "univariate_anomalies.UnivariateAnomalies",
              "univariate-anomalies",
              Map.of("method", "method")));

  private static Algorithm job(String name, Optional<DataTable> reads, String analysis, Job job) {
    return new Algorithm(
        "algos." + name, Tool.RUN_JOB, reads, analysis, Optional.of(job), Map.of());
  }

  private static Algorithm clustering(
      String name, String analysis, Map<String, String> parameters) {
    return new Algorithm(
        "algos.clustering." + name + "." + name,
        Tool.RUN_CLUSTERING,
        Optional.empty(),
        analysis,
        Optional.empty(),
        parameters);
  }

  private static Algorithm anomalies(String name, String analysis, Map<String, String> parameters) {
    return new Algorithm(
        "algos.anomaly_detection." + name,
        Tool.RUN_ANOMALY_DETECTION,
        Optional.empty(),
        analysis,
        Optional.empty(),
        parameters);
  }

  /** What NetLytics sets of the analysis where nothing is said, and Weir does not. */
  Map<String, String> defaults() {
    return analysis.equals("s-h-esd")
        ? Map.of("alpha", "0.025", "direction", "both", "max-anoms", "0.49")
        : Map.of();
  }

  /** SQL for NetLytics' columns of an output of the analysis; empty for its first as it is. */
  Optional<Answer> answer() {
    return analysis.equals("s-h-esd")
        ? Optional.of(
            new Answer(
                "series",
                "SELECT time, value, trend, residual, anomaly AS outlier FROM (%s) s ORDER BY time"))
        : Optional.empty();
  }

  /**
   * What is written of an analysis.
   *
   * @param output its name
   * @param sql over it, which stands for {@code %s}
   */
  record Answer(String output, String sql) {}

  private String shortName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private boolean isNamed(String name) {
    return className.equalsIgnoreCase(name) || shortName().equalsIgnoreCase(name);
  }

  /**
   * The algorithm of a class's name, with its module or without.
   *
   * @throws WeirException of kind USAGE naming the nearest of those that the script runs, or the
   *     script that runs it
   */
  static Algorithm named(String name, Tool tool) {
    List<String> names =
        ALL.stream().filter(a -> a.tool == tool).map(Algorithm::className).toList();
    Algorithm found =
        ALL.stream()
            .filter(algorithm -> algorithm.isNamed(name))
            .findFirst()
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot run %s: there is no such algorithm. %s",
                        name, Nearest.remedy(name, "Algorithms", names)));
    if (found.tool != tool) {
      throw WeirException.usage(
          "Cannot run %s with %s: it is no algorithm of that script. Use weir netlytics %s.",
          found.className, tool.word(), found.tool.word());
    }
    return found;
  }

  /** Refuses a connector that makes another table than this reads. */
  void requireTable(Connector connector) {
    if (reads.isPresent() && connector.table() != reads.get()) {
      throw WeirException.usage(
          "Cannot run %s on %s: it reads the table %s. Use %s.",
          className,
          connector.className(),
          reads.get().title(),
          connector.making(reads.get()).stream()
              .map(Connector::className)
              .collect(Collectors.joining(" or ")));
    }
  }
}
