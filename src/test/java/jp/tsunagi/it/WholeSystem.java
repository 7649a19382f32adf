package jp.tsunagi.it;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.test.impl.client.deployment.AnnotationDeploymentScenarioGenerator;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentScenarioGenerator;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/**
 * システム全体。 Teaches Arquillian that all test classes share one deployment of the real WAR. By itself
 * it would boot a Payara Micro for each class, ten seconds every time.
 */
public class WholeSystem implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.override(
        DeployableContainer.class, PayaraMicroDeployableContainer.class, SharedPayaraMicro.class);
    builder.override(
        DeploymentScenarioGenerator.class,
        AnnotationDeploymentScenarioGenerator.class,
        WholeApplication.class);
    builder.service(ResourceProvider.class, TsunagiProvider.class);
    builder.service(ResourceProvider.class, WebBrowserProvider.class);
  }
}
