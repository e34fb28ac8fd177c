// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowtools;

import java.nio.charset.StandardCharsets;

/**
 * The header of a flow-tools file of stream version 3: a mark, the byte order, its length, then
 * values with type and length.
 *
 * @param length bytes of it
 * @param exportVersion the NetFlow version of the records
 * @param hostName of the collector; empty when it is not told
 * @param defect why the file cannot be read; empty when it can
 */
record FlowToolsHeader(
    boolean isBig,
    int length,
    int exportVersion,
    boolean isCompressed,
    String hostName,
    String defect) {
  /** A header is not longer: names of interfaces may be in it. */
  static final int MOST_BYTES = 1 << 16;

  private static final int STREAM_VERSION = 3;
  private static final int FIRST_VALUE = 8;
  private static final int EXPORT_VERSION = 2;
  private static final int FLAGS = 8;
  private static final int HOST_NAME = 15;
  private static final int COMPRESSED = 2;

  /** NetFlow v7, of switches: v5 and the router's address that a switch forwards for. */
  private static final int ROUTER_SHORTCUTS = 7;

  /** True for bytes that begin with the mark of flow-tools and a byte order. */
  static boolean isMagic(byte[] bytes) {
    return bytes.length >= 4
        && (bytes[0] & 0xff) == 0xcf
        && bytes[1] == 0x10
        && (bytes[2] == 1 || bytes[2] == 2);
  }

  /** Reads a header from the first bytes of a file, which have its mark. */
  static FlowToolsHeader of(byte[] bytes) {
    boolean isBig = bytes[2] == 2;
    if (bytes[3] != STREAM_VERSION) {
      return broken(isBig, "its stream version is not known (" + bytes[3] + ")");
    }
    int length = bytes.length < FIRST_VALUE ? -1 : i32(bytes, 4, isBig);
    if (length < FIRST_VALUE || length > bytes.length) {
      boolean isCut = length > bytes.length && length <= MOST_BYTES;
      return broken(
          isBig, isCut || length < 0 ? "it ends inside its header" : "its header is broken");
    }
    int version = 0;
    int flags = 0;
    String hostName = "";
    int at = FIRST_VALUE;
    while (length - at >= 4) {
      int type = u16(bytes, at, isBig);
      int size = u16(bytes, at + 2, isBig);
      at += 4;
      if (size > length - at) {
        return broken(isBig, "its header is broken");
      }
      if (type == EXPORT_VERSION && size == 2) {
        version = u16(bytes, at, isBig);
      } else if (type == FLAGS && size == 4) {
        flags = i32(bytes, at, isBig);
      } else if (type == HOST_NAME) {
        hostName = new String(bytes, at, size, StandardCharsets.UTF_8).replace("\0", "");
      }
      at += size;
    }
    String defect =
        version == 5 || version == ROUTER_SHORTCUTS
            ? ""
            : "its records are of NetFlow v" + version + ", not v5 or v7";
    return new FlowToolsHeader(isBig, length, version, (flags & COMPRESSED) != 0, hostName, defect);
  }

  /** Bytes of a record. */
  int recordSize() {
    return exportVersion == ROUTER_SHORTCUTS ? 68 : 64;
  }

  private static FlowToolsHeader broken(boolean isBig, String defect) {
    return new FlowToolsHeader(isBig, 0, 0, false, "", defect);
  }

  private static int u16(byte[] bytes, int at, boolean isBig) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    return isBig ? first << 8 | second : second << 8 | first;
  }

  private static int i32(byte[] bytes, int at, boolean isBig) {
    int first = u16(bytes, at, isBig);
    int second = u16(bytes, at + 2, isBig);
    return isBig ? first << 16 | second : second << 16 | first;
  }
}
