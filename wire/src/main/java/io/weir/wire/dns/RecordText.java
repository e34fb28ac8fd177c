// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.ByteText;

/**
 * Writes records in presentation form: RFC 1035 §5 and the RFC of each type. Types without a form
 * of their own, and data that does not fit its type, are written as RFC 3597 asks: {@code \# length
 * hex}. Holds working memory: one object a thread.
 */
public final class RecordText {
  private static final int CLASS_NONE = 254;
  private static final int CLASS_ANY = 255;

  private final Rdata rdata = new Rdata();

  /**
   * Writes a whole record: owner, TTL, class, type and data, a blank between.
   *
   * @return whether the data fit its type
   */
  public boolean writeRecord(DnsMessage message, int record, ByteText out) {
    int from = out.length();
    message.writeOwner(record, NameCase.AS_WRITTEN, out);
    if (out.length() != from + 1 || out.bytes()[from] != '.') {
      out.append('.');
    }
    out.append(' ').appendDecimal(message.ttl(record));
    out.append(' ').append(DnsCodes.className(message.recordClass(record)));
    out.append(' ').append(DnsType.name(message.type(record)));
    int before = out.length();
    out.append(' ');
    boolean fits = writeData(message, record, out);
    if (out.length() == before + 1) {
      out.truncate(before);
    }
    return fits;
  }

  /**
   * Writes the data of a record; domain names in it keep their case and final dot. Nothing is
   * written for empty data of the classes ANY and NONE (RFC 2136 §2.4).
   *
   * @return whether the data fit its type
   */
  public boolean writeData(DnsMessage message, int record, ByteText out) {
    int length = message.rdataLength(record);
    int recordClass = message.recordClass(record);
    if (length == 0 && (recordClass == CLASS_ANY || recordClass == CLASS_NONE)) {
      return true;
    }
    int from = out.length();
    rdata.begin(message, record, out);
    boolean known = RdataForms.write(message.type(record), rdata);
    if (known && rdata.complete()) {
      return true;
    }
    out.truncate(from);
    out.append("\\# ").appendDecimal(length);
    if (length > 0) {
      out.append(' ').appendHex(message.data(), message.rdataAt(record), length);
    }
    return !known;
  }

  /**
   * Writes data that is one domain name and nothing else (CNAME, NS, PTR, DNAME) without its final
   * dot.
   *
   * @return false, with nothing written, for other types or when the name is malformed
   */
  public boolean writeTarget(DnsMessage message, int record, NameCase letters, ByteText out) {
    switch (message.type(record)) {
      case DnsType.CNAME, DnsType.NS, DnsType.PTR, DnsType.DNAME -> {}
      default -> {
        return false;
      }
    }
    int at = message.rdataAt(record);
    int end = at + message.rdataLength(record);
    if (DnsNames.skip(message.data(), at, end) != end
        || !DnsNames.valid(message.data(), message.start(), message.end(), at)) {
      return false;
    }
    DnsNames.write(message.data(), message.start(), at, letters, out);
    return true;
  }
}
