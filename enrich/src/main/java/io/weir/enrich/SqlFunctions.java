// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.SqlFunction.Parameter.number;
import static io.weir.enrich.SqlFunction.Parameter.text;
import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.BOOLEAN;
import static io.weir.model.ColumnType.DOUBLE;
import static io.weir.model.ColumnType.STRING;

import io.weir.enrich.SqlFunction.Example;
import io.weir.enrich.SqlFunction.Parameter;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of scalar functions that engines register. Making it reads nothing: a list or file
 * is read when a function that needs it is first called.
 */
public final class SqlFunctions {
  private static final Parameter IP = text("ip");
  private static final Parameter NAME = text("name");

  private SqlFunctions() {}

  /** All functions, in the order of the documentation, over these files. */
  public static List<SqlFunction> all(LookupFiles files) {
    return List.of(
        cidrMatch(),
        ipPrefix(),
        ipPrefixByFamily(),
        isPrivate(),
        reversePtr(),
        sld(),
        tld(),
        entropy(),
        portName(),
        communityId(),
        asn(files),
        asName(files),
        ipNetwork(files),
        country(files));
  }

  private static SqlFunction cidrMatch() {
    return new SqlFunction(
        "cidr_match",
        List.of(IP, text("cidr")),
        BOOLEAN,
        "Whether the address is in the prefix, such as `10.0.0.0/8` or `2001:db8::/32`; bits after"
            + " the prefix length are ignored, an address alone is a prefix of one. An address is"
            + " never in a prefix of the other family. NULL if either is not valid.",
        example(true, "10.1.2.3", "10.0.0.0/8"),
        a -> {
          Cidr cidr = Cidr.parse(a.text(1));
          return cidr == null ? null : ofAddress(a.text(0), cidr::contains);
        });
  }

  private static SqlFunction ipPrefix() {
    return new SqlFunction(
        "ip_prefix",
        List.of(IP, number("bits")),
        STRING,
        "The prefix of this length that holds the address. NULL if the address has fewer bits.",
        example("10.1.0.0/16", "10.1.2.3", 16L),
        a -> ofAddress(a.text(0), ip -> textOf(Cidr.of(ip, a.number(1)))));
  }

  private static SqlFunction ipPrefixByFamily() {
    return new SqlFunction(
        "ip_prefix",
        List.of(IP, number("bits4"), number("bits6")),
        STRING,
        "The prefix that holds the address, with one length for IPv4 and one for IPv6. NULL if the"
            + " address has fewer bits.",
        example("2001:db8:1::/48", "2001:db8:1:2::3", 24L, 48L),
        a -> ofAddress(a.text(0), ip -> textOf(Cidr.of(ip, a.number(ip.isV4() ? 1 : 2)))));
  }

  private static SqlFunction isPrivate() {
    return new SqlFunction(
        "is_private",
        List.of(IP),
        BOOLEAN,
        "Whether IANA's Special-Purpose Address Registries say that the address is not globally"
            + " reachable: private use (RFC 1918), carrier-grade NAT (100.64.0.0/10), loopback,"
            + " link-local, unique local, documentation, benchmarking, reserved. Multicast is not"
            + " private.",
        example(true, "192.168.1.1"),
        a -> ofAddress(a.text(0), SpecialPurpose::isPrivate));
  }

  private static SqlFunction reversePtr() {
    return new SqlFunction(
        "reverse_ptr",
        List.of(IP),
        STRING,
        "The name whose PTR record names the host, without a last dot.",
        example("3.2.1.10.in-addr.arpa", "10.1.2.3"),
        a -> ofAddress(a.text(0), IpAddress::reverseName));
  }

  private static SqlFunction sld() {
    return new SqlFunction(
        "sld",
        List.of(NAME),
        STRING,
        "The registered domain, in lower case: the public suffix and the label before it, by the"
            + " Public Suffix List. NULL for a public suffix itself, for an"
            + " address, and for what is no name.",
        example("example.co.uk", "www.example.co.uk"),
        a -> PublicSuffixes.list().registeredDomain(a.text(0)));
  }

