// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Model;
import io.weir.analyses.features.Source;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Traffic of web services, with that of the servers which they use: the method of Trevisan, Drago,
 * Mellia, Song and Baldi, "WHAT: a big data approach for accounting of modern web services", 2016.
 */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class What implements Analysis<What.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(
              help =
                  "names that visits of the services begin with, with commas between; needed"
                      + " unless a model is applied")
          List<String> cores,
      @Parameter(
              help = "names contacted so long after a core are learned as its own",
              defaultValue = "10s",
              min = 1e-6)
          Duration observation,
      @Parameter(
              help = "a visit to learn from begins after so long without flows of the client",
              defaultValue = "10s",
              min = 0)
          Duration gap,
      @Parameter(
              help = "names contacted so long after a service's last flow may belong to it",
              defaultValue = "5s",
              min = 1e-6)
          Duration evaluation,
      @Parameter(
              help = "share of a core's visits in which a name must be contacted",
              defaultValue = "0.05",
              min = 0,
              max = 1)
          double minFrequency,
      @Parameter(help = "services kept", defaultValue = "50", min = 1) int limit,
      @Parameter(
              help =
                  "flows of a client held at once; of more, the oldest are told before what"
                      + " follows them is known, and counted",
              defaultValue = "10000",
              min = 1)
          int maxKeys,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  /** Of both folds, so that an engine may read the flows once for them. */
  private static final String FLOWS =
      """
      SELECT c_ip, ts, ts_end, c_port, s_ip, s_port, name, coalesce(c_bytes, 0) AS c_bytes,
        coalesce(s_bytes, 0) AS s_bytes
      FROM %s WHERE c_ip IS NOT NULL AND ts IS NOT NULL""";

  private static final TableSchema SERVICES =
      new TableSchema(
          "services",
          "One row a service; UNMATCHED are flows of none, UNNAMED flows without a name.",
          List.of(
              new Column("service", ColumnType.STRING, "", "core of the service"),
              new Column("bytes", ColumnType.BIGINT, "bytes", "from clients and servers"),
              new Column("share", ColumnType.DOUBLE, "", "share of all bytes"),
              new Column("c_bytes", ColumnType.BIGINT, "bytes", "from clients"),
              new Column("s_bytes", ColumnType.BIGINT, "bytes", "from servers"),
              new Column("flows", ColumnType.BIGINT, "", "flows"),
              new Column("core_flows", ColumnType.BIGINT, "", "flows to the core itself"),
              new Column("clients", ColumnType.BIGINT, "", "different clients")));

  private static final TableSchema CLIENTS =
      new TableSchema(
          "clients",
          "One row a day, client and service.",
          List.of(
              new Column("day", ColumnType.DATE, "UTC", "day on which the flows began"),
              new Column("c_ip", ColumnType.STRING, "", "client"),
              new Column("service", ColumnType.STRING, "", "core, UNMATCHED or UNNAMED"),
              new Column("bytes", ColumnType.BIGINT, "bytes", "from client and servers"),
              new Column("flows", ColumnType.BIGINT, "", "flows")));

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "what",
        "Traffic of web services, each with the servers that it uses: learned from what clients"
            + " contact when they visit it.",
        List.of("named_flows"),
        Parameters.class,
        List.of(
            SERVICES,
            CLIENTS,
            new TableSchema("flows", "The flows with their service.", LabellingFold.OUTPUT),
            Model.SCHEMA),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("what", "named_flows");
    List<String> cores = Core.names(p.cores());
    Learned<Bags> learned = new Learned<>();
    Plan.Sql flows = Plan.Sql.of(FLOWS.formatted(table));
    Plan.Builder plan = Plan.builder();
    if (p.model().isEmpty()) {
      plan.fold("weir training", flows, training(p, cores))
          .whole(
              "weir bags",
              List.of(
                  Plan.Sql.of(
                      """
                      SELECT kind, core, pattern, sum(n) AS n FROM `weir training`
                      GROUP BY kind, core, pattern""")),
              (inputs, out) -> learn(p, cores, inputs.get(0), learned, out));
    } else {
      Source source = new Source("what", "named_flows", "", p.model());
      plan.whole(
          "weir bags",
          List.of(source.inputs(context).get(1)),
          (inputs, out) -> write(Bags.of(Model.read(inputs.get(0))), learned, out));
    }
    plan.fold("weir told", flows, labelling(p, learned));
    return outputs(plan, p).build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        new Picture.Bars(
            "services",
            "Traffic of each service, its servers' included",
            "services",
            List.of("service"),
            List.of("bytes")));
  }

  private static FoldSpec<TrainingFold.State> training(Parameters p, List<String> cores) {
    return new FoldSpec<>(
        List.of("c_ip"),
        "ts",
        List.of("name"),
        TrainingFold.COLUMNS,
        TrainingFold.OUTPUT,
        new TrainingFold(
            Set.copyOf(cores), Micros.of(p.observation()), Micros.of(p.gap()), p.maxKeys()));
  }

  private static FoldSpec<LabellingFold.State> labelling(Parameters p, Learned<Bags> learned) {
    return new FoldSpec<>(
        List.of("c_ip"),
        "ts",
        List.of("name", "ts_end", "s_ip", "s_port", "c_port", "c_bytes", "s_bytes"),
        LabellingFold.COLUMNS,
        LabellingFold.OUTPUT,
        new LabellingFold(learned, Micros.of(p.evaluation()), p.maxKeys()));
  }

  private static void learn(
      Parameters p, List<String> cores, WholeInput input, Learned<Bags> learned, WholeOut out) {
    write(new Training("what", cores, p.minFrequency()).read(input).bags(out), learned, out);
  }

  private static void write(Bags bags, Learned<Bags> learned, WholeOut out) {
    learned.set(bags);
    Model.write(bags.facts(), out.table("weir model", Model.SCHEMA.columns()));
  }

  private static Plan.Builder outputs(Plan.Builder plan, Parameters p) {
    return plan.step(
            "weir services",
            Plan.Sql.of(
                """
                SELECT coalesce(service, upper(reason)) AS service, sum(c_bytes + s_bytes) AS bytes,
                  sum(c_bytes) AS c_bytes, sum(s_bytes) AS s_bytes, count(*) AS flows,
                  count_if(reason = 'core') AS core_flows, count(DISTINCT c_ip) AS clients
                FROM `weir told` GROUP BY coalesce(service, upper(reason))"""))
        .output(
            "services",
            Plan.Sql.of(
                """
                SELECT s.service, s.bytes, s.bytes / NULLIF(a.bytes, 0) AS share, s.c_bytes,
                  s.s_bytes, s.flows, s.core_flows, s.clients
                FROM (SELECT *, row_number() OVER (ORDER BY bytes DESC, service) AS place
                    FROM `weir services`) AS s
                  CROSS JOIN (SELECT sum(bytes) AS bytes FROM `weir services`) AS a
                WHERE s.place <= ? ORDER BY s.place""",
                p.limit()))
        .output(
            "clients",
            Plan.Sql.of(
                """
                SELECT CAST(ts AS DATE) AS day, c_ip, coalesce(service, upper(reason)) AS service,
                  sum(c_bytes + s_bytes) AS bytes, count(*) AS flows
                FROM `weir told`
                GROUP BY CAST(ts AS DATE), c_ip, coalesce(service, upper(reason))
                ORDER BY day, c_ip, bytes DESC, service"""))
        .output(
            "flows",
            Plan.Sql.of(
                """
                SELECT * FROM `weir told` ORDER BY ts, c_ip, c_port, s_ip, s_port, name, c_bytes,
                  s_bytes, service"""))
        .output("model", Plan.Sql.of("SELECT * FROM `weir model`"));
  }
}
