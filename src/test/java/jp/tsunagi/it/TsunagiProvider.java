package jp.tsunagi.it;

import java.lang.annotation.Annotation;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** Gives test classes their {@link Tsunagi}. */
public class TsunagiProvider implements ResourceProvider {
  @Override
  public boolean canProvide(Class<?> type) {
    return type == Tsunagi.class;
  }

  @Override
  public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
    return SharedPayaraMicro.tsunagi();
  }
}
