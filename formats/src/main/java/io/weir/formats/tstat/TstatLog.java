// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineFiles;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Head;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log of Tstat's, as far as the beginning of its file tells.
 *
 * @param name what it is called: {@code tcp_complete}
 * @param table its native table
 * @param separator what is between the fields of its lines
 */
record TstatLog(String name, TstatHeader header, TableSchema table, byte separator) {
  static final String TABLE_PREFIX = "tstat_";
  private static final Pattern FILE_NAME = Pattern.compile("log_([a-z0-9]+(?:_[a-z]+)*).*");

  /** What scripts that work on Tstat's logs call theirs, whatever columns they have. */
  private static final Pattern OWN_NAME =
      Pattern.compile("log_[a-z0-9]+_(?:complete|nocomplete|periodic).*");

  private static final int SAMPLED_LINES = 64;

  /** The log in a file, or empty. */
  static Optional<TstatLog> of(Head head) {
    List<String> lines = LineFiles.lines(head);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String file = head.file().name().toLowerCase(Locale.ROOT);
    Matcher named = FILE_NAME.matcher(file);
    boolean isNamed = named.matches();
    boolean isOwn = OWN_NAME.matcher(file).matches() && isTable(lines);
    Optional<TstatHeader> header = TstatHeader.of(lines.get(0), isOwn);
    if (header.isEmpty()) {
      return TstatHttpLines.look(lines);
    }
    List<String> records = lines.subList(1, Math.min(lines.size(), SAMPLED_LINES));
    String name = isNamed ? named.group(1) : name(header.get().names());
    return Optional.of(of(name, header.get(), records));
  }

  /** Whether the second line has as many fields as the first. */
  private static boolean isTable(List<String> lines) {
    return lines.size() < 2
        || lines.get(0).split(" ", -1).length == lines.get(1).split(" ", -1).length;
  }

  private static TstatLog of(String name, TstatHeader header, List<String> records) {
    List<Column> columns = new ArrayList<>();
    List<String[]> sampled = records.stream().map(line -> line.split(" ", -1)).toList();
    List<String> names = header.names();
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      columns.add(
          KnownColumns.find(names.get(i))
              .orElseGet(() -> Column.of(names.get(index), guess(sampled, index))));
    }
    columns.addAll(KnownColumns.ADDED);
    String meaning = "One row a record of Tstat's log_" + name + ".";
    return new TstatLog(
        name, header, new TableSchema(TABLE_PREFIX + name, meaning, columns), (byte) ' ');
  }

  /** What a log is called that is in a file called otherwise. */
  private static String name(List<String> names) {
    Set<String> all = Set.copyOf(names);
    if (all.contains("time_abs_start")) {
      return all.contains("c_rst_cnt") ? "tcp_periodic" : "udp_periodic";
    }
    if (all.contains("entry") && all.contains("trans_id")) {
      return "dns_complete";
    }
    if (all.contains("c_first_abs")) {
      return "udp_complete";
    }
    if (all.contains("c_syn_cnt")) {
      boolean isLong = all.contains("c_rtt_avg") || all.contains("c_tls_SNI");
      return isLong ? "tcp_complete" : "tcp_nocomplete";
    }
    return all.contains("a_proto") ? "mm_complete" : "log";
  }

  /** The type of a column that only its values tell. */
  private static ColumnType guess(List<String[]> records, int index) {
    boolean isWhole = true;
    boolean isNumber = true;
    int seen = 0;
    for (String[] words : records) {
      if (index < words.length && !words[index].isEmpty() && !words[index].equals("-")) {
        // Reading eight bytes at once needs room behind the word.
        byte[] bytes = (words[index] + " ".repeat(8)).getBytes(ISO_8859_1);
        int length = words[index].length();
        seen++;
        isWhole &= Decimals.integer(bytes, 0, length) != Decimals.BAD;
        isNumber &= !Double.isNaN(Decimals.real(bytes, 0, length));
      }
    }
    if (seen == 0 || !isNumber) {
      return ColumnType.STRING;
    }
    return isWhole ? ColumnType.BIGINT : ColumnType.DOUBLE;
  }
}
