// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.Column;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import io.weir.wire.ByteText;
import io.weir.wire.dns.DnsEdns;
import io.weir.wire.dns.DnsMessage;
import io.weir.wire.dns.DnsType;
import io.weir.wire.dns.NameCase;
import io.weir.wire.dns.RecordText;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies what the wanted columns need from messages into rows. */
final class DnsRowFiller {
  /** Columns that need no more than header and question. */
  private static final Set<String> QUESTION_ONLY =
      Set.of(
          "c_ip",
          "c_port",
          "s_ip",
          "s_port",
          "trans_id",
          "query",
          "req_class",
          "req_type",
          "req_time",
          "resp_time",
          "flags_req",
          "flags_resp",
          "proto",
          "rtt",
          "qtype_num",
          "qclass_num",
          "opcode",
          "opcode_name",
          "aa",
          "tc",
          "rd",
          "ra",
          "ad",
          "cd",
          "z",
          "rejected",
          "qdcount",
          "ancount",
          "nscount",
          "arcount",
          "msg_size_req",
          "msg_size_resp",
          "query_raw",
          "unanswered",
          "truncated_retry",
          "ts",
          "ts_end",
          "day",
          "source",
          "sensor",
          "src_file",
          "src_line",
          "uid",
          "community_id");

  private final boolean records;
  private final boolean raw;
  private final boolean answers;
  private final boolean answerTypes;
  private final boolean answerTtls;
  private final boolean authority;
  private final boolean additional;
  private final boolean ecs;
  private final boolean cookie;
  private final RecordText recordText = new RecordText();
  private final ByteText scratch = new ByteText();

  DnsRowFiller(TableScan scan) {
    Set<String> wanted = scan.wanted().stream().map(Column::name).collect(Collectors.toSet());
    records = !QUESTION_ONLY.containsAll(wanted);
    raw = wanted.contains("query_raw");
    answers = wanted.contains("answers");
    answerTypes = wanted.contains("answer_types");
    answerTtls = wanted.contains("answer_ttls");
    authority = wanted.contains("authority");
    additional = wanted.contains("additional");
    ecs = wanted.contains("ecs");
    cookie = wanted.contains("cookie");
  }

  /** True if messages must be read to their end. */
  boolean needsRecords() {
    return records;
  }

  void query(DnsRow row, DnsMessage message, ByteText name, int length) {
    row.asked = true;
    row.id = message.id();
    row.flagsAsked = message.flags();
    row.bytesAsked = length;
    question(row, message, name);
    counts(row, message);
    if (message.optRecord() >= 0) {
      row.ednsVersion = DnsEdns.version(message);
      row.ednsSize = DnsEdns.udpSize(message);
      row.ednsDo = DnsEdns.dnssecOk(message);
      options(row, message);
    }
  }

  void response(DnsRow row, DnsMessage message, ByteText name, int length) {
    row.answered = true;
    row.flagsAnswered = message.flags();
    row.bytesAnswered = length;
    row.rcode = message.rcode();
    if (!row.asked) {
      row.id = message.id();
      question(row, message, name);
    }
    counts(row, message);
    if (message.optRecord() >= 0) {
      if (row.ednsVersion < 0) {
        row.ednsVersion = DnsEdns.version(message);
        row.ednsDo = DnsEdns.dnssecOk(message);
      }
      options(row, message);
    }
    answers(row, message);
    if (authority) {
      section(row, DnsRow.AUTHORITY, message, DnsMessage.Section.AUTHORITY);
    }
    if (additional) {
      section(row, DnsRow.ADDITIONAL, message, DnsMessage.Section.ADDITIONAL);
    }
  }

  private void question(DnsRow row, DnsMessage message, ByteText name) {
    if (name.length() > 0) {
      row.text.set(DnsRow.QUERY, name.bytes(), 0, name.length());
    }
    if (message.questionCount() == 0) {
      return; // the name is then that of the first record
    }
    row.type = message.questionType(0);
    row.questionClass = message.questionClass(0);
    if (raw) {
      message.writeQuestionName(0, NameCase.AS_WRITTEN, row.text.begin(DnsRow.QUERY_RAW));
      row.text.end(DnsRow.QUERY_RAW);
    }
  }

  private static void counts(DnsRow row, DnsMessage message) {
    row.questionCount = message.qdcount();
    row.answerCount = message.ancount();
    row.authorityCount = message.nscount();
    row.additionalCount = message.arcount();
  }

  /** The response's options, which repeat and complete the query's, win. */
  private void options(DnsRow row, DnsMessage message) {
    if (ecs && DnsEdns.writeClientSubnet(message, row.text.begin(DnsRow.ECS))) {
      row.text.end(DnsRow.ECS);
    }
    if (cookie && DnsEdns.writeCookie(message, row.text.begin(DnsRow.COOKIE))) {
      row.text.end(DnsRow.COOKIE);
    }
  }

  private void answers(DnsRow row, DnsMessage message) {
    int count = 0;
    while (count < message.recordCount() && message.section(count) == DnsMessage.Section.ANSWER) {
      count++;
    }
    if (answers) {
      ByteText text = row.text.begin(DnsRow.ANSWERS);
      for (int i = 0; i < count; i++) {
        text.append(ListText.SEPARATOR);
        int from = text.length();
        if (!recordText.writeTarget(message, i, NameCase.LOWER, text)) {
          recordText.writeData(message, i, text);
        }
        row.text.cleanElement(from);
      }
      row.text.end(DnsRow.ANSWERS);
    }
    if (answerTypes) {
      ByteText text = row.text.begin(DnsRow.ANSWER_TYPES);
      for (int i = 0; i < count; i++) {
        text.append(ListText.SEPARATOR).append(DnsType.name(message.type(i)));
      }
      row.text.end(DnsRow.ANSWER_TYPES);
    }
    if (answerTtls) {
      ByteText text = row.text.begin(DnsRow.ANSWER_TTLS);
      for (int i = 0; i < count; i++) {
        text.append(ListText.SEPARATOR).appendDecimal(message.ttl(i));
      }
      row.text.end(DnsRow.ANSWER_TTLS);
    }
  }

  private void section(DnsRow row, int cell, DnsMessage message, DnsMessage.Section section) {
    ByteText text = row.text.begin(cell);
    for (int i = 0; i < message.recordCount(); i++) {
      if (message.section(i) == section && message.type(i) != DnsType.OPT) {
        scratch.clear();
        recordText.writeRecord(message, i, scratch);
        int from = text.append(ListText.SEPARATOR).length();
        text.append(scratch.bytes(), 0, scratch.length());
        row.text.cleanElement(from);
      }
    }
    row.text.end(cell);
  }
}
