// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of captures. */
final class CaptureOptions {
  static final Option TCP_TIMEOUT =
      new Option("tcp-timeout", "5m", "silence after which a TCP connection is over");
  static final Option UDP_TIMEOUT =
      new Option("udp-timeout", "1m", "silence after which a UDP flow is over");
  static final Option OTHER_TIMEOUT =
      new Option("other-timeout", "1m", "silence after which a flow of another protocol is over");
  static final Option ACTIVE_TIMEOUT =
      new Option("active-timeout", "", "age at which a flow is cut into records; never if absent");
  static final Option CHECKSUMS =
      new Option("checksums", "ignore", "ignore, or verify: wrong packets are not counted");
  static final Option MAX_FLOWS =
      new Option(
          "max-flows", "2000000", "flows open at once; beyond, the one nearest its end ends");

  static final Option SERVER_PORTS =
      new Option(
          "server-ports",
          "known",
          "a flow whose first packet comes from one of these ports has lost its beginning:"
              + " known, none, or a list such as 80/tcp,53/udp");

  static final Option DNS_PORTS =
      new Option("dns-ports", "53", "ports, of either side, whose traffic is DNS: 53,5353 …");
  static final Option DNS_TIMEOUT =
      new Option("dns-timeout", "10s", "how long a DNS query waits for its response");
  static final Option LOCAL_NETWORKS =
      new Option(
          "local-networks",
          "",
          "the own networks, such as 10.0.0.0/8,2001:db8::/32, which tell a flow's direction");

  static final List<Option> ALL =
      List.of(
          TCP_TIMEOUT,
          UDP_TIMEOUT,
          OTHER_TIMEOUT,
          ACTIVE_TIMEOUT,
          CHECKSUMS,
          MAX_FLOWS,
          SERVER_PORTS,
          DNS_PORTS,
          DNS_TIMEOUT,
          LOCAL_NETWORKS);

  private static final long SECOND = 1_000_000_000L;

  private CaptureOptions() {}

  static MeterSettings meter(Options options) {
    long active = options.value(ACTIVE_TIMEOUT).isPresent() ? nanos(options, ACTIVE_TIMEOUT) : 0;
    long tcp = nanos(options, TCP_TIMEOUT);
    FlowTimeouts timeouts =
        new FlowTimeouts(
            tcp,
            Math.min(tcp, FlowTimeouts.DEFAULT.attempt()),
            Math.max(tcp, FlowTimeouts.DEFAULT.interactive()),
            nanos(options, UDP_TIMEOUT),
            nanos(options, OTHER_TIMEOUT),
            active == 0 ? FlowTimeouts.DEFAULT.active() : active);
    return new MeterSettings(timeouts, checksums(options), maxFlows(options), serverPorts(options));
  }

  static DnsSettings dns(Options options) {
    return new DnsSettings(
        DnsSettings.ports(text(options, DNS_PORTS)), nanos(options, DNS_TIMEOUT));
  }

  private static MeterSettings.Checksums checksums(Options options) {
    String value = text(options, CHECKSUMS);
    return switch (value) {
      case "ignore" -> MeterSettings.Checksums.IGNORE;
      case "verify" -> MeterSettings.Checksums.VERIFY;
      default ->
          throw WeirException.usage(
              "Cannot use --checksums: unknown value (%s). Give ignore or verify.", value);
    };
  }

  private static int maxFlows(Options options) {
    String value = text(options, MAX_FLOWS);
    try {
      int flows = Integer.parseInt(value);
      if (flows > 0) {
        return flows;
      }
    } catch (NumberFormatException e) {
      // falls through to the message below
    }
    throw WeirException.usage(
        "Cannot use --max-flows: not a positive number (%s). Give one such as 2000000.", value);
  }

  private static ServerPorts serverPorts(Options options) {
    String value = text(options, SERVER_PORTS);
    if (value.equals("known")) {
      return ServerPorts.KNOWN;
    }
    ServerPorts ports = new ServerPorts();
    List<String> given = value.equals("none") ? List.of() : List.of(value.split(",", -1));
    for (String port : given) {
      if (!ports.add(port.trim())) {
        throw WeirException.usage(
            "Cannot use --server-ports: not a port (%s). Give known, none or a list such as"
                + " 80/tcp,53/udp.",
            port);
      }
    }
    return ports;
  }

  /** The declared networks; null if there are none. */
  static @Nullable LocalNetworks networks(Options options) {
    String value = text(options, LOCAL_NETWORKS);
    if (value.isEmpty()) {
      return null;
    }
    LocalNetworks networks = new LocalNetworks();
    for (String network : value.split(",", -1)) {
      if (!networks.add(network.trim())) {
        throw WeirException.usage(
            "Cannot use --local-networks: not a network (%s). Give a list such as"
                + " 10.0.0.0/8,2001:db8::/32.",
            network);
      }
    }
    return networks;
  }

  /** A duration: a number with ms, s, m, h or d; seconds without a unit. */
  private static long nanos(Options options, Option option) {
    String value = text(options, option).trim();
    int digits = 0;
    while (digits < value.length() && "0123456789.".indexOf(value.charAt(digits)) >= 0) {
      digits++;
    }
    double unit =
        switch (value.substring(digits)) {
          case "ms" -> 1e-3;
          case "", "s" -> 1;
          case "m", "min" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> Double.NaN;
        };
    try {
      double seconds = Double.parseDouble(value.substring(0, digits)) * unit;
      if (seconds > 0 && seconds < 1e9) {
        return Math.round(seconds * SECOND);
      }
    } catch (NumberFormatException e) {
      // falls through to the message below
    }
    throw WeirException.usage(
        "Cannot use --%s: not a duration (%s). Give a number with a unit, such as 30s or 5m.",
        option.name(), value);
  }

  private static String text(Options options, Option option) {
    return options.value(option).orElse("");
  }
}
