package jp.tsunagi.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentScenarioGenerator;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * 配備。 The WAR as Maven packaged it, for every test class alike; tests run outside of it, as its
 * clients.
 */
public class WholeApplication implements DeploymentScenarioGenerator {
  private static @Nullable WebArchive archive;

  @Override
  public List<DeploymentDescription> generate(TestClass testClass) {
    return List.of(new DeploymentDescription("tsunagi", archive()).shouldBeTestable(false));
  }

  private static synchronized WebArchive archive() {
    WebArchive read = archive;
    if (read == null) {
      Path war =
          Path.of(System.getProperty("tsunagi.home", ""), "target/tsunagi.war").toAbsolutePath();
      if (!Files.exists(war)) {
        throw new IllegalStateException(war + " is missing: run the tests with 'mvn verify'");
      }
      // Named ROOT, so that Payara Micro serves it at "/".
      read = ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile());
      read = ShrinkWrap.create(WebArchive.class, "ROOT.war").merge(read);
      archive = read;
    }
    return read;
  }
}
