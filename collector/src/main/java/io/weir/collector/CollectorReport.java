// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What the collector counted so far.
 *
 * @param exporters how many are known
 * @param receivedDatagrams taken from the sockets
 * @param decodedDatagrams read whole
 * @param datagramsWithoutTemplate of which some sets have no template (yet)
 * @param setsWithoutTemplate how many sets these were
 * @param malformed datagrams that break the protocol, by reason
 * @param lastMalformed reason, offset and exporter of the last one; empty when there was none
 * @param overrunDatagrams that came faster than they were decoded
 * @param kernelDrops datagrams that the kernel dropped; -1 where it does not tell
 * @param lostDatagrams by the sequence numbers of NetFlow v9
 * @param lostFlows by the sequence numbers of NetFlow v5
 * @param restarts how often exporters began anew
 * @param flows decoded
 * @param storedFlows that the topic has
 * @param droppedFlows that it will not have, by reason
 * @param pendingFlows on their way
 * @param messages stored
 * @param messageBytes of these, before compression
 * @param forgottenTemplates because there were too many
 * @param forgottenExporters because there were too many
 */
public record CollectorReport(
    long exporters,
    long receivedDatagrams,
    long decodedDatagrams,
    long datagramsWithoutTemplate,
    long setsWithoutTemplate,
    Map<String, Long> malformed,
    String lastMalformed,
    long overrunDatagrams,
    long kernelDrops,
    long lostDatagrams,
    long lostFlows,
    long restarts,
    long flows,
    long storedFlows,
    Map<String, Long> droppedFlows,
    long pendingFlows,
    long messages,
    long messageBytes,
    long forgottenTemplates,
    long forgottenExporters) {

  public CollectorReport {
    malformed = Map.copyOf(malformed);
    droppedFlows = Map.copyOf(droppedFlows);
  }

  /** One line for a person. */
  public String line() {
    StringJoiner line = new StringJoiner(", ");
    line.add(
        "received " + receivedDatagrams + (receivedDatagrams == 1 ? " datagram" : " datagrams"));
    line.add("decoded " + flows + (flows == 1 ? " flow" : " flows"));
    line.add("stored " + storedFlows);
    add(line, "on their way", pendingFlows);
    line.add("dropped " + total(droppedFlows) + reasons(droppedFlows));
    add(line, "lost by sequence number: v9 datagrams", lostDatagrams);
    add(line, "lost by sequence number: v5 flows", lostFlows);
    add(line, "dropped by the kernel", kernelDrops);
    add(line, "came too fast", overrunDatagrams);
    add(line, "datagrams without template", datagramsWithoutTemplate);
    add(line, "exporters that began anew", restarts);
    add(line, "templates forgotten", forgottenTemplates);
    add(line, "exporters forgotten", forgottenExporters);
    add(line, "malformed", total(malformed));
    String text = line.toString();
    return lastMalformed.isEmpty()
        ? text
        : text + reasons(malformed) + "; last malformed: " + lastMalformed;
  }

  private static void add(StringJoiner line, String what, long count) {
    if (count > 0) {
      line.add(what + " " + count);
    }
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String reasons(Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    StringJoiner text = new StringJoiner(", ", " (", ")");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> text.add(entry.getKey() + ": " + entry.getValue()));
    return text.toString();
  }

  /** All counts in Prometheus' text format. */
  public String metrics() {
    Metrics metrics = new Metrics();
    metrics.gauge("exporters", "Exporters that are known.", exporters);
    metrics.counter("received_datagrams", "Datagrams taken from the sockets.", receivedDatagrams);
    metrics.counter("decoded_datagrams", "Datagrams read whole.", decodedDatagrams);
    metrics.counter(
        "template_missing_datagrams",
        "Datagrams of which some sets have no template.",
        datagramsWithoutTemplate);
    metrics.counter(
        "template_missing_sets", "Sets of records without a template.", setsWithoutTemplate);
    metrics.counter(
        "malformed_datagrams", "Datagrams that break the protocol.", "reason", malformed);
    metrics.counter(
        "overrun_datagrams", "Datagrams that came faster than decoded.", overrunDatagrams);
    if (kernelDrops >= 0) {
      metrics.counter("kernel_dropped_datagrams", "Datagrams the kernel dropped.", kernelDrops);
    }
    Map<String, Long> lost = new LinkedHashMap<>();
    lost.put("datagrams", lostDatagrams);
    lost.put("flows", lostFlows);
    metrics.counter(
        "lost",
        "Lost on the way, by sequence number: datagrams of NetFlow v9, flows of v5.",
        "unit",
        lost);
    metrics.counter("exporter_restarts", "How often exporters began anew.", restarts);
    metrics.counter("accepted_flows", "Flows decoded.", flows);
    metrics.counter("stored_flows", "Flows that the topic has.", storedFlows);
    metrics.counter("dropped_flows", "Flows that it will not have.", "reason", droppedFlows);
    metrics.gauge("pending_flows", "Flows on their way.", pendingFlows);
    metrics.counter("stored_messages", "Messages that the topic has.", messages);
    metrics.counter("stored_bytes", "Bytes of messages before compression.", messageBytes);
    metrics.counter(
        "forgotten_templates", "Templates forgotten, there were too many.", forgottenTemplates);
    metrics.counter(
        "forgotten_exporters", "Exporters forgotten, there were too many.", forgottenExporters);
    return metrics.text();
  }
}
