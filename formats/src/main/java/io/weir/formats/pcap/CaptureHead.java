// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.Head;
import io.weir.model.Recognition;
import io.weir.model.TableSchema;
import java.nio.ByteOrder;
import java.util.List;

/** Recognises captures by their first bytes. */
final class CaptureHead {
  private static final int PCAPNG_MIN = 28;

  private CaptureHead() {}

  static Recognition recognise(Head head, List<TableSchema> tables) {
    byte[] bytes = head.bytes();
    if (bytes.length < 4) {
      return new Recognition.No("too short for a capture");
    }
    int magic = CaptureBuffer.i32(bytes, 0, ByteOrder.BIG_ENDIAN);
    if (PcapFile.isMagic(magic)) {
      return pcap(bytes, magic, tables);
    }
    if (PcapNgFile.isMagic(bytes, 0)) {
      return pcapng(bytes, tables);
    }
    return new Recognition.No("no pcap or pcapng magic number");
  }

  private static Recognition pcap(byte[] bytes, int magic, List<TableSchema> tables) {
    if (bytes.length < PcapFile.HEADER) {
      return new Recognition.Broken(
          "a pcap file that ends inside its header (%d of %d bytes)"
              .formatted(bytes.length, PcapFile.HEADER));
    }
    boolean big = (magic & 0xff) != 0xa1;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int ordered = CaptureBuffer.i32(bytes, 0, order);
    String unit = ordered == PcapFile.NANOS ? "nanoseconds" : "microseconds";
    int linkType = CaptureBuffer.i32(bytes, 20, order) & 0xffff;
    return new Recognition.Yes(
        tables,
        "pcap magic number, %s, %s endian, link type %d"
            .formatted(unit, big ? "big" : "little", linkType));
  }

  private static Recognition pcapng(byte[] bytes, List<TableSchema> tables) {
    if (bytes.length < PCAPNG_MIN) {
      return new Recognition.Broken("a pcapng file that ends inside its section header");
    }
    return new Recognition.Yes(tables, "pcapng section header");
  }
}
