// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.enrich.LookupFiles;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.DatasetFile;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.FileContents;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.PrivacyUnit;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.TypedColumn;
import io.weir.privacy.ledger.Users;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Registers a dataset. */
@AutoService(Subcommand.class)
public final class RegisterCommand implements Subcommand {
  private static final String NAMES_OF_ANSWERS = "zeek-dns-names";

  @Override
  public String name() {
    return "private register";
  }

  @Override
  public String summary() {
    return "Register a dataset that may be asked about privately, or new files of one.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("NAME", "the dataset's name: letters, digits, hyphens, dots")
        .furtherArguments("INPUT", "its files and directories");
    LedgerOption.declare(declaration);
    CapOptions.declare(declaration, "Budget of each unit");
    declaration
        .option(
            "--shares-budget-with",
            "DATASET",
            "The users are those of this dataset: one budget pays for both.")
        .section("Users")
        .option("--unit", "UNIT", "user-day, user, customer-day or customer. Default: user-day.")
        .repeatableOption(
            "--user-column",
            "TABLE=COLUMN",
            "The column of a table that names the user; without it, addresses of insiders do.")
        .option("--ipv6-prefix", "BITS", "So many bits of an IPv6 address are a user. Default: 64.")
        .option("--customers", "FILE", "Lines PREFIX,CUSTOMER, where customers are the unit.")
        .option(
            "--outside",
            "WHAT",
            "Addresses of no customer: drop, itself (each is one), together (one). Default: drop.")
        .section("Direction")
        .option(
            "--direction",
            "WHAT",
            "Who is inside: data (its own direction) or networks (of --insiders). Default: data, and"
                + " networks when they are given.")
        .repeatableOption(
            "--insiders", "NETWORKS", "Networks of the insiders, with commas between.")
        .option(
            "--internal",
            "WHAT",
            "Flows between insiders: drop, the default and the only word there is.");
    Reading.declare(declaration);
    EngineOptions.declare(declaration);
    Reading.declareFormats(declaration);
    declaration.examples(
        "weir private register campus logs/ --epsilon 1 --zone Europe/Rome --ledger ledger.db",
        "weir private register isp flows/ --rho 0.1 --unit customer-day --customers prefixes.csv");
  }

  @Override
  public int run(Given given, Session session) {
    Dataset dataset = dataset(given, session);
    List<Path> paths = Reading.files(dataset.inputs(), session);
    List<TypedColumn> columns =
        Reading.isTypedByItself(dataset, session) ? ParquetTypes.of(dataset, session) : List.of();
    try (Ledger ledger = SqlLedger.make(LedgerOption.address(given))) {
      List<DatasetFile> known =
          ledger.datasets().stream()
              .filter(one -> one.dataset().name().equals(dataset.name()))
              .flatMap(one -> ledger.files(one.dataset().name()).stream())
              .toList();
      Registration registered = ledger.register(dataset, FileContents.of(paths, known), columns);
      session.print(
          "%s is registered, version %d: %d %s, %s a %s.%n"
              .formatted(
                  dataset.name(),
                  registered.version(),
                  paths.size(),
                  paths.size() == 1 ? "file" : "files",
                  dataset.cap(),
                  dataset.users().unit().word()));
    }
    return 0;
  }

  private static Dataset dataset(Given given, Session session) {
    String name = Names.checked(given.argument(0).orElse(""), "dataset");
    List<String> inputs = given.arguments(1);
    if (inputs.isEmpty()) {
      throw WeirException.usage(
          "Cannot register %s: INPUT is missing. Name files or directories.", name);
    }
    CapOptions caps = CapOptions.of(given);
    Users users = users(given);
    Map<String, String> reading = Reading.of(given, session);
    if (users.unit().isDaily() && reading.containsKey(NAMES_OF_ANSWERS)) {
      throw WeirException.usage(
          "Cannot register %s with --%s: answers of one day would name flows of the next, and a day"
              + " is a unit of its own. Leave it out, or add --unit user.",
          name, NAMES_OF_ANSWERS);
    }
    return new Dataset(
        name,
        Reading.absolute(inputs),
        reading,
        running(given, session),
        users,
        direction(given),
        caps.cap(),
        caps.conversion(),
        Names.checked(given.text("--shares-budget-with").orElse(name), "dataset"));
  }

  /** What answers are computed with; refused here, not when somebody asks. */
  private static Map<String, String> running(Given given, Session session) {
    Map<String, String> running = EngineOptions.words(given);
    for (String file : List.of("asn-db", "as-names", "country-db")) {
      running.computeIfPresent(
          file, (name, path) -> Path.of(path).toAbsolutePath().normalize().toString());
    }
    EngineOptions engine = EngineOptions.of(given);
    engine.provider(session.loader());
    LookupFiles.of(engine.settings().options()).readAll();
    return running;
  }

  private static Users users(Given given) {
    PrivacyUnit unit = given.text("--unit").map(PrivacyUnit::named).orElse(PrivacyUnit.USER_DAY);
    boolean hasCustomers = given.path("--customers").isPresent();
    if (unit.isCustomer() != hasCustomers) {
      throw WeirException.usage(
          unit.isCustomer()
              ? "Cannot take customers as unit: nothing tells who they are. Name the table of their"
                  + " prefixes with --customers FILE."
              : "Cannot use --customers: they are not the unit. Add --unit customer-day.");
    }
    int bits = given.count("--ipv6-prefix").orElse(Users.BY_DAY.ipv6PrefixLength());
    if (bits > 128) {
      throw WeirException.usage(
          "Cannot set --ipv6-prefix: an address has 128 bits (%d). Give 1 to 128.", bits);
    }
    return new Users(
        unit,
        given.text("--zone").map(Names::zone).orElse(ZoneId.systemDefault()),
        columns(given.texts("--user-column")),
        bits,
        given.path("--customers").map(Networks::customers).orElse(List.of()),
        word(given, "--outside", Users.Outside.DROP));
  }

  private static Map<String, String> columns(List<String> pairs) {
    Map<String, String> columns = new TreeMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw WeirException.usage(
            "Cannot set --user-column: it must be TABLE=COLUMN (%s). Write such as"
                + " tstat_tcp_complete=c_ip.",
            pair);
      }
      columns.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return columns;
  }

  private static Direction direction(Given given) {
    List<String> insiders =
        given.texts("--insiders").stream()
            .flatMap(list -> Stream.of(list.split(",", -1)))
            .map(network -> Networks.checked(network.strip(), "--insiders"))
            .toList();
    Direction.Source usual = insiders.isEmpty() ? Direction.Source.DATA : Direction.Source.NETWORKS;
    Direction.Source source = word(given, "--direction", usual);
    if (source == Direction.Source.NETWORKS && insiders.isEmpty()) {
      throw WeirException.usage(
          "Cannot tell directions by networks: none are named. Name them with --insiders.");
    }
    Direction direction =
        new Direction(source, insiders, word(given, "--internal", Direction.Internal.DROP));
    direction.requireBounded("a dataset");
    return direction;
  }

  /** The constant that an option names. */
  private static <E extends Enum<E>> E word(Given given, String option, E usual) {
    String text = given.text(option).orElse(usual.name().toLowerCase(Locale.ROOT));
    List<E> constants = Arrays.asList(usual.getDeclaringClass().getEnumConstants());
    List<String> words =
        constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    if (!words.contains(text)) {
      throw WeirException.usage(
          "Cannot set %s: there is no such word (%s). %s",
          option, text, Nearest.remedy(text, "Words", words));
    }
    return constants.get(words.indexOf(text));
  }
}
