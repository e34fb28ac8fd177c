// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.model.Head;
import io.weir.model.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises tab-separated logs. */
final class TsvLook {
  private static final Pattern SEPARATOR = Pattern.compile("(\\S{1,16}?)separator \\S.*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$:/-]*");
  private static final Pattern EPOCH = Pattern.compile("-?\\d{9,10}\\.\\d{1,9}");
  private static final Pattern UID =
      Pattern.compile(
          "[CFS][A-Za-z0-9]{9,20}|\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F:]*::?[0-9a-fA-F:]*");
  private static final int PREFIX_LINES = 5;

  private final Head head;
  private final Options options;
  private final List<String> lines;

  private TsvLook(Head head, Options options) {
    this.head = head;
    this.options = options;
    this.lines = lines(head);
  }

  /** What a file that begins with other than a brace is. */
  static ZeekLook look(Head head, Options options) {
    return new TsvLook(head, options).look();
  }

  /** The whole lines at the beginning, each byte as one character. */
  private static List<String> lines(Head head) {
    int length = Math.min(head.bytes().length, ZeekLog.LOOK);
    String text = new String(head.bytes(), 0, length, ISO_8859_1);
    boolean isWhole = head.complete() && length == head.bytes().length;
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (!isWhole && lines.size() > 1) {
      lines.remove(lines.size() - 1);
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    return lines;
  }

  private ZeekLook look() {
    TsvHeader start = TsvHeader.DEFAULT.withPrefix(prefix());
    if (lines.stream().noneMatch(line -> line.startsWith(start.prefix()))) {
      return withoutPreamble();
    }
    List<TsvHeader> headers = new ArrayList<>();
    List<List<String>> records = new ArrayList<>();
    TsvHeader header = start;
    boolean hasRecords = true;
    for (String line : lines) {
      if (line.startsWith(header.prefix())) {
        TsvHeader next = header.with(line);
        hasRecords &= next.types().equals(header.types()) && next.readsAs(header);
        header = next;
      } else if (!line.isEmpty()) {
        if (!hasRecords) {
          headers.add(header);
          records.add(new ArrayList<>());
          hasRecords = true;
        }
        if (!records.isEmpty()) {
          records.get(records.size() - 1).add(line);
        }
      }
    }
    if (!hasRecords) {
      headers.add(header);
      records.add(List.of());
    }
    for (int i = 0; i < headers.size(); i++) {
      headers.set(i, headers.get(i).withTimeOf(records.get(i)));
    }
    return ofHeaders(headers);
  }

  private ZeekLook ofHeaders(List<TsvHeader> headers) {
    if (headers.isEmpty()) {
      return withoutPreamble();
    }
    TsvHeader first = headers.get(0);
    if (!first.problem().isEmpty()) {
      return ZeekLook.broken(
          "it has a %s. Zeek's own separators can be read: LogAscii::separator=\"\\t\"."
              .formatted(first.problem()));
    }
    if (first.fields().isEmpty()) {
      return lines.size() > 1 ? withoutPreamble() : ZeekLook.no("no #fields line");
    }
    List<TsvHeader> usable =
        headers.stream()
            .filter(header -> header.problem().isEmpty() && !header.fields().isEmpty())
            .toList();
    int fields = first.fields().size();
    String why = "a #fields line with %d field%s".formatted(fields, fields == 1 ? "" : "s");
    return ZeekLook.log(TsvLog.of(head.file(), usable, "", why));
  }

  /** What lines of a preamble begin with: what is before {@code separator} in one of the first. */
  private String prefix() {
    for (String line : lines.subList(0, Math.min(PREFIX_LINES, lines.size()))) {
      Matcher matcher = SEPARATOR.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return TsvHeader.DEFAULT.prefix();
  }

  private ZeekLook withoutPreamble() {
    String first =
        lines.stream()
            .filter(line -> !line.isEmpty() && !line.startsWith(TsvHeader.DEFAULT.prefix()))
            .findFirst()
            .orElse("");
    boolean isRecord = isRecord(TsvHeader.DEFAULT.split(first));
    boolean isMeant = options.value("input-format").filter("zeek"::equals).isPresent();
    String given = options.value(ZeekOptions.FIELDS).orElse("");
    if (!given.isEmpty() && (isRecord || isMeant)) {
      TsvHeader header = ZeekOptions.header(given, options);
      String why = "records, with fields given by --" + ZeekOptions.FIELDS.name();
      return ZeekLook.log(TsvLog.of(head.file(), List.of(header), "", why));
    }
    List<String> names = TsvHeader.DEFAULT.split(first);
    if (isNames(names)) {
      TsvHeader header =
          TsvHeader.DEFAULT.withPath(ZeekOptions.path(options)).withFields(names, List.of());
      return ZeekLook.log(
          TsvLog.of(head.file(), List.of(header), first, "a first line with names of fields"));
    }
    if (isRecord) {
      return ZeekLook.broken(
          "it looks like a log of Zeek's without the #fields line. Name the fields with"
              + " --%s ts,uid,id.orig_h,…, or keep the header: zeek-cut -c, LogAscii::include_meta=T."
                  .formatted(ZeekOptions.FIELDS.name()));
    }
    return ZeekLook.no("no #fields line, and no JSON records with fields of Zeek's");
  }

  /** A time among the first fields, and an identifier or address beside it. */
  private static boolean isRecord(List<String> fields) {
    List<String> some = fields.subList(0, Math.min(4, fields.size()));
    return fields.size() >= 4
        && some.stream().anyMatch(field -> EPOCH.matcher(field).matches())
        && some.stream().anyMatch(field -> UID.matcher(field).matches());
  }

  private static boolean isNames(List<String> names) {
    return names.size() > 2
        && names.contains("ts")
        && names.stream().allMatch(name -> NAME.matcher(name).matches())
        && (names.contains("uid")
            || names.contains("fuid")
            || KnownFields.logWith(new LinkedHashSet<>(Names.columns(names))).isPresent());
  }
}
