// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.model.ColumnType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of SQL, for an engine to register under its name: the same answer for the same
 * arguments, NULL if an argument is NULL. Thread-safe. Several functions may share a name and
 * differ in the number of parameters.
 *
 * @param name as SQL calls it
 * @param returns BOOLEAN, BIGINT, DOUBLE or STRING
 * @param meaning one or two sentences for a person, with units and what makes the answer NULL
 */
public record SqlFunction(
    String name,
    List<Parameter> parameters,
    ColumnType returns,
    String meaning,
    Example example,
    Body body)
    implements Serializable {
  public SqlFunction {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param type BIGINT or STRING
   */
  public record Parameter(String name, ColumnType type) implements Serializable {
    static Parameter text(String name) {
      return new Parameter(name, ColumnType.STRING);
    }

    static Parameter number(String name) {
      return new Parameter(name, ColumnType.BIGINT);
    }
  }

  /**
   * A call and its answer.
   *
   * @param arguments strings and longs
   * @param result of the type that the function returns
   */
  public record Example(List<? extends Serializable> arguments, Serializable result)
      implements Serializable {}

  /** The arguments of one call, counted from 0; an engine reads them from its own row. */
  public interface Arguments {
    boolean isNull(int index);

    /** A STRING that is not NULL. */
    String text(int index);

    /** A BIGINT that is not NULL. */
    long number(int index);

    /** Arguments that are null, a String, or a Number without a fraction. */
    static Arguments of(@Nullable Object... values) {
      return new Values(Arrays.asList(values));
    }
  }

  /** The Java function behind the name. */
  @FunctionalInterface
  public interface Body extends Serializable {
    /**
     * Computes the answer: null, or a Boolean, Long, Double or String, as the function returns.
     *
     * @param arguments none of them NULL
     */
    @Nullable Object apply(Arguments arguments);
  }

  /**
   * Calls the function.
   *
   * @return null, or a Boolean, Long, Double or String
   * @throws io.weir.model.WeirException if a file that the function needs is not given or can't be
   *     read; never because of the arguments
   */
  public @Nullable Object call(Arguments arguments) {
    for (int i = 0; i < parameters.size(); i++) {
      if (arguments.isNull(i)) {
        return null;
      }
    }
    return body.apply(arguments);
  }

  /** The function and its parameters as a person would write a call. */
  public String signature() {
    return parameters.stream()
        .map(Parameter::name)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private record Values(List<@Nullable Object> values) implements Arguments {
    @Override
    public boolean isNull(int index) {
      return values.get(index) == null;
    }

    @Override
    public String text(int index) {
      return String.valueOf(values.get(index));
    }

    @Override
    public long number(int index) {
      return values.get(index) instanceof Number number ? number.longValue() : 0;
    }
  }
}
