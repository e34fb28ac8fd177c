// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files that look-ups need, as options name them. A file is read whole when the first look-up
 * asks for it, and kept. Thread-safe; where it is deserialised it is one object in a process for
 * the same options, so that a cluster's tasks share the files.
 */
public final class LookupFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  static final Option ASN_DB =
      new Option(
          "asn-db",
          "",
          "File for asn and as_name: pyasn's ipasn.dat, plain or gzip, or a MaxMind ASN database.");
  static final Option AS_NAMES =
      new Option(
          "as-names",
          "",
          "File for as_name: pyasn's asnames.json, plain or gzip; not needed with a MaxMind file.");
  static final Option COUNTRY_DB =
      new Option("country-db", "", "File for country: a MaxMind country or city database.");

  /** The options that name files, for help and settings. */
  public static final List<Option> OPTIONS = List.of(ASN_DB, AS_NAMES, COUNTRY_DB);

  /** Loopback, "this network", and the two first addresses of IPv6. */
  private static final Set<String> NOBODYS = Set.of("127.0.0.0/8", "0.0.0.0/8", "::/127");

  private static final Map<Options, LookupFiles> DESERIALISED = new ConcurrentHashMap<>();

  private final Options options;
  private transient volatile @Nullable AsnDatabase asns;
  private transient volatile @Nullable AsNames names;
  private transient volatile @Nullable CountryDatabase countries;

  private LookupFiles(Options options) {
    this.options = options;
  }

  /** The files that these options name; options of other names are not looked at. */
  public static LookupFiles of(Options options) {
    return new LookupFiles(options);
  }

  /**
   * Reads all files that are named, before a look-up asks for them.
   *
   * @throws WeirException if one can't be read
   */
  public void readAll() {
    if (options.value(ASN_DB).isPresent()) {
      asnDatabase("asn");
    }
    if (options.value(AS_NAMES).isPresent()) {
      asNames();
    }
    if (options.value(COUNTRY_DB).isPresent() && countries == null) {
      openCountries();
    }
  }

  private Object readResolve() {
    return DESERIALISED.computeIfAbsent(options, LookupFiles::new);
  }

  /**
   * The number of the autonomous system that announces an address; null if the file has none.
   *
   * @throws WeirException if no file is given or it can't be read
   */
  @Nullable Long asn(IpAddress address) {
    long number = asnDatabase("asn").asn(address);
    return number == AsnDatabase.NONE ? null : (Long) number;
  }

  /**
   * The autonomous system that announces an address, else the prefix of 16 bits, of IPv6 32, that
   * holds it. An address that is nobody's, such as 127.0.0.1 or ::, is a network alone.
   *
   * @throws WeirException if a file is given and can't be read
   */
  String network(IpAddress address) {
    if (NOBODYS.contains(String.valueOf(Cidr.of(address, address.isV4() ? 8 : 127)))) {
      return address.toString();
    }
    Long number = options.value(ASN_DB).isEmpty() ? null : asn(address);
    return number == null
        ? String.valueOf(Cidr.of(address, address.isV4() ? 16 : 32))
        : "AS" + number;
  }

  /**
   * The name of the autonomous system that announces an address; null if the files have none.
   *
   * @throws WeirException if no file with names is given or one can't be read
   */
  @Nullable String asName(IpAddress address) {
    AsnDatabase database = asnDatabase("as_name");
    if (options.value(AS_NAMES).isEmpty() && database.hasNames()) {
      return database.name(address);
    }
    long number = database.asn(address);
    return number == AsnDatabase.NONE ? null : asNames().name(number);
  }

  /** The ISO 3166-1 code of the country where an address is used; null if the file has none. */
  @Nullable String country(IpAddress address) {
    CountryDatabase database = countries;
    if (database == null) {
      database = openCountries();
    }
    return database.country(address);
  }

  private AsnDatabase asnDatabase(String function) {
    AsnDatabase database = asns;
    return database == null ? openAsns(function) : database;
  }

  private AsNames asNames() {
    AsNames table = names;
    return table == null ? openNames() : table;
  }

  private synchronized AsnDatabase openAsns(String function) {
    AsnDatabase database = asns;
    if (database == null) {
      database = open(function, "ASN file", ASN_DB, AsnDatabase::read);
      asns = database;
    }
    return database;
  }

  private synchronized AsNames openNames() {
    AsNames table = names;
    if (table == null) {
      table = open("as_name", "file with AS names", AS_NAMES, AsNames::read);
      names = table;
    }
    return table;
  }

  private synchronized CountryDatabase openCountries() {
    CountryDatabase database = countries;
    if (database == null) {
      database = open("country", "country file", COUNTRY_DB, CountryDatabase::read);
      countries = database;
    }
    return database;
  }

  private <T> T open(String function, String what, Option option, Function<LookupFile, T> reader) {
    Optional<String> name = options.value(option);
    if (name.isEmpty()) {
      throw WeirException.usage(
          "Cannot look up %s: no %s is given. Use --%s FILE.", function, what, option.name());
    }
    return reader.apply(new LookupFile(what, option.name(), name.get()));
  }
}
