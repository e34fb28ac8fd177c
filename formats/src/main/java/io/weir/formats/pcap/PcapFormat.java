// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Captures of packets: pcap and pcapng, of any tool. */
@AutoService(Format.class)
public final class PcapFormat implements Format {
  private static final List<TableSchema> TABLES = FiveTables.ALL;

  /** Each reader reads and frames all packets: two do not gain what they cost together. */
  private static final int THREADS_PER_PART = 2;

  private static final int MAX_PARTS = 8;

  private static final long WORTH_DIVIDING = 256L << 20;

  /** Made by the service loader. */
  public PcapFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "pcap", "Captured packets: pcap and pcapng files.", TABLES, CaptureOptions.ALL);
  }

  @Override
  public void check(Options options) {
    CaptureOptions.meter(options);
    CaptureOptions.dns(options);
    CaptureOptions.networks(options);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return CaptureHead.recognise(head, TABLES);
  }

  /**
   * One split a capture, which may be several files; big plain ones are read by several readers,
   * each for its share of the hosts. Packets alone need no order between files.
   */
  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    boolean packetsOnly =
        scan.tables().stream().allMatch(table -> table.table().name().equals("packets"));
    List<List<InputFile>> captures =
        packetsOnly ? files.stream().map(List::of).toList() : Rotation.group(files);
    int parts = Math.min(MAX_PARTS, parallelism / THREADS_PER_PART / Math.max(1, captures.size()));
    List<Split> splits = new ArrayList<>();
    for (List<InputFile> capture : captures) {
      splits.addAll(Share.splits(capture, divisible(capture) ? Math.max(1, parts) : 1));
    }
    return splits;
  }

  private static boolean divisible(List<InputFile> capture) {
    return capture.stream().allMatch(InputFile::isSplittable)
        && Share.length(capture) >= WORTH_DIVIDING;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) {
    return new CaptureReader(split, scan, rejects);
  }
}
