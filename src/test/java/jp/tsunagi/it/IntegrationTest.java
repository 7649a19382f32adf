package jp.tsunagi.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 結合試験。 Marks a class that needs the running system; it gets {@link Tsunagi} and {@link WebBrowser}
 * injected.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TsunagiExtension.class)
public @interface IntegrationTest {}
