// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Nearest;
import io.weir.model.Option;
import io.weir.model.WeirException;
import io.weir.model.analysis.Parameter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes an analysis' parameter record of what a person typed. A component {@code updateEvery} is
 * set as {@code update-every}.
 */
public final class Parameters {
  private Parameters() {}

  /** The parameters of a record, for help and forms. */
  public static List<Option> options(Class<? extends Record> type) {
    return components(type).stream()
        .map(c -> new Option(name(c), parameter(c).defaultValue(), parameter(c).help()))
        .toList();
  }

  /** The components that are parameters, those of records in it in their place. */
  public static List<RecordComponent> components(Class<? extends Record> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(c -> isGroup(c) ? components(group(c)).stream() : Stream.of(c))
        .toList();
  }

  /**
   * The parameters with the values given and defaults for the rest.
   *
   * @param analysis the analysis' name, for messages
   * @throws WeirException of kind USAGE when a name is not known or a value not allowed
   */
  public static <P extends Record> P bind(
      String analysis, Class<P> type, Map<String, String> given) {
    List<String> names = components(type).stream().map(Parameters::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw WeirException.usage(
            "Cannot set %s of %s: there is no such parameter. %s",
            name, analysis, Nearest.remedy(name, "Parameters", names));
      }
    }
    return make(analysis, type, given);
  }

  private static <P extends Record> P make(
      String analysis, Class<P> type, Map<String, String> given) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          isGroup(components[i])
              ? make(analysis, group(components[i]), given)
              : value(analysis, components[i], given);
    }
    return create(type, values);
  }

  private static Object value(
      String analysis, RecordComponent component, Map<String, String> given) {
    Parameter parameter = parameter(component);
    String text = given.getOrDefault(name(component), parameter.defaultValue());
    return new ParameterValue(analysis, name(component), parameter)
        .of(component.getGenericType(), text);
  }

  private static boolean isGroup(RecordComponent component) {
    return component.getType().isRecord();
  }

  private static Class<? extends Record> group(RecordComponent component) {
    return component.getType().asSubclass(Record.class);
  }

  private static Parameter parameter(RecordComponent component) {
    Parameter parameter = component.getAnnotation(Parameter.class);
    if (parameter == null) {
      throw new IllegalStateException(component + " has no @Parameter");
    }
    return parameter;
  }

  private static String name(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static <P extends Record> P create(Class<P> type, Object[] values) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof WeirException refused) {
        throw refused;
      }
      throw new IllegalStateException("Cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }
}
