package jp.tsunagi.it;

import java.lang.annotation.Annotation;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;
import org.jspecify.annotations.Nullable;

/** Gives test classes the one {@link WebBrowser} of the run, started when first asked for. */
public class WebBrowserProvider implements ResourceProvider {
  private static @Nullable WebBrowser browser;

  @Override
  public boolean canProvide(Class<?> type) {
    return type == WebBrowser.class;
  }

  @Override
  public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
    return browser();
  }

  static synchronized WebBrowser browser() {
    WebBrowser started = browser;
    if (started == null) {
      started = new WebBrowser(SharedPayaraMicro.tsunagi());
      browser = started;
    }
    return started;
  }

  static synchronized void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }
}
