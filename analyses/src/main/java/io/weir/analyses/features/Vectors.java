// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of equal length, one behind the other in one array, and the place of the row that each
 * stands for. Not thread-safe while it is filled.
 */
public final class Vectors {
  private final int dimensions;
  private final double[] values;
  private final int[] places;

  private Vectors(double[] values, int dimensions, int[] places) {
    this.values = values;
    this.dimensions = dimensions;
    this.places = places;
  }

  /** Zero vectors for rows at these places. */
  static Vectors zero(int[] places, int dimensions) {
    long cells = (long) places.length * dimensions;
    if (cells > Integer.MAX_VALUE - 8 || cells * Double.BYTES > Runtime.getRuntime().maxMemory()) {
      throw WeirException.failed(
          "Cannot hold the features: %d rows of %d numbers are more than the memory. Name fewer"
              + " columns, lower max-categories, or ask for fewer rows.",
          places.length, dimensions);
    }
    return new Vectors(new double[(int) cells], dimensions, places);
  }

  /** Vectors of these rows, which are copied; their places are 0, 1, 2 and so on. */
  public static Vectors of(double[][] rows) {
    int dimensions = rows.length == 0 ? 0 : rows[0].length;
    int[] places = new int[rows.length];
    Arrays.setAll(places, i -> i);
    Vectors vectors = zero(places, dimensions);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, vectors.values, i * dimensions, dimensions);
    }
    return vectors;
  }

  public int size() {
    return places.length;
  }

  public int dimensions() {
    return dimensions;
  }

  /** The place of a vector's row in the input, counted from 0. */
  public int place(int vector) {
    return places[vector];
  }

  public double get(int vector, int dimension) {
    return values[vector * dimensions + dimension];
  }

  void set(int vector, int dimension, double value) {
    // Adding 0 makes of -0.0 the 0.0 that it equals.
    values[vector * dimensions + dimension] = value + 0.0;
  }

  /** The array that holds all; the vector {@code i} begins at {@code i * dimensions()}. */
  public double[] values() {
    return values;
  }

  /** A vector as a cell of a table. */
  public List<Double> cell(int vector) {
    List<Double> cell = new ArrayList<>(dimensions);
    for (int i = 0; i < dimensions; i++) {
      cell.add(get(vector, i));
    }
    return cell;
  }

  /**
   * Divides each vector by its length in this norm, but that of zeros.
   *
   * @param p of {@link Scaling#LPROW}, at least 1; of no meaning to others
   */
  void normalise(Scaling norm, double p) {
    for (int i = 0; i < size(); i++) {
      double length = length(i, norm, p);
      for (int j = 0; j < dimensions && length > 0; j++) {
        set(i, j, get(i, j) / length);
      }
    }
  }

  private double length(int row, Scaling norm, double p) {
    double sum = 0;
    double squares = 0;
    double most = 0;
    for (int j = 0; j < dimensions; j++) {
      double size = Math.abs(get(row, j));
      sum += size;
      squares += size * size;
      most = Math.max(most, size);
    }
    return switch (norm) {
      case L1ROW -> sum;
      case MAXROW -> most;
      case LPROW -> most * Math.pow(powers(row, most, p), 1 / p);
      default -> Math.sqrt(squares);
    };
  }

  /** The sum of a row's powers, of its parts of the greatest, which none of them overflows. */
  private double powers(int row, double most, double p) {
    double sum = 0;
    for (int j = 0; j < dimensions && most > 0; j++) {
      sum += Math.pow(Math.abs(get(row, j)) / most, p);
    }
    return sum;
  }
}
