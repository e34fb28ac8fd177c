// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Split;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shared capture is recognised, and has the packets that its list says. */
class CaptureCorpusTest {
  @Test
  void everyCaptureHasItsPackets() throws IOException {
    Path pcap = Captures.shared("pcap");
    Map<String, String> differences = new TreeMap<>();
    int captures = 0;
    for (String line : Files.readAllLines(pcap.resolveSibling("MANIFEST.tsv"))) {
      String[] cells = line.split("\t", -1);
      String records = cells[cells.length - 1];
      if (!cells[0].startsWith("pcap/")
          || !cells[2].equals("data")
          || !records.contains("packet")) {
        continue;
      }
      InputFile file = Captures.file(pcap.resolveSibling(cells[0]));
      Captures.Result result = Captures.read(List.of(file), Options.NONE, FiveTables.PACKETS);
      String read = result.tables().get(0).size() + " packets";
      captures++;
      if (!read.equals(records) || !recognised(file)) {
        differences.put(cells[0], records + " but " + read + " " + result.rejects());
      }
    }
    assertThat(differences).isEmpty();
    assertThat(captures).isEqualTo(1697);
  }

  @Test
  void tablesAreTheSameAloneAndTogether() throws IOException {
    Path pcap = Captures.shared("pcap");
    List<Path> traces;
    try (Stream<Path> walk = Files.walk(pcap.resolve("zeek"))) {
      traces = walk.filter(Files::isRegularFile).sorted().toList();
    }
    TableSchema[] tables = FiveTables.ALL.toArray(TableSchema[]::new);
    for (int i = 0; i < traces.size(); i += 11) {
      List<InputFile> file = List.of(Captures.file(traces.get(i)));
      List<List<Map<String, String>>> together = Captures.read(file, Options.NONE, tables).tables();
      for (int t = 0; t < tables.length; t++) {
        List<Map<String, String>> alone =
            Captures.read(file, Options.NONE, tables[t]).tables().get(0);
        assertThat(alone).as(traces.get(i) + " " + tables[t].name()).isEqualTo(together.get(t));
      }
    }
  }

  @Test
  void sharesAddUpToTheWhole() throws IOException {
    Path pcap = Captures.shared("pcap");
    List<Path> traces = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(pcap.resolve("zeek"))) {
      walk.filter(Files::isRegularFile).sorted().forEach(traces::add);
    }
    TableSchema[] tables = FiveTables.ALL.toArray(TableSchema[]::new);
    for (int i = 0; i < traces.size(); i++) {
      if (i % 11 != 0 && !traces.get(i).toString().contains("tunnel")) {
        continue;
      }
      List<InputFile> file = List.of(Captures.file(traces.get(i)));
      Captures.Result whole = Captures.read(file, Options.NONE, tables);
      List<List<Map<String, String>>> rows = new ArrayList<>();
      whole.tables().forEach(table -> rows.add(new ArrayList<>()));
      Map<String, Integer> rejects = new TreeMap<>();
      long records = 0;
      for (Split split : Share.splits(file, 3)) {
        Captures.Result share = Captures.read(split, Options.NONE, tables);
        for (int t = 0; t < tables.length; t++) {
          rows.get(t).addAll(share.tables().get(t));
        }
        share.rejects().forEach((reason, count) -> rejects.merge(reason, count, Integer::sum));
        records += share.recordsRead();
      }
      for (int t = 0; t < tables.length; t++) {
        assertThat(sorted(rows.get(t)))
            .as(traces.get(i) + " " + tables[t].name())
            .isEqualTo(sorted(whole.tables().get(t)));
      }
      assertThat(rejects).isEqualTo(whole.rejects());
      assertThat(records).isEqualTo(whole.recordsRead());
    }
  }

  private static List<String> sorted(List<Map<String, String>> rows) {
    return rows.stream().map(row -> new TreeMap<>(row).toString()).sorted().toList();
  }

  private static boolean recognised(InputFile file) throws IOException {
    byte[] head;
    try (InputStream in = file.open(0)) {
      head = in.readNBytes(4096);
    }
    return new PcapFormat().recognise(new Head(file, head, false), Options.NONE)
        instanceof Recognition.Yes;
  }
}
