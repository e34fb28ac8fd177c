// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a picture of few colours small: one byte a pixel instead of three. */
final class Palette {
  private static final int MOST = 256;

  /** Colours that stay as they are: those of areas and lines, not those of their soft edges. */
  private static final int EXACT = 96;

  private static final int COARSEST = 5;

  private Palette() {}

  /** The picture with at most 256 colours, which are those it has, or near them. */
  static BufferedImage reduced(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    List<Integer> colors = byFrequency(pixels);
    for (int dropped = 0; dropped <= COARSEST; dropped++) {
      Map<Integer, Integer> places = places(colors, dropped);
      if (places.values().stream().distinct().count() <= MOST) {
        return indexed(pixels, width, height, places, dropped, colors);
      }
    }
    return image;
  }

  private static List<Integer> byFrequency(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    // Most pixels are as the one before: a run of them is counted at once.
    int run = 0;
    for (int i = 0; i < pixels.length; i++) {
      run++;
      if (i + 1 == pixels.length || pixels[i + 1] != pixels[i]) {
        counts.merge(pixels[i] & 0xffffff, run, Integer::sum);
        run = 0;
      }
    }
    List<Integer> colors = new ArrayList<>(counts.keySet());
    colors.sort(
        Comparator.comparing((Integer color) -> -counts.getOrDefault(color, 0))
            .thenComparing(color -> color));
    return colors;
  }

  /** The place of each colour when so many bits of each part of rare ones are dropped. */
  private static Map<Integer, Integer> places(List<Integer> colors, int dropped) {
    Map<Integer, Integer> ofShown = new LinkedHashMap<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < colors.size(); i++) {
      int shown = shown(colors, i, dropped);
      Integer place = ofShown.get(shown);
      if (place == null) {
        place = ofShown.size();
        ofShown.put(shown, place);
      }
      places.put(colors.get(i), place);
    }
    return places;
  }

  private static int shown(List<Integer> colors, int i, int dropped) {
    return i < EXACT ? colors.get(i) : coarse(colors.get(i), dropped);
  }

  /** A colour near this one, of few; black and white stay. */
  private static int coarse(int color, int dropped) {
    int steps = (1 << (8 - dropped)) - 1;
    int coarse = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = (color >> shift) & 0xff;
      int step = (part * steps + 127) / 255;
      coarse |= (step * 255 / steps) << shift;
    }
    return coarse;
  }

  private static BufferedImage indexed(
      int[] pixels,
      int width,
      int height,
      Map<Integer, Integer> places,
      int dropped,
      List<Integer> colors) {
    byte[] red = new byte[MOST];
    byte[] green = new byte[MOST];
    byte[] blue = new byte[MOST];
    for (int i = 0; i < colors.size(); i++) {
      int shown = shown(colors, i, dropped);
      int place = places.getOrDefault(colors.get(i), 0);
      red[place] = (byte) (shown >> 16);
      green[place] = (byte) (shown >> 8);
      blue[place] = (byte) shown;
    }
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, MOST, red, green, blue));
    WritableRaster raster = image.getRaster();
    byte[] line = new byte[width];
    int before = pixels[0];
    int place = places.getOrDefault(before & 0xffffff, 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = pixels[y * width + x];
        if (pixel != before) {
          before = pixel;
          place = places.getOrDefault(pixel & 0xffffff, 0);
        }
        line[x] = (byte) place;
      }
      raster.setDataElements(0, y, width, 1, line);
    }
    return image;
  }
}
