// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.function.Function;

/**
 * A connector of NetLytics: which of its tables it makes, of which tool's files.
 *
 * @param className as given with {@code --connector}
 * @param tool the tool, as NetLytics calls it
 * @param format the format of Weir that reads the tool's files
 * @param files the pattern of the files' names, below the input; empty for all that the format
 *     recognises
 */
record Connector(String className, String tool, String format, DataTable table, String files) {
  static final List<Connector> ALL =
      List.of(
          of("tstat_to_DNS.Tstat_To_DNS", "Tstat", "tstat", DataTable.DNS),
          of("tstat_to_HTTP.Tstat_To_HTTP", "Tstat", "tstat", DataTable.HTTP),
          of("tstat_to_named_flows.Tstat_To_Named_Flows", "Tstat", "tstat", DataTable.NAMED_FLOWS),
          of("bro_to_DNS.Bro_To_DNS", "Bro", "zeek", DataTable.DNS),
          of("bro_to_HTTP.Bro_To_HTTP", "Bro", "zeek", DataTable.HTTP),
          of("bro_to_named_flows.Bro_To_Named_Flows", "Bro", "zeek", DataTable.NAMED_FLOWS),
          of("squid_to_HTTP.Squid_To_HTTP", "Squid", "squid", DataTable.HTTP),
          of("squid_to_named_flows.Squid_To_Named_Flows", "Squid", "squid", DataTable.NAMED_FLOWS),
          of("bind_to_DNS.Bind_To_DNS", "Bind", "bind", DataTable.DNS),
          of("PCAP_to_DNS.PCAP_To_DNS", "PCAP", "pcap", DataTable.DNS),
          // Tstat dumps other captures beside those of DNS, with some of the same packets.
          new Connector(
              "connectors.PCAP_to_DNS.TSTAT_PCAP_To_DNS",
              "TSTAT_PCAP",
              "pcap",
              DataTable.DNS,
              "udp_dns.pcap*"));

  private static Connector of(String name, String tool, String format, DataTable table) {
    return new Connector("connectors." + name, tool, format, table, "");
  }

  /** The class's name without its module. */
  String shortName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /**
   * The connector of a class's name, with its module or without.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  static Connector named(String name) {
    boolean hasModule = name.contains(".");
    Function<Connector, String> nameOf = hasModule ? Connector::className : Connector::shortName;
    return ALL.stream()
        .filter(connector -> nameOf.apply(connector).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot use the connector %s: there is none of that name. %s",
                    name, Nearest.remedy(name, "Connectors", ALL.stream().map(nameOf).toList())));
  }

  /** The connectors whose tables have a column: those of this tool, else those of all. */
  List<Connector> having(String column) {
    return ofThisTool(ALL.stream().filter(other -> other.table.has(column)).toList());
  }

  /** The connectors of this tool that make a table; of all tools where this one has none. */
  List<Connector> making(DataTable wanted) {
    return ofThisTool(ALL.stream().filter(other -> other.table == wanted).toList());
  }

  private List<Connector> ofThisTool(List<Connector> all) {
    List<Connector> own = all.stream().filter(other -> other.tool.equals(tool)).toList();
    return own.isEmpty() ? all : own;
  }

  /**
   * What to list for an input path.
   *
   * @param isFile whether the path is that of a file, which is then what is meant
   */
  List<String> inputs(String path, boolean isFile) {
    return List.of(
        files.isEmpty() || isFile ? path : path.replaceFirst("/*$", "") + "/**/" + files);
  }
}
