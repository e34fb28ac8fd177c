// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineSettings;
import org.apache.spark.sql.SparkSession;

/** Opens Spark sessions that read Weir's SQL. */
public final class Sessions {
  private static final String LOG_SETTINGS = "log4j2.configurationFile";

  /** Spark does not start with less memory: half as much again as the 300 MiB that it reserves. */
  private static final long LEAST_MEMORY = 450L << 20;

  private static final String ISOLATION = "spark.sql.artifact.isolation.enabled";

  private Sessions() {}

  /** True when the process has no Spark yet, so that who opens one must stop it. */
  public static boolean isFirst() {
    return SparkSession.getDefaultSession().isEmpty();
  }

  /** A session of its own: in the process' Spark, or in a new one. */
  public static SparkSession open(EngineSettings settings) {
    SparkSession session =
        isFirst() ? start(settings) : SparkSession.getDefaultSession().get().newSession();
    settle(session, settings.options());
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return session;
  }

  /** Makes a session read Weir's SQL; the options name the files of look-ups. */
  static void settle(SparkSession session, Options options) {
    Dialect.SETTINGS.forEach((key, value) -> session.conf().set(key, value));
    Functions.register(session, options);
  }

  /**
   * Makes sure that there is enough memory for Spark to start.
   *
   * @param bytes that the JVM takes at most
   */
  static void requireMemory(long bytes) {
    if (bytes < LEAST_MEMORY) {
      throw WeirException.failed(
          "Cannot start Spark: the JVM takes at most %d MB of memory, and Spark needs %d MB. Set"
              + " WEIR_JAVA_OPTIONS=-Xmx1g, or more.",
          bytes >> 20, LEAST_MEMORY >> 20);
    }
  }

  private static SparkSession start(EngineSettings settings) {
    requireMemory(Runtime.getRuntime().maxMemory());
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, "classpath:io/weir/spark/log4j2.properties");
    }
    // A session of classes of its own would compile what Spark generates once more for each
    // question.
    SparkSession.Builder builder =
        SparkSession.builder().appName("weir").config(ISOLATION, "false");
    if (System.getProperty("spark.master") == null) {
      builder
          .master("local[" + settings.threads() + "]")
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", Integer.toString(settings.threads()));
      settings
          .options()
          .value(EngineSettings.TEMPORARY_FILES)
          .ifPresent(directory -> builder.config("spark.local.dir", directory));
    }
    return builder.getOrCreate();
  }
}
