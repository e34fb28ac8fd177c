// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.Model;
import io.weir.analyses.features.Source;
import io.weir.analyses.features.Vectors;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Whole;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.List;

/** The tables that clusterings put out: rows with their cluster, clusters, profiles and model. */
final class ClusterTables {
  /** The table of the rows. */
  static final String ROWS = "weir rows";

  static final Column CLUSTER =
      new Column("cluster", ColumnType.BIGINT, "", "the row's cluster; -1 for none");
  static final List<Column> ADDED = List.of(Encoded.FEATURES, CLUSTER);

  private static final TableSchema CLUSTERS =
      new TableSchema(
          "clusters",
          "One row a cluster; -1 are the rows in none.",
          List.of(
              new Column("cluster", ColumnType.BIGINT, "", "its number"),
              new Column("size", ColumnType.BIGINT, "rows", "rows in it"),
              new Column("share", ColumnType.DOUBLE, "", "its rows among all"),
              new Column(
                  "silhouette",
                  ColumnType.DOUBLE,
                  "",
                  "mean silhouette of its rows: 1 far from the next cluster, below 0 nearer to it"
                      + " than to their own"),
              new Column("centre", ColumnType.DOUBLE_LIST, "", "mean of its rows' features")));

  private static final TableSchema PROFILE =
      new TableSchema(
          "profile",
          "One row a cluster and feature.",
          List.of(
              new Column("cluster", ColumnType.BIGINT, "", "its number; -1 for rows in none"),
              new Column("feature", ColumnType.STRING, "", "a number, or a column and a category"),
              new Column(
                  "mean", ColumnType.DOUBLE, "", "mean of the number, or the category's share"),
              new Column("overall", ColumnType.DOUBLE, "", "the same of all rows")));

  /** What every clustering puts out. */
  static final List<TableSchema> OUTPUTS =
      List.of(
          new TableSchema(
              "rows", "The rows with their features and their cluster, in their order.", ADDED),
          CLUSTERS,
          PROFILE,
          Model.SCHEMA);

  /** How clusters look: where they lie, how large they are, and what their rows are like. */
  static final List<Picture> PICTURES =
      List.of(
          new Picture.Projection(
              "projection", "Rows in the colours of their clusters", "rows", "features", "cluster"),
          new Picture.Bars(
              "sizes", "Rows in each cluster", "clusters", List.of("cluster"), List.of("size")),
          new Picture.Matrix(
              "profile",
              "Means of the clusters: the stronger the colour, the higher among all",
              "profile",
              "cluster",
              "feature",
              "mean",
              Picture.Matrix.Shade.EACH_COLUMN));

  private ClusterTables() {}

  /**
   * The plan of a clustering.
   *
   * @param clustering writes the tables from the rows, and a model if there is one
   */
  static Plan plan(String name, Source source, Context context, Whole clustering) {
    return Plan.builder()
        .whole("weir " + name, source.inputs(context), clustering)
        .output("rows", Plan.Sql.of("SELECT * FROM `weir rows`"))
        .output("clusters", Plan.Sql.of("SELECT * FROM `weir clusters` ORDER BY cluster"))
        .output("profile", Plan.Sql.of("SELECT * FROM `weir profile`"))
        .output("model", Plan.Sql.of("SELECT * FROM `weir model`"))
        .build();
  }

  /**
   * Writes all tables.
   *
   * @param labels of each of the different points
   * @param learned facts of the clusters, to which those of the features are added
   */
  static void write(
      Encoded encoded,
      Distinct points,
      Metric metric,
      int[] labels,
      int clusters,
      List<Model.Fact> learned,
      WholeOut out) {
    rows(encoded.vectors(), points, labels, out);
    summarize(encoded, points, metric, labels, clusters, learned, out);
  }

  /** Writes all tables but the rows. */
  static void summarize(
      Encoded encoded,
      Distinct points,
      Metric metric,
      int[] labels,
      int clusters,
      List<Model.Fact> learned,
      WholeOut out) {
    new Profiles(encoded, points, labels, clusters)
        .write(
            Silhouettes.of(points, metric, labels, clusters),
            out.table("weir clusters", CLUSTERS.columns()),
            out.table("weir profile", PROFILE.columns()));
    List<Model.Fact> facts = new ArrayList<>(learned);
    facts.addAll(Model.facts(encoded.map()));
    Model.write(facts, out.table("weir model", Model.SCHEMA.columns()));
  }

  private static void rows(Vectors vectors, Distinct points, int[] labels, WholeOut out) {
    WholeOut.Rows rows = out.beside(ROWS, ADDED);
    for (int i = 0; i < vectors.size(); i++) {
      rows.row((long) vectors.place(i), vectors.cell(i), (long) labels[points.group(i)]);
    }
  }

  /** A vector as a fact's text. */
  static String text(double[] values, int at, int dimensions) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < dimensions; i++) {
      text.append(i == 0 ? "" : " ").append(values[at + i]);
    }
    return text.toString();
  }

  /** The vectors of a part's facts, one behind the other. */
  static double[] vectors(List<Model.Fact> facts, int dimensions) {
    double[] values = new double[facts.size() * dimensions];
    for (int i = 0; i < facts.size(); i++) {
      String[] numbers = facts.get(i).text().split(" ", -1);
      if (numbers.length != dimensions) {
        throw Model.broken(
            "a vector has %d numbers instead of %d".formatted(numbers.length, dimensions));
      }
      for (int d = 0; d < dimensions; d++) {
        values[i * dimensions + d] = Double.parseDouble(numbers[d]);
      }
    }
    return values;
  }
}
