// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.Weir;
import io.weir.testkit.SharedData;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The questions that PacketQ's own tests ask of captures, asked in SQL of Weir's tables: the
 * answers are the same. They are in packetq.sql. A question whose capture is not among the shared
 * data is skipped.
 */
class PacketQTest {
  /** PacketQ's table of DNS messages, made of Weir's table of transactions. */
  private static final String MESSAGES =
      """
      WITH messages AS (
        SELECT false AS qr, CAST(floor(req_time) AS BIGINT) AS s, c_ip AS src_addr,
          s_ip AS dst_addr, c_port AS src_port, coalesce(query_raw, query) AS qname,
          qtype_num AS qtype, req_type, qclass_num AS qclass, 0 AS rcode, opcode, rd, z,
          edns_version, edns_do, msg_size_req AS msg_size, proto
        FROM dns WHERE msg_size_req IS NOT NULL
        UNION ALL
        SELECT true, CAST(floor(resp_time) AS BIGINT), s_ip, c_ip, s_port,
          coalesce(query_raw, query), qtype_num, req_type, qclass_num, rcode, opcode, rd, z,
          edns_version, edns_do, msg_size_resp, proto
        FROM dns WHERE msg_size_resp IS NOT NULL)
      """;

  private static final MathContext DIGITS = new MathContext(6);
  private static final Pattern CELL = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^,\\s]+");

  /**
   * One question.
   *
   * @param answers file and number of each result that it has
   * @param columns of the answer that Weir has, from 0; all if empty
   */
  record Question(String capture, List<String> answers, List<Integer> columns, String sql) {
    @Override
    public String toString() {
      return capture + " " + answers;
    }
  }

  static Stream<Question> questions() {
    String[] blocks = Fixtures.text("packetq.sql").split("(?m)^--= ", -1);
    return Stream.of(blocks).skip(1).map(PacketQTest::question);
  }

  private static Question question(String block) {
    int end = block.indexOf('\n');
    List<String> words = List.of(block.substring(0, end).split(" ", -1));
    List<Integer> columns = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("columns=")) {
        Stream.of(word.substring(8).split(",", -1))
            .forEach(n -> columns.add(Integer.parseInt(n) - 1));
      }
    }
    List<String> answers = words.stream().filter(word -> word.contains(".gold#")).toList();
    return new Question(words.get(0), answers, columns, block.substring(end).strip());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theAnswerIsPacketQs(Question question) {
    Path directory = SharedData.path("pcap/packetq");
    Path capture = directory.resolve(question.capture());
    Assumptions.assumeTrue(Files.exists(capture), question.capture() + " is not here");
    List<String> ours = new ArrayList<>();
    try (Weir weir = Weir.open(capture.toString())) {
      for (List<@Nullable Object> row : Answer.of(weir.query(MESSAGES + question.sql())).rows()) {
        ours.add(row.stream().map(PacketQTest::text).collect(Collectors.joining("\t")));
      }
    }
    for (String answer : question.answers()) {
      String[] place = answer.split("#", -1);
      List<List<String>> results = results(Repository.text(directory.resolve(place[0])));
      List<String> expected =
          results.get(Integer.parseInt(place[1]) - 1).stream()
              .map(row -> chosen(row, question.columns()))
              .toList();
      assertThat(ours).as(answer).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number
        ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static String chosen(String row, List<Integer> columns) {
    String[] cells = row.split("\t", -1);
    return columns.isEmpty()
        ? row
        : columns.stream().map(column -> cells[column]).collect(Collectors.joining("\t"));
  }

  /** The results in a file, of JSON, CSV or XHTML: for each its rows. */
  private static List<List<String>> results(String gold) {
    List<List<String>> results = new ArrayList<>();
    for (String line : gold.lines().toList()) {
      String text = line.strip();
      if (text.startsWith("\"table_name\"")
          || text.equals("<table>")
          || text.startsWith("\"s\"")
          || text.equals("\"qname\"")) {
        results.add(new ArrayList<>());
      } else if (text.startsWith("<tr><td>")) {
        String[] cells = text.replaceAll("</td>|</tr>|<tr><td>", "").split("<td>", -1);
        add(results, Arrays.stream(cells).map(String::strip));
      } else if (line.startsWith("      [")) {
        String row = text.replaceAll("^\\[|\\],?$", "").replace("\\\\", "\\");
        add(results, cells(row));
      } else if (text.matches("[\"0-9].*") && !text.matches("\"[a-z]+\":.*")) {
        add(results, cells(text));
      }
    }
    return results;
  }

  private static void add(List<List<String>> results, Stream<String> cells) {
    results.get(results.size() - 1).add(cells.collect(Collectors.joining("\t")));
  }

  private static Stream<String> cells(String row) {
    return CELL.matcher(row)
        .results()
        .map(cell -> cell.group(1) == null ? cell.group() : cell.group(1).replace("\"\"", "\""));
  }
}
