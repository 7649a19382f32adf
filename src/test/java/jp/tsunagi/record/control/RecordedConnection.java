package jp.tsunagi.record.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;

/** A connection that writes down every prepared statement it executes, values included. */
final class RecordedConnection {
  private RecordedConnection() {}

  static Connection of(Connection real, List<String> executed) {
    return (Connection)
        Proxy.newProxyInstance(
            RecordedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Object result = call(real, method, arguments);
              return result instanceof PreparedStatement statement
                  ? statement(statement, executed)
                  : result;
            });
  }

  private static PreparedStatement statement(PreparedStatement real, List<String> executed) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            RecordedConnection.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                String text = real.toString();
                executed.add(text.substring(text.indexOf(": ") + 2));
              }
              return call(real, method, arguments);
            });
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
