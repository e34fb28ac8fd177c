// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK has no public way to them; its old one, which every JDK
 * still has, is reached by reflection, because the compiler warns of it whatever one does.
 */
public final class Signals {
  private Signals() {}

  /**
   * Calls an action whenever a signal comes.
   *
   * @param name without {@code SIG}
   * @return false where there is no such signal, or the JVM keeps it for itself
   */
  public static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return method.getName().equals("hashCode") ? (Object) 1 : null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return false;
    }
  }
}
