// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** The numbers that Spark's pages show of a scan. */
public final class ReadMetrics {
  static final String READ = "weirRecordsRead";
  static final String REJECTED = "weirRecordsRejected";

  private ReadMetrics() {}

  public static CustomMetric[] all() {
    return new CustomMetric[] {new Read(), new Rejected()};
  }

  /** Records decoded. Public, with a public constructor: Spark makes it by reflection. */
  public static final class Read extends CustomSumMetric {
    @Override
    public String name() {
      return READ;
    }

    @Override
    public String description() {
      return "records read";
    }
  }

  /** Records that could not be decoded. */
  public static final class Rejected extends CustomSumMetric {
    @Override
    public String name() {
      return REJECTED;
    }

    @Override
    public String description() {
      return "records rejected";
    }
  }
}
