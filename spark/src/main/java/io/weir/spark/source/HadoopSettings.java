// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/**
 * What a program set of Hadoop's configuration besides what every process of the cluster knows
 * anyway from its files and {@code spark.hadoop.…}; it travels to the tasks.
 */
record HadoopSettings(Map<String, String> set) implements Serializable {
  private static final Map<HadoopSettings, Configuration> MADE = new ConcurrentHashMap<>();

  HadoopSettings {
    set = Map.copyOf(set);
  }

  /** The settings of the driver: those of its Spark, if it has one already. */
  static HadoopSettings here() {
    Map<String, String> set = new TreeMap<>();
    if (SparkSession.getDefaultSession().isDefined()) {
      Configuration known = known();
      SparkSession.getDefaultSession()
          .get()
          .sparkContext()
          .hadoopConfiguration()
          .forEach(
              entry -> {
                if (!entry.getValue().equals(known.getRaw(entry.getKey()))) {
                  set.put(entry.getKey(), entry.getValue());
                }
              });
    }
    return new HadoopSettings(set);
  }

  /** The whole configuration; made once in a process, for making it reads files. */
  Configuration configuration() {
    return MADE.computeIfAbsent(
        this,
        settings -> {
          Configuration configuration = known();
          set.forEach(configuration::set);
          return configuration;
        });
  }

  private static Configuration known() {
    SparkEnv environment = SparkEnv.get();
    SparkConf conf = environment == null ? new SparkConf() : environment.conf();
    return SparkHadoopUtil.get().newConfiguration(conf);
  }
}
