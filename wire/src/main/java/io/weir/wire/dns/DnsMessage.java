// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static io.weir.wire.BigEndian.u16;
import static io.weir.wire.BigEndian.u32;

import io.weir.wire.ByteText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One DNS message (RFC 1035 §4), read in place: a reusable view of the caller's bytes, which must
 * not change while it is used.
 *
 * <p>{@link #decode} finds every question and record; when one is malformed, those before it stay
 * readable and {@link #malformed} tells why. {@link #decodeQuestion} reads header and first
 * question only. Records are counted over all sections, in the message's order. Nothing here throws
 * on hostile bytes. Not thread-safe.
 */
public final class DnsMessage {
  /** Bytes of the header. */
  public static final int HEADER_LENGTH = 12;

  /** The sections that hold records. */
  public enum Section {
    ANSWER,
    AUTHORITY,
    ADDITIONAL
  }

  /** Owner, type, class, TTL and length of the data; the owner has one byte at least. */
  private static final int MIN_RECORD = 11;

  private static final int MIN_QUESTION = 5;

  private byte[] data = new byte[HEADER_LENGTH];
  private int start;
  private int end = HEADER_LENGTH;
  private int[] questions = new int[2];
  private int questionsRead;

  /** For each record the offset of its owner and that of its fixed part. */
  private int[] records = new int[32];

  private int recordsRead;
  private int optRecord = -1;
  private int next;
  private @Nullable String malformed;
  private int malformedAt;

  /**
   * Reads a whole message.
   *
   * @return true if every question and record that the header announces was read
   */
  public boolean decode(byte[] bytes, int offset, int length) {
    if (!begin(bytes, offset, length) || !readQuestions(u16(data, start + 4))) {
      return false;
    }
    int announced = ancount() + nscount() + arcount();
    for (int i = 0; i < announced; i++) {
      if (!readRecord()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads header and first question only; no records are found then.
   *
   * @return true if both were read; a message without question is fine
   */
  public boolean decodeQuestion(byte[] bytes, int offset, int length) {
    return begin(bytes, offset, length) && readQuestions(Math.min(1, u16(data, start + 4)));
  }

  private boolean begin(byte[] bytes, int offset, int length) {
    data = bytes;
    start = offset;
    end = offset + length;
    questionsRead = 0;
    recordsRead = 0;
    optRecord = -1;
    malformed = null;
    next = offset + HEADER_LENGTH;
    return length >= HEADER_LENGTH || fail("header cut short", end);
  }

  private boolean readQuestions(int count) {
    for (int i = 0; i < count; i++) {
      int at = next;
      int afterName = DnsNames.skip(data, at, end);
      if (afterName < 0 || !DnsNames.valid(data, start, end, at)) {
        return fail("bad name in question", at);
      }
      if (afterName + 4 > end) {
        return fail("question cut short", at);
      }
      if (questionsRead == questions.length) {
        questions = Arrays.copyOf(questions, 2 * questions.length);
      }
      questions[questionsRead++] = at;
      next = afterName + 4;
    }
    return true;
  }

  private boolean readRecord() {
    int at = next;
    if (at >= end) {
      return fail("records missing", at);
    }
    int fixed = DnsNames.skip(data, at, end);
    if (fixed < 0 || !DnsNames.valid(data, start, end, at)) {
      return fail("bad name of record", at);
    }
    if (fixed + 10 > end || fixed + 10 + u16(data, fixed + 8) > end) {
      return fail("record cut short", at);
    }
    if (2 * recordsRead == records.length) {
      records = Arrays.copyOf(records, 2 * records.length);
    }
    records[2 * recordsRead] = at;
    records[2 * recordsRead + 1] = fixed;
    if (u16(data, fixed) == DnsType.OPT && optRecord < 0) {
      optRecord = recordsRead;
    }
    recordsRead++;
    next = fixed + 10 + u16(data, fixed + 8);
    return true;
  }

  private boolean fail(String reason, int at) {
    malformed = reason;
    malformedAt = at - start;
    return false;
  }

  /** Why the last decode stopped early, a phrase without values; null when it did not. */
  public @Nullable String malformed() {
    return malformed;
  }

  /** Where in the message the last decode stopped, in bytes; meaningless when it did not. */
  public int malformedAt() {
    return malformedAt;
  }

  /**
   * True if the bytes may be a DNS message: the counts fit the length, or this is a response that
   * is nothing but a header. A truncated response may count records that were left out. Cheap.
   *
   * @param captured bytes that are there
   * @param length bytes of the message on the wire
   */
  public static boolean isPlausible(byte[] bytes, int offset, int captured, int length) {
    if (captured < HEADER_LENGTH) {
      return false;
    }
    int asked = u16(bytes, offset + 4);
    int held = u16(bytes, offset + 6) + u16(bytes, offset + 8) + u16(bytes, offset + 10);
    int flags = u16(bytes, offset + 2);
    boolean response = (flags & 0x8000) != 0;
    boolean truncated = response && (flags & 0x0200) != 0 && asked == 1 && held < 256;
    return (asked + held > 0 || (response && length == HEADER_LENGTH))
        && asked * MIN_QUESTION + (truncated ? 0 : held * MIN_RECORD) <= length - HEADER_LENGTH;
  }

  /** The bytes this view reads. */
  public byte[] data() {
    return data;
  }

  /** Where the message begins in {@link #data}. */
  public int start() {
    return start;
  }

  /** Where the message ends in {@link #data}. */
  public int end() {
    return end;
  }

  /** Bytes of the message. */
  public int length() {
    return end - start;
  }

  /** Bytes up to the end of the last question or record that was read. */
  public int lengthRead() {
    return Math.min(next, end) - start;
  }

  /** False when not even the header was there; then no other accessor may be called. */
  public boolean hasHeader() {
    return length() >= HEADER_LENGTH;
  }

  public int id() {
    return u16(data, start);
  }

  /** The 16 bits of flags, operation and response code as on the wire. */
  public int flags() {
    return u16(data, start + 2);
  }

  public boolean isResponse() {
    return (flags() & 0x8000) != 0;
  }

  public int opcode() {
    return flags() >> 11 & 0xf;
  }

  public boolean aa() {
    return (flags() & 0x0400) != 0;
  }

  public boolean tc() {
    return (flags() & 0x0200) != 0;
  }

  public boolean rd() {
    return (flags() & 0x0100) != 0;
  }

  public boolean ra() {
    return (flags() & 0x0080) != 0;
  }

  /** The reserved bit (RFC 4035 §3.1 gave its neighbours away). */
  public boolean z() {
    return (flags() & 0x0040) != 0;
  }

  public boolean ad() {
    return (flags() & 0x0020) != 0;
  }

  public boolean cd() {
    return (flags() & 0x0010) != 0;
  }

  /** The header's four bits of response code. */
  public int headerRcode() {
    return flags() & 0xf;
  }

  /** The response code with EDNS's upper bits (RFC 6891 §6.1.3), when an OPT record was read. */
  public int rcode() {
    return optRecord < 0 ? headerRcode() : (int) (ttl(optRecord) >> 24) << 4 | headerRcode();
  }

  public int qdcount() {
    return u16(data, start + 4);
  }

  public int ancount() {
    return u16(data, start + 6);
  }

  public int nscount() {
    return u16(data, start + 8);
  }

  public int arcount() {
    return u16(data, start + 10);
  }

  /** Questions read. */
  public int questionCount() {
    return questionsRead;
  }

  /** Writes the name of a question, without its final dot; the root is one dot. */
  public void writeQuestionName(int question, NameCase letters, ByteText out) {
    DnsNames.write(data, start, questions[question], letters, out);
  }

  public int questionType(int question) {
    return u16(data, DnsNames.skip(data, questions[question], end));
  }

  public int questionClass(int question) {
    return u16(data, DnsNames.skip(data, questions[question], end) + 2);
  }

  /** Records read, over all sections. */
  public int recordCount() {
    return recordsRead;
  }

  /** The section a record is in. */
  public Section section(int record) {
    if (record < ancount()) {
      return Section.ANSWER;
    }
    return record < ancount() + nscount() ? Section.AUTHORITY : Section.ADDITIONAL;
  }

  /** Writes the name of a record, without its final dot; the root is one dot. */
  public void writeOwner(int record, NameCase letters, ByteText out) {
    DnsNames.write(data, start, records[2 * record], letters, out);
  }

  public int type(int record) {
    return u16(data, records[2 * record + 1]);
  }

  /** The class; for OPT the UDP size. */
  public int recordClass(int record) {
    return u16(data, records[2 * record + 1] + 2);
  }

  /** The time to live in seconds, unsigned; for OPT flags. */
  public long ttl(int record) {
    return u32(data, records[2 * record + 1] + 4);
  }

  /** Where the record's data begins in {@link #data}. */
  public int rdataAt(int record) {
    return records[2 * record + 1] + 10;
  }

  /** Bytes of the record's data. */
  public int rdataLength(int record) {
    return u16(data, records[2 * record + 1] + 8);
  }

  /** The first OPT record (RFC 6891), or -1. */
  public int optRecord() {
    return optRecord;
  }
}
