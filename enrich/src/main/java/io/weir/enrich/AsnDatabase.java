// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which autonomous system announces an address. Thread-safe. */
sealed interface AsnDatabase {
  /** What {@link #asn} answers for an address that no prefix holds. */
  long NONE = PrefixTable.NONE;

  /** The number of the autonomous system; NONE if the database has none. */
  long asn(IpAddress address);

  /** The name of the autonomous system; null if the database has none. */
  @Nullable String name(IpAddress address);

  /** True if the database has names at all. */
  boolean hasNames();

  /** Reads a file of pyasn (text, maybe gzip) or a MaxMind ASN or ISP database. */
  static AsnDatabase read(LookupFile file) {
    byte[] content = file.content();
    return MaxMindFile.recognises(content)
        ? new MaxMind(MaxMindFile.open(file, content, "asn", "isp"))
        : new Prefixes(prefixes(file, content));
  }

  /**
   * Lines {@code PREFIX<TAB>NUMBER}; empty ones and those that begin with a semicolon are comments.
   */
  private static PrefixTable prefixes(LookupFile file, byte[] content) {
    PrefixTable.Builder builder = new PrefixTable.Builder();
    int line = 0;
    int next;
    for (int from = 0; from < content.length; from = next + 1) {
      line++;
      next = end(content, from);
      int to = next > from && content[next - 1] == '\r' ? next - 1 : next;
      boolean isComment = from == to || content[from] == ';';
      if (!isComment && !builder.add(content, from, to)) {
        String text = new String(content, from, Math.min(to - from, 240), StandardCharsets.UTF_8);
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        throw file.wrong("line " + line + " is not PREFIX<TAB>NUMBER", shown);
      }
    }
    return builder.build();
  }

  private static int end(byte[] content, int from) {
    int end = from;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    return end;
  }

  /** An AS number of 32 bits up to the end of the text; NONE if there is anything else. */
  static long number(String text, int from) {
    long value = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      value = value * 10 + c - '0';
      if (c < '0' || c > '9' || value > 0xffff_ffffL) {
        return NONE;
      }
    }
    return from == text.length() ? NONE : value;
  }

  /** A file of pyasn. */
  record Prefixes(PrefixTable table) implements AsnDatabase {
    @Override
    public long asn(IpAddress address) {
      return table.find(address);
    }

    @Override
    public @Nullable String name(IpAddress address) {
      return null;
    }

    @Override
    public boolean hasNames() {
      return false;
    }
  }

  /** A MaxMind ASN or ISP database. */
  record MaxMind(MaxMindFile file) implements AsnDatabase {
    /** What of a database's record is read. */
    public record AutonomousSystem(@Nullable Long number, @Nullable String organization) {
      @MaxMindDbConstructor
      public AutonomousSystem(
          @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long number,
          @MaxMindDbParameter(name = "autonomous_system_organization")
              @Nullable String organization) {
        this.number = number;
        this.organization = organization;
      }
    }

    @Override
    public long asn(IpAddress address) {
      AutonomousSystem found = file.find(address, AutonomousSystem.class);
      return found == null || found.number == null ? NONE : found.number;
    }

    @Override
    public @Nullable String name(IpAddress address) {
      AutonomousSystem found = file.find(address, AutonomousSystem.class);
      return found == null ? null : found.organization;
    }

    @Override
    public boolean hasNames() {
      return true;
    }
  }
}
