// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.awt.Color;
import java.util.List;

/** The colours of a picture on a light or a dark page. */
public enum Look {
  LIGHT(0xffffff, 0x1f2933, 0x52606d, 0xe4e7eb),
  DARK(0x161b22, 0xe6edf3, 0x9aa7b4, 0x30363d);

  /** Told apart by people with any kind of colour vision (Okabe and Ito, 2008). */
  private static final List<Integer> ON_LIGHT =
      List.of(0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xb8a800);

  private static final List<Integer> ON_DARK =
      List.of(0x56b4e9, 0xe69f00, 0x009e73, 0xcc79a7, 0xf0e442, 0x0072b2);

  private final Color page;
  private final Color text;
  private final Color faint;
  private final Color grid;

  Look(int page, int text, int faint, int grid) {
    this.page = new Color(page);
    this.text = new Color(text);
    this.faint = new Color(faint);
    this.grid = new Color(grid);
  }

  Color page() {
    return page;
  }

  Color text() {
    return text;
  }

  /** Of ticks and of what stands behind. */
  Color faint() {
    return faint;
  }

  Color grid() {
    return grid;
  }

  /** The colour of a series, by its number; of many they come again. */
  Color series(int number) {
    List<Integer> apart = this == LIGHT ? ON_LIGHT : ON_DARK;
    return new Color(apart.get(number % apart.size()));
  }

  /** The colour of what stands out. */
  Color mark() {
    return new Color(0xd55e00);
  }

  /** From little to much. */
  List<Color> range() {
    return this == LIGHT
        ? List.of(new Color(0xf1f6fb), new Color(0xb3d4ea), new Color(0x6baed6))
        : List.of(new Color(0x1d2733), new Color(0x1f4f78), new Color(0x2f77b0));
  }
}
