package jp.tsunagi.it;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * 注入。 Arquillian, and the system and the browser as parameters of constructors and methods alike:
 * Arquillian itself knows parameters of test methods only.
 */
public class TsunagiExtension extends ArquillianExtension {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return isOurs(parameter) || super.supportsParameter(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (!isOurs(parameter)) {
      return super.resolveParameter(parameter, context);
    }
    return parameter.getParameter().getType() == Tsunagi.class
        ? SharedPayaraMicro.tsunagi()
        : WebBrowserProvider.browser();
  }

  private static boolean isOurs(ParameterContext parameter) {
    Class<?> type = parameter.getParameter().getType();
    return type == Tsunagi.class || type == WebBrowser.class;
  }
}
