package jp.tsunagi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * JavaScriptのクライアント. The SMART project's own client (fhirclient) in a browser, against {@code
 * /fhir}.
 */
@IntegrationTest
class JavaScriptClientE2E {
  private static final String CLIENT = "/outside/fhirclient-2.6.3/fhir-client.pure.min.js";

  @ArquillianResource WebBrowser browser;
  @ArquillianResource Tsunagi tsunagi;

  private static String source() {
    try (InputStream in =
        Objects.requireNonNull(JavaScriptClientE2E.class.getResourceAsStream(CLIENT))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the script answers, with {@code client} speaking for this person. */
  private Map<?, ?> run(String user, String script) {
    try (Visit visit = browser.visit(Screen.DESKTOP)) {
      Page page = visit.page();
      page.route(
          "**/client.html",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html;charset=utf-8")
                      .setBody("<!doctype html><meta charset=\"utf-8\">")));
      page.navigate("/client.html");
      page.addScriptTag(new Page.AddScriptTagOptions().setContent(source()));
      return (Map<?, ?>)
          page.evaluate(
              "async ([serverUrl, access_token]) => {"
                  + "const client = FHIR.client({serverUrl, tokenResponse: {access_token}});"
                  + script
                  + "}",
              List.of(tsunagi.baseUrl() + "/fhir", tsunagi.tokenOf(user)));
    }
  }

  @Test
  void creates_reads_updates_patches_and_deletes() {
    Map<?, ?> done =
        run(
            "inoue",
            """
            const made = await client.create({resourceType: 'Patient', name: [{family: '試', given: ['花']}]});
            const read = await client.request('Patient/' + made.id);
            const changed = await client.update({...read, birthDate: '1940-02-03'});
            const patched = await client.patch('Patient/' + made.id,
              [{op: 'replace', path: '/birthDate', value: '1941-01-01'}]);
            let refused = '';
            try {
              await client.update({...read, birthDate: '1942-01-01'}, {headers: {'If-Match': 'W/"1"'}});
            } catch (error) {
              refused = error.message;
            }
            await client.delete('Patient/' + made.id);
            let gone = '';
            try {
              await client.request('Patient/' + made.id);
            } catch (error) {
              gone = error.message;
            }
            return {family: read.name[0].family, version: changed.meta.versionId,
              born: patched.birthDate, refused, gone};
            """);

    assertEquals("試", done.get("family"));
    assertEquals("2", done.get("version"));
    assertEquals("1941-01-01", done.get("born"));
    assertTrue(String.valueOf(done.get("refused")).contains("412"), done.toString());
    assertTrue(String.valueOf(done.get("gone")).contains("410"), done.toString());
  }

  @Test
  void follows_pages_and_references() {
    Map<?, ?> done =
        run(
            "sato",
            """
            const all = await client.request('Organization?_count=3', {pageLimit: 0, flat: true});
            const hana = await client.request('Patient?name=' + encodeURIComponent('田中ハナ'),
              {flat: true});
            const patient = await client.request('Patient/' + hana[0].id,
              {resolveReferences: ['managingOrganization']});
            const capability = await client.request('metadata');
            return {all: all.length, several: all.length > 6, distinct: new Set(all.map(one => one.id)).size,
              found: hana.length, office: patient.managingOrganization.resourceType,
              version: await client.getFhirVersion(), statement: capability.resourceType};
            """);

    assertEquals(done.get("all"), done.get("distinct"));
    assertEquals(true, done.get("several"), done.toString());
    assertEquals("Organization", done.get("office"));
    assertEquals("4.0.1", done.get("version"));
    assertEquals("CapabilityStatement", done.get("statement"));
  }

  @Test
  void carries_out_a_transaction_and_is_refused_as_a_stranger() {
    Map<?, ?> done =
        run(
            "inoue",
            """
            const urn = 'urn:uuid:' + crypto.randomUUID();
            const answer = await client.request({url: '', method: 'POST',
              headers: {'content-type': 'application/fhir+json'},
              body: JSON.stringify({resourceType: 'Bundle', type: 'transaction', entry: [
                {fullUrl: urn, resource: {resourceType: 'Patient', name: [{family: '束'}]},
                 request: {method: 'POST', url: 'Patient'}},
                {resource: {resourceType: 'Condition', subject: {reference: urn}},
                 request: {method: 'POST', url: 'Condition'}}]})});
            const place = answer.entry[1].response.location.split('/');
            const condition = await client.request('Condition/' + place[1]);
            return {statuses: answer.entry.map(one => one.response.status),
              subject: condition.subject.reference,
              patient: answer.entry[0].response.location.replace(/\\/_history.*/, '')};
            """);

    assertEquals(List.of("201 Created", "201 Created"), done.get("statuses"));
    assertEquals(done.get("patient"), done.get("subject"));
    String resident = String.valueOf(done.get("patient"));
    Map<?, ?> stranger =
        run(
            "kobayashi",
            "try { await client.request('"
                + resident
                + "'); return {said: 'seen'}; }"
                + "catch (error) { return {said: error.message}; }");
    assertTrue(String.valueOf(stranger.get("said")).contains("404"), stranger.toString());
  }
}
