// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files of dnstap: Frame Streams of its protocol buffers. */
@AutoService(Format.class)
public final class DnstapFormat implements Format {
  /** The roles of dnstap.proto in the order of its numbers, two of which are one role. */
  private static final List<String> ROLES =
      List.of("auth", "resolver", "client", "forwarder", "stub", "tool", "update");

  private static final Option MESSAGES =
      new Option(
          "dnstap-messages",
          "all",
          "which messages: all, or some of auth, resolver, client, forwarder, stub, tool, update,"
              + " divided by commas");

  private static final String CONTENT_TYPE = "protobuf:dnstap.Dnstap";

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "dnstap",
        "DNS messages as servers tell them: dnstap in Frame Streams.",
        List.of(FiveTables.DNS),
        List.of(MESSAGES));
  }

  @Override
  public void check(Options options) {
    types(options);
  }

  /** The numbers of the message types that are read. */
  static Set<Integer> types(Options options) {
    Set<Integer> types = new LinkedHashSet<>();
    for (String word : options.value(MESSAGES).orElse("all").split(",", -1)) {
      String role = word.strip().toLowerCase(Locale.ROOT);
      List<String> meant = role.equals("all") ? ROLES : List.of(role);
      for (String each : meant) {
        int index = ROLES.indexOf(each);
        if (index < 0) {
          throw WeirException.usage(
              "Cannot use --%s %s: there are no such messages. They are all, %s.",
              MESSAGES.name(), word, String.join(", ", ROLES));
        }
        types.add(2 * index + 1);
        types.add(2 * index + 2);
      }
    }
    return types;
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    byte[] bytes = head.bytes();
    boolean isStart =
        bytes.length >= 12
            && (bytes[0] | bytes[1] | bytes[2] | bytes[3]) == 0
            && (bytes[8] | bytes[9] | bytes[10]) == 0
            && bytes[11] == DnstapReader.START;
    if (!isStart) {
      return new Recognition.No("no start of Frame Streams");
    }
    String beginning = new String(bytes, 12, Math.min(bytes.length - 12, 256), US_ASCII);
    return beginning.contains(CONTENT_TYPE)
        ? new Recognition.Yes(List.of(FiveTables.DNS), "Frame Streams of " + CONTENT_TYPE)
        : new Recognition.No("Frame Streams of something else than " + CONTENT_TYPE);
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    List<Split> splits = new ArrayList<>();
    files.forEach(file -> splits.add(Split.whole(file)));
    return splits;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new DnstapReader(split.file(), scan, rejects);
  }
}
