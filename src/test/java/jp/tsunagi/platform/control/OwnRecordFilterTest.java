package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which doors are open to who comes for a record of her own. */
class OwnRecordFilterTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /api/me,                                  true
          GET,    /api/me/sessions,                         true
          DELETE, /api/me/sessions/abc,                     true
          POST,   /api/me/lock,                             true
          POST,   /api/presence,                            true
          GET,    /api/my-records,                          true
          GET,    /api/organisations,                       true
          GET,    /api/residents/r-1/crew-card,             true
          GET,    /api/residents/r-1/consents,              true
          GET,    /api/residents/r-1/access-report,         true
          POST,   /api/residents/r-1/consents,              false
          POST,   /api/me/post,                             false
          GET,    /api/residents,                           false
          GET,    /api/residents/r-1,                       false
          GET,    /api/residents/r-1/timeline,              false
          GET,    /api/residents/r-1/notes/crew-card,       false
          GET,    /api/events,                              false
          GET,    /api/disasters,                           false
          GET,    /api/anything-new,                        false
          GET,    /fhir/Patient/r-1,                        true
          GET,    /fhir/Observation,                        true
          POST,   /fhir/Observation/_search,                true
          GET,    /fhir/Patient/r-1/$everything,            true
          GET,    /fhir/Patient/r-1/$crew-card,             true
          GET,    /fhir/$export,                            false
          GET,    /fhir/Patient/$export,                    false
          GET,    /fhir/Patient/%24export,                  false
          GET,    /fhir/Patient/$everything,                false
          POST,   /fhir/Patient/r-1/$everything,            false
          POST,   /fhir,                                    false
          POST,   /fhir/Observation,                        false
          PUT,    /fhir/Patient/r-1,                        false
          DELETE, /fhir/Patient/r-1,                        false
          """)
  void knows_its_doors(String method, String path, boolean open) {
    assertEquals(open, OwnRecordFilter.isOpen(method, path));
  }
}
