// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.collector.TopicAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Fills a topic through the collector, no faster than it takes. */
final class FilledTopic {
  private static final int EXPORTERS = 8;

  /** What the kernel keeps on most machines. */
  private static final long MOST_DATAGRAMS = 64;

  private static final long MOST_FLOWS = 200_000;
  private static final long FIRST = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond();

  private FilledTopic() {}

  /**
   * Fills a topic.
   *
   * @param seconds that the flows are spread over, evenly
   * @return how many flows the topic has
   */
  static long fill(TopicAddress topic, Encoding encoding, long flows, long seconds)
      throws InterruptedException {
    CollectorSettings settings =
        CollectorSettings.of(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), encoding);
    try (Collector collector = Collector.start(settings, topic, Map.of());
        Exporters exporters =
            new Exporters(FlowPool.of(42), collector.ports().get(0), EXPORTERS, 0)) {
      long checked = 0;
      for (long i = 0; i < flows; i++) {
        exporters.export(FIRST * 1_000_000 + i * seconds * 1_000_000 / flows);
        if (exporters.sentDatagrams() - checked == MOST_DATAGRAMS) {
          checked += MOST_DATAGRAMS;
          await(collector, exporters, checked);
        }
      }
      exporters.flush();
      await(collector, exporters, exporters.sentDatagrams());
      return collector.stop().storedFlows();
    }
  }

  private static void await(Collector collector, Exporters exporters, long datagrams)
      throws InterruptedException {
    long end = System.nanoTime() + 1_000_000_000;
    while (System.nanoTime() < end) {
      CollectorReport report = collector.report();
      if (report.receivedDatagrams() >= datagrams
          && exporters.sentFlows() - report.storedFlows() < MOST_FLOWS) {
        return;
      }
      Thread.sleep(1);
    }
  }
}
