// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.collector.DatagramSender;
import io.weir.collector.UdpAddress;
import io.weir.formats.pcap.UdpPayloads;
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

  /** How many UDP datagrams of a capture tell whether it is one of NetFlow. */
  private static final int MOST_LOOKED_AT = 1000;

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
      long flows = 0;
      for (int i = 0; i < times; i++) {
        if (captures.isEmpty()) {
          flows += flows(arguments, sender, domain);
        } else {
          for (LocalFile capture : captures) {
            datagrams(capture, sender);
          }
        }
      }
      session.tell(
          captures.isEmpty()
              ? "sent %d flows in %d datagrams".formatted(flows, sender.sent())
              : "sent %d datagrams of %d exporters".formatted(sender.sent(), sender.senders()));
    }
    return 0;
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
        if (!isNetflow(file)) {
          return List.of();
        }
        files.add(file);
      }
    }
    return files;
  }

  private static boolean isNetflow(LocalFile file) throws IOException {
    try (UdpPayloads payloads =
        UdpPayloads.open(file, (f, offset, reason, r, from, length) -> {})) {
      for (int i = 0; i < MOST_LOOKED_AT && payloads.next(); i++) {
        if (isExport(payloads)) {
          return true;
        }
      }
    }
    return false;
  }

  /** NetFlow v5, v9 and IPFIX begin with their version and are as long as a header. */
  private static boolean isExport(UdpPayloads payload) {
    byte[] bytes = payload.bytes();
    int at = payload.from();
    if (payload.length() < 16 || bytes[at] != 0) {
      return false;
    }
    int version = bytes[at + 1];
    return version == 9 || version == 10 || (version == 5 && (payload.length() - 24) % 48 == 0);
  }

  private static void datagrams(LocalFile capture, DatagramSender sender) throws IOException {
    try (UdpPayloads payloads =
        UdpPayloads.open(capture, (file, offset, reason, record, from, length) -> {})) {
      while (payloads.next()) {
        if (isExport(payloads)) {
          sender.send(
              payloads.sender(),
              payloads.nanos() / 1000,
              payloads.bytes(),
              payloads.from(),
              payloads.length());
        }
      }
    }
  }

  private static long flows(List<String> arguments, DatagramSender sender, long domain) {
    long[] time = new long[1];
    FlowExportWriter writer =
        new FlowExportWriter(
            domain,
            LONGEST_DATAGRAM,
            (bytes, length, flows) -> sender.send(SELF, time[0], bytes, 0, length));
    FlowRows rows = new FlowRows();
    FlowRecord flow = new FlowRecord();
    long sent = 0;
    long first = Long.MIN_VALUE;
    try (Weir weir =
            Weir.open(arguments, InputSettings.defaults(), "embedded", EngineSettings.defaults());
        Result result = weir.query(FlowRows.SQL)) {
      while (result.next()) {
        if (!rows.fill(result, flow)) {
          continue;
        }
        long end = flow.value(FlowRecord.END_MICROS);
        if (end - first > TOGETHER_MICROS) {
          writer.flush();
          first = end;
        }
        time[0] = end;
        writer.add(flow);
        sent++;
      }
    }
    writer.flush();
    return sent;
  }
}