  private static SqlFunction tld() {
    return new SqlFunction(
        "tld",
        List.of(NAME),
        STRING,
        "The public suffix, in lower case, by the Public Suffix List; the last"
            + " label where the list has no rule. NULL for an address and for what is no name.",
        example("co.uk", "www.example.co.uk"),
        a -> PublicSuffixes.list().suffix(a.text(0)));
  }

  private static SqlFunction entropy() {
    return new SqlFunction(
        "entropy",
        List.of(text("text")),
        DOUBLE,
        "Shannon's entropy of the text's characters (Unicode code points), in bits a character; 0"
            + " for an empty text.",
        example(2.0, "abcd"),
        a -> Entropy.of(a.text(0)));
  }

  private static SqlFunction portName() {
    return new SqlFunction(
        "port_name",
        List.of(number("port"), text("proto")),
        STRING,
        "The name of the service that IANA registered for the port; `proto` is `tcp`, `udp`, `sctp`"
            + " or `dccp` in any case, or the IP protocol number in text. NULL if there is none.",
        example("https", 443L, "tcp"),
        a -> ServiceNames.name(a.number(0), IpProtocol.number(a.text(1))));
  }

  private static SqlFunction communityId() {
    return new SqlFunction(
        "community_id",
        List.of(text("proto"), text("c_ip"), text("s_ip"), number("c_port"), number("s_port")),
        STRING,
        "Community ID version 1 with seed 0, the same for both directions; for ICMP the ports are"
            + " type and code, for protocols without ports any number. NULL if an argument is not"
            + " valid.",
        example(
            "1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
            "tcp",
            "128.232.110.120",
            "66.35.250.204",
            34855L,
            80L),
        a -> FlowIdentifier.communityId(a.text(0), a.text(1), a.text(2), a.number(3), a.number(4)));
  }

  private static SqlFunction asn(LookupFiles files) {
    return new SqlFunction(
        "asn",
        List.of(IP),
        BIGINT,
        "The number of the autonomous system that announces the address, by the longest prefix in"
            + " the file of `--asn-db`. NULL if no prefix holds it.",
        example(64496L, "192.0.2.1"),
        a -> ofAddress(a.text(0), files::asn));
  }

  private static SqlFunction asName(LookupFiles files) {
    return new SqlFunction(
        "as_name",
        List.of(IP),
        STRING,
        "The name of that autonomous system, from the file of `--as-names`, else from a MaxMind"
            + " `--asn-db`. NULL if there is none.",
        example("EXAMPLE-AS, ZZ", "192.0.2.1"),
        a -> ofAddress(a.text(0), files::asName));
  }

  private static SqlFunction ipNetwork(LookupFiles files) {
    return new SqlFunction(
        "ip_network",
        List.of(IP),
        STRING,
        "The network of the address: its autonomous system, such as `AS64496`, by the file of"
            + " `--asn-db`; without the file, or where no prefix holds the address, its prefix of"
            + " 16 bits, of IPv6 32. Loopback and unspecified addresses are networks of their own.",
        example("198.51.0.0/16", "198.51.100.7"),
        a -> ofAddress(a.text(0), files::network));
  }

  private static SqlFunction country(LookupFiles files) {
    return new SqlFunction(
        "country",
        List.of(IP),
        STRING,
        "The ISO 3166-1 code of the country where the address is used, from the file of"
            + " `--country-db`. NULL if the file has none.",
        example("GB", "2.125.160.217"),
        a -> ofAddress(a.text(0), files::country));
  }

  private static Example example(Serializable result, Serializable... arguments) {
    return new Example(List.of(arguments), result);
  }

  /** Applies a function to an address in text; null if the text is none. */
  private static <T> @Nullable T ofAddress(String text, Function<IpAddress, @Nullable T> function) {
    IpAddress address = IpAddress.parse(text);
    return address == null ? null : function.apply(address);
  }

  private static @Nullable String textOf(@Nullable Cidr cidr) {
    return cidr == null ? null : cidr.toString();
  }
}
