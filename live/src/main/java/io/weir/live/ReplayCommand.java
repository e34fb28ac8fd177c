// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.collector.DatagramSender;
import io.weir.collector.UdpAddress;
import io.weir.input.ListedFile;
import io.weir.input.ListedInput;
import io.weir.input.Listing;
import io.weir.input.LocalFile;
import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import io.weir.wire.export.FlowExportWriter;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Plays captured NetFlow to a collector, or flows of any format as NetFlow. */
@AutoService(Subcommand.class)
public final class ReplayCommand implements Subcommand {
  private static final int LONGEST_DATAGRAM = 1400;

  /** Flows that ended within so much time share a datagram. */
  private static final long TOGETHER_MICROS = 500_000;

  private static final String SELF = "weir";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "Play captured NetFlow to a collector, or flows of any format as NetFlow v9.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.furtherArguments("INPUT", "captures of NetFlow, or anything that has flows");
    declaration
        .section("Playing")
        .option("--to", "udp://HOST:PORT", "Send there.")
        .option("--rate", "N", "Send N datagrams a second; default: as their own times say.")
        .option("--speed", "F", "Play F times faster than their own times say. Default: 1.")
        .option("--repeat", "N", "Play the input N times. Default: 1.")
        .option("--domain", "N", "Observation domain of flows sent as NetFlow v9. Default: 0.")
        .flag("--as-flows", "Send the flows that a capture's packets make, even if it is NetFlow.");
    declaration.examples(
        "weir replay netflow.pcap --to udp://127.0.0.1:2055 --rate 1000",
        "weir replay conn.log --to udp://127.0.0.1:2055 --speed 60");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    String address =
        given
            .text("--to")
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot replay: no receiver is given. Name one with --to udp://HOST:PORT."));
    InetSocketAddress to = UdpAddress.parse(address);
    DatagramSender.Pace pace =
        new DatagramSender.Pace(
            Sizes.number(given, "--rate").orElse(0.0), Sizes.number(given, "--speed").orElse(1.0));
    int times = given.count("--repeat").orElse(1);
    long domain = given.count("--domain").orElse(0);
    List<String> arguments = given.arguments(0);
    List<LocalFile> captures = given.isSet("--as-flows") ? List.of() : captures(arguments, session);
    try (DatagramSender sender = new DatagramSender(to, pace)) {
      Played played = new Played(0, 0, 0);
      for (int i = 0; i < times; i++) {
        sender.again();
        played =
            played.and(
                captures.isEmpty()
                    ? flows(arguments, sender, domain)
                    : datagrams(captures, sender));
      }
      session.tell(
          captures.isEmpty()
              ? "sent %s in %s%s"
                  .formatted(
                      count(played.flows(), "flow"),
                      count(sender.sent(), "datagram"),
                      played.missing())
              : "sent %s of %s%s"
                  .formatted(
                      count(sender.sent(), "datagram"),
                      count(sender.senders(), "exporter"),
                      played.missing()));
    }
    return 0;
  }

  /**
   * What was played.
   *
   * @param skipped flows without a time or addresses, or datagrams of a capture that are damaged or
   *     no NetFlow
   * @param rejected records of the input that could not be read as flows
   */
  private record Played(long flows, long skipped, long rejected) {
    Played and(Played more) {
      return new Played(flows + more.flows, skipped + more.skipped, rejected + more.rejected);
    }

    /** What was not sent, to follow what was. */
    String missing() {
      return (skipped == 0 ? "" : ", skipped " + skipped)
          + (rejected == 0 ? "" : ", rejected " + rejected);
    }
  }

  private static String count(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }

  /** The files when all are captures of NetFlow; else none. */
  private static List<LocalFile> captures(List<String> arguments, Session session)
      throws IOException {
    if (arguments.isEmpty()) {
      throw WeirException.usage("Cannot replay without input. Name files or directories.");
    }
    List<LocalFile> files = new ArrayList<>();
    for (ListedInput input : Listing.of(arguments, session.surroundings().in())) {
      for (ListedFile listed : input.files()) {
        LocalFile file = listed.open();
        if (!ExportCapture.isExport(file)) {
          return List.of();
        }
        files.add(file);
      }
    }
    return files;
  }

  private static Played datagrams(List<LocalFile> captures, DatagramSender sender)
      throws IOException {
    return new Played(0, ExportCapture.play(captures, sender), 0);
  }

  private static Played flows(List<String> arguments, DatagramSender sender, long domain) {
    long[] time = new long[1];
    FlowExportWriter writer =
        new FlowExportWriter(
            domain,
            LONGEST_DATAGRAM,
            (bytes, length, flows) -> sender.send(SELF, time[0], bytes, 0, length));
    FlowRows rows = new FlowRows();
    FlowRecord flow = new FlowRecord();
    long sent = 0;
    long skipped = 0;
    long rejected;
    long first = Long.MIN_VALUE;
    try (Weir weir =
            Weir.open(arguments, InputSettings.defaults(), "embedded", EngineSettings.defaults());
        Result result = weir.query(FlowRows.SQL)) {
      while (result.next()) {
        if (!rows.fill(result, flow)) {
          skipped++;
          continue;
        }
        long end = flow.value(FlowRecord.END_MICROS);
        if (first == Long.MIN_VALUE || end - first > TOGETHER_MICROS) {
          writer.flush();
          first = end;
        }
        time[0] = end;
        writer.add(flow);
        sent++;
      }
      rejected = weir.progress().rejectedTotal();
    }
    writer.flush();
    return new Played(sent, skipped, rejected);
  }
}
