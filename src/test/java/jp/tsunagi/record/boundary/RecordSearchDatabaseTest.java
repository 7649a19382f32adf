package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search finds, feature by feature, on a small record everybody can oversee. */
class RecordSearchDatabaseTest {
  private static TestRecord record = TestRecord.empty();

  @BeforeAll
  static void fill() {
    record.put(
        """
        {"resourceType":"Organization","id":"midori","name":"訪問看護ステーション みどり",
         "identifier":[{"system":"urn:office","value":"0870000001"}]}""");
    record.put(
        """
        {"resourceType":"Practitioner","id":"akemi","name":[{"family":"鈴木","given":["明美"]}]}""");
    record.put(
        """
        {"resourceType":"Patient","id":"hana","active":true,"gender":"female","birthDate":"1941-05-03",
         "meta":{"tag":[{"system":"urn:tag","code":"seen"}],"profile":["https://tsunagi.example/fhir/StructureDefinition/resident|1.0"]},
         "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},"system":"urn:resident","value":"R-001"}],
         "name":[{"use":"official","text":"田中 ハナ","family":"田中","given":["ハナ"]},{"family":"タナカ","given":["ハナ"]}],
         "telecom":[{"system":"phone","use":"home","value":"0297-23-1234"}],
         "address":[{"text":"茨城県常総市水海道諏訪町3222-3","city":"常総市","postalCode":"303-8501"}],
         "managingOrganization":{"reference":"Organization/midori"}}""");
    record.put(
        """
        {"resourceType":"Patient","id":"taka","gender":"male","birthDate":"1950-12-31",
         "identifier":[{"system":"urn:other","value":"R-001"}],
         "name":[{"family":"髙橋","given":["正"]},{"family":"タカハシ","given":["タダシ"]}]}""");
    record.put(
        """
        {"resourceType":"Patient","id":"maria","gender":"female","birthDate":"1950-12",
         "name":[{"family":"da Silva Müller","given":["Maria"]}],
         "managingOrganization":{"reference":"Organization/midori"}}""");
    observation("pulse-1", "hana", "8867-4", "72", "/min", "2026-03-01T10:00:00+09:00");
    observation("pulse-2", "hana", "8867-4", "88", "/min", "2026-03-02T10:00:00+09:00");
    observation("weight", "hana", "29463-7", "54.2", "kg", "2026-03-02T11:00:00+09:00");
    observation("pulse-3", "taka", "8867-4", "64", "/min", "2026-03-03");
    record.put(
        """
        {"resourceType":"Observation","id":"pressure","status":"final","subject":{"reference":"Patient/hana"},
         "code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure panel"}]},
         "effectivePeriod":{"start":"2026-03-04T09:00:00+09:00","end":"2026-03-04T09:10:00+09:00"},
         "component":[
          {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":150,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
          {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":80,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}""");
    record.put(
        """
        {"resourceType":"Condition","id":"copd","subject":{"reference":"Patient/hana"},"asserter":{"reference":"Practitioner/akemi"},
         "code":{"coding":[{"system":"http://snomed.info/sct","code":"13645005","display":"Chronic obstructive lung disease"}],"text":"慢性閉塞性肺疾患"},
         "onsetAge":{"value":70,"system":"http://unitsofmeasure.org","code":"a"}}""");
    record.put(
        """
        {"resourceType":"CareTeam","id":"team","status":"active","subject":{"reference":"Patient/hana"},
         "participant":[{"member":{"reference":"Practitioner/akemi"}},{"member":{"identifier":{"system":"urn:staff","value":"77"}}}]}""");
    record.put(
        """
        {"resourceType":"Location","id":"hall","name":"水海道総合体育館","position":{"latitude":36.0235,"longitude":139.9936}}""");
    record.put(
        """
        {"resourceType":"Location","id":"far","name":"石下体育館","position":{"latitude":36.1167,"longitude":139.9686}}""");
    record.put(
        """
        {"resourceType":"QuestionnaireResponse","id":"answer","status":"completed","questionnaire":"http://forms.example/adl|2","subject":{"reference":"Patient/hana"}}""");
    record.put(
        """
        {"resourceType":"List","id":"list","status":"current","mode":"working","entry":[{"item":{"reference":"Patient/hana"}},{"item":{"reference":"Patient/maria"}}]}""");
    record.put(
        """
        {"resourceType":"DocumentReference","id":"doc","status":"current","content":[{"attachment":{"url":"x"}}],
         "relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/old"}},{"code":"appends","target":{"reference":"DocumentReference/other"}}]}""");
  }

  private static void observation(
      String id, String patient, String code, String value, String unit, String at) {
    record.put(
        """
        {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/%s"},
         "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"effectiveDateTime":"%s",
         "valueQuantity":{"value":%s,"unit":"%s","system":"http://unitsofmeasure.org","code":"%s"}}"""
            .formatted(id, patient, code, at, value, unit, unit));
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Patient?_id=hana -> hana
          Patient?_id=hana,taka,nobody -> hana taka
          Patient?identifier=R-001 -> hana taka
          Patient?identifier=urn:resident|R-001 -> hana
          Patient?identifier=urn:resident| -> hana
          Patient?identifier=|R-001 ->
          Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|R-001 -> hana
          Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|R-002 ->
          Patient?identifier:not=urn:resident|R-001 -> maria taka
          Patient?identifier:missing=true -> maria
          Patient?identifier:missing=false -> hana taka
          Patient?gender=female -> hana maria
          Patient?gender=female,male -> hana maria taka
          Patient?gender=http://hl7.org/fhir/administrative-gender|male -> taka
          Patient?gender:not=male -> hana maria
          Patient?gender=female&birthdate=1941-05-03 -> hana
          Patient?active=true -> hana
          Patient?deceased=false -> hana maria taka
          Patient?phone=0297-23-1234 -> hana
          Patient?phone=0297231234 -> hana
          Patient?phone=0297(23)1234 -> hana
          Patient?telecom=phone|0297-23-1234 -> hana
          Patient?telecom=home|0297231234 -> hana
          Patient?_tag=urn:tag|seen -> hana
          Patient?_profile=https://tsunagi.example/fhir/StructureDefinition/resident -> hana
          Patient?_profile:below=https://tsunagi.example/fhir -> hana
          Patient?_profile:below=https://tsunagi.example/fh_r ->
          """)
  void token_searches(String url, String expected) {
    assertFinds(url, expected);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Patient?name=田中 -> hana
          Patient?name=たなか -> hana
          Patient?name=ﾀﾅｶ -> hana
          Patient?name=タナカハナ -> hana
          Patient?name=田中　ハナ -> hana
          Patient?family=高橋 -> taka
          Patient?family:exact=高橋 ->
          Patient?family:exact=髙橋 -> taka
          Patient?phonetic=たかはし -> taka
          Patient?given=ただし -> taka
          Patient?name=たた -> taka
          Patient?name=muller ->
          Patient?name=DA SILVA -> maria
          Patient?name:contains=muller -> maria
          Patient?name:contains=% ->
          Patient?name=% ->
          Patient?name=_ ->
          Patient?name=田中,高橋 -> hana taka
          Patient?name=田中&given=ハナ -> hana
          Patient?address=茨城県常総市 -> hana
          Patient?address:contains=諏訪町 -> hana
          Patient?address-postalcode=3038501 -> hana
          Condition?code:text=chronic -> copd
          Condition?code:text=閉塞性 -> copd
          Condition?code:text=慢性閉塞性 -> copd
          Organization?name=訪問看護 -> midori
          """)
  void string_searches(String url, String expected) {
    assertFinds(url, expected);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Patient?birthdate=1950 -> maria taka
          Patient?birthdate=1950-12-31 -> taka
          Patient?birthdate=1950-12 -> maria taka
          Patient?birthdate=ne1950 -> hana
          Patient?birthdate=lt1950 -> hana
          Patient?birthdate=ge1950-12-31 -> taka
          Patient?birthdate=gt1950-12-15 -> maria taka
          Patient?birthdate=sa1950-12-01 -> taka
          Patient?birthdate=eb1950-12-01 -> hana
          Observation?date=2026-03-02 -> pulse-2 weight
          Observation?date=2026-03-01T10:00:00+09:00 -> pulse-1
          Observation?date=2026-03-01T01:00:00Z -> pulse-1
          Observation?date=ge2026-03-02&date=lt2026-03-03 -> pulse-2 weight
          Observation?date=2026-03-04T09 -> error
          Observation?date=2026-03-04 -> pressure
          Observation?date=2026-03-04T09:00 ->
          Observation?value-quantity=88 -> pulse-2
          Observation?value-quantity=gt80 -> pulse-2
          Observation?value-quantity=53 ->
          Observation?value-quantity=54 -> weight
          Observation?value-quantity=54.2 -> weight
          Observation?value-quantity=54200|http://unitsofmeasure.org|g -> weight
          Observation?value-quantity=gt54.1||kg -> weight
          Observation?value-quantity=lt70|http://unitsofmeasure.org|/min -> pulse-3
          Observation?value-quantity=ap70||/min -> pulse-1 pulse-3
          Observation?code-value-quantity=http://loinc.org|8867-4$gt80 -> pulse-2
          Observation?component-code-value-quantity=http://loinc.org|8480-6$gt140 -> pressure
          Observation?component-code-value-quantity=http://loinc.org|8462-4$gt140 ->
          Observation?combo-code-value-quantity=8480-6$gt140 -> pressure
          Observation?combo-code-value-quantity=8867-4$gt80 -> pulse-2
          Observation?combo-code=8480-6 -> pressure
          Observation?combo-code=8480-6,8867-4 -> pressure pulse-1 pulse-2 pulse-3
          Observation?component-value-quantity=20.0|http://unitsofmeasure.org|kPa -> pressure
          Condition?onset-age=70 -> copd
          Location?near=36.02|139.99|2|km -> hall
          Location?near=36.02|139.99|20|km -> far hall
          """)
  void range_searches(String url, String expected) {
    if (expected != null && expected.equals("error")) {
      assertThrows(ProblemException.class, () -> record.find(url));
      return;
    }
    assertFinds(url, expected);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Observation?patient=hana -> pressure pulse-1 pulse-2 weight
          Observation?patient=Patient/hana&code=8867-4 -> pulse-1 pulse-2
          Observation?subject=Patient/hana,Patient/taka&code=8867-4 -> pulse-1 pulse-2 pulse-3
          Observation?subject:Patient=hana&code=29463-7 -> weight
          Observation?subject:Group=hana ->
          Observation?subject=Group/hana ->
          Observation?patient=Group/hana ->
          Observation?patient=nobody ->
          Observation?patient.identifier=urn:resident|R-001&code=8867-4 -> pulse-1 pulse-2
          Observation?subject:Patient.name=たかはし -> pulse-3
          Observation?subject.name=たかはし -> pulse-3
          Observation?patient.organization.name=訪問看護&code=8867-4 -> pulse-1 pulse-2
          Observation?patient.birthdate=lt1945&code=8867-4 -> pulse-1 pulse-2
          Observation?patient._id=taka -> pulse-3
          Patient?_has:Observation:patient:code=8867-4 -> hana taka
          Patient?_has:Observation:patient:code=29463-7 -> hana
          Patient?_has:Observation:patient:code=nothing ->
          Practitioner?_has:CareTeam:participant:subject=Patient/hana -> akemi
          Organization?_has:Patient:organization:_has:Observation:patient:code=29463-7 -> midori
          Patient?organization=Organization/midori -> hana maria
          Patient?organization:identifier=x ->
          CareTeam?participant=Practitioner/akemi -> team
          CareTeam?participant:identifier=urn:staff|77 -> team
          CareTeam?participant:identifier=77 -> team
          QuestionnaireResponse?questionnaire=http://forms.example/adl -> answer
          QuestionnaireResponse?questionnaire=http://forms.example/adl|2 -> answer
          QuestionnaireResponse?questionnaire=http://forms.example/adl|3 ->
          Patient?_list=list -> hana maria
          DocumentReference?relationship=DocumentReference/old$replaces -> doc
          DocumentReference?relationship=DocumentReference/old$appends ->
          Observation?patient:missing=true ->
          Patient?organization:missing=true -> taka
          """)
  void reference_searches(String url, String expected) {
    assertFinds(url, expected);
  }

  @ParameterizedTest(name = "{0} orders {1}")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Observation?patient=hana&_sort=-date -> pressure weight pulse-2 pulse-1
          Observation?patient=hana&_sort=date -> pulse-1 pulse-2 weight pressure
          Observation?_sort=-date -> pressure pulse-3 weight pulse-2 pulse-1
          Observation?_sort=date -> pulse-1 pulse-2 weight pulse-3 pressure
          Observation?_sort=code,-date -> weight pressure pulse-3 pulse-2 pulse-1
          Observation?_sort=-value-quantity -> pulse-2 pulse-1 pulse-3 weight pressure
          Observation?_sort=value-quantity -> weight pulse-3 pulse-1 pulse-2 pressure
          Patient?_sort=family -> maria taka hana
          Patient?_sort=-birthdate -> taka maria hana
          Patient?_sort=_id -> hana maria taka
          Patient?_sort=-_id -> taka maria hana
          Patient?_sort=_lastUpdated -> hana taka maria
          Patient?_sort=-_lastUpdated -> maria taka hana
          Patient?_sort=organization,_id -> hana maria taka
          Patient?gender=female&_sort=birthdate -> hana maria
          """)
  void sorted_searches(String url, String expected) {
    assertEquals(Arrays.asList(expected.split(" ")), record.find(url));
    assertEquals(Arrays.asList(expected.split(" ")), page_by_page(url, 1));
    assertEquals(Arrays.asList(expected.split(" ")), page_by_page(url, 2));
  }

  @Test
  void pages_hold_everything_once_while_others_write() {
    List<String> expected = new ArrayList<>(record.find("Observation?status=final"));
    SearchPage first = record.search(TestRecord.query("Observation?status=final").count(2));
    observation("later", "taka", "8867-4", "70", "/min", "2026-03-05");

    List<String> found = new ArrayList<>(ids(first));
    for (String next = first.next(); next != null; ) {
      SearchPage page =
          record.search(TestRecord.query("Observation?status=final").count(2).from(next));
      found.addAll(ids(page));
      next = page.next();
    }
    record.in(
        () ->
            record.store.delete(
                new ResourceKey("Observation", "later"), null, TestRecord.ACTOR, Door.FHIR));

    assertEquals(expected, found);
  }

  @Test
  void pages_hold_everything_once_when_a_code_is_in_two_systems() {
    for (int i = 0; i < 5; i++) {
      record.put(
          """
          {"resourceType":"Procedure","id":"twice-%d","status":"completed","subject":{"reference":"Patient/taka"},
           "code":{"coding":[{"system":"urn:a","code":"twice"},{"system":"urn:b","code":"twice"}]}}"""
              .formatted(i));
    }

    assertEquals(
        List.of("twice-4", "twice-3", "twice-2", "twice-1", "twice-0"),
        page_by_page("Procedure?code=twice", 2));
    assertEquals(5, record.find("Procedure?code=twice").size());
  }

  @Test
  void a_cursor_works_for_the_same_user_and_search_only() {
    String next =
        record.search(TestRecord.query("Patient?gender=female").count(1).askedBy("sato")).next();

    for (SearchQuery foreign :
        List.of(
            TestRecord.query("Patient?gender=female").count(1).askedBy("ito").from(next),
            TestRecord.query("Patient?gender=male").count(1).askedBy("sato").from(next),
            TestRecord.query("Patient?gender=female").count(1).askedBy("sato").from("x" + next),
            TestRecord.query("Patient?gender=female").count(1).askedBy("sato").from("x"))) {
      ProblemException problem = assertThrows(ProblemException.class, () -> record.search(foreign));
      assertEquals(ProblemCode.INVALID_PARAMETER, problem.code());
    }
  }

  @Test
  void counts_only_when_asked() {
    assertEquals(null, record.search(TestRecord.query("Patient?gender=female")).total());
    assertEquals(
        2L, record.search(TestRecord.query("Patient?gender=female&_total=accurate")).total());
    assertEquals(
        4L,
        record
            .search(
                TestRecord.query("Observation?patient=hana&_sort=-date&_total=accurate").count(1))
            .total());
    assertEquals(
        0L, record.search(TestRecord.query("Observation?patient=no&_total=accurate")).total());
  }

  @Test
  void brings_along_what_is_asked_for() {
    assertEquals(
        List.of("hana"), included("Observation?code=29463-7&_include=Observation:subject"));
    assertEquals(
        List.of("hana"), included("Observation?code=29463-7&_include=Observation:patient"));
    assertEquals(
        List.of("hana", "midori"),
        included(
            "Observation?code=29463-7&_include=Observation:patient&_include:iterate=Patient:organization"));
    assertEquals(List.of("hana"), included("Observation?code=29463-7&_include=*"));
    assertEquals(List.of("akemi", "hana"), included("Condition?_id=copd&_include=Condition:*"));
    assertEquals(
        List.of("copd", "pressure", "pulse-1", "pulse-2", "team", "weight"),
        included(
            "Patient?_id=hana&_revinclude=Observation:patient&_revinclude=Condition:subject&_revinclude=CareTeam:patient"));
    assertEquals(
        List.of("answer", "copd", "list", "pressure", "pulse-1", "pulse-2", "team", "weight"),
        included("Patient?_id=hana&_revinclude=*"));
    assertEquals(
        List.of(), included("Observation?code=29463-7&_include=Observation:subject:Group"));
    assertEquals(
        List.of("hana", "maria"),
        included("Organization?_id=midori&_revinclude=Patient:organization"));
  }

  @Test
  void finds_what_is_about_a_resident() {
    SearchQuery compartment =
        SearchQuery.of("Observation").inCompartment(new ResourceKey("Patient", "hana"));

    assertEquals(
        List.of("pressure", "pulse-1", "pulse-2", "weight"),
        record.ids(compartment).stream().sorted().toList());
    assertEquals(
        List.of("copd", "weight", "pulse-1", "pulse-2", "pressure").stream().sorted().toList(),
        record
            .store
            .compartment(
                new ResourceKey("Patient", "hana"),
                List.of("Observation", "Condition"),
                Visibility.ALL)
            .stream()
            .map(FhirResource::id)
            .sorted()
            .toList());
  }

  @Test
  void knows_who_refers_to_a_resource() {
    assertEquals(
        List.of("CareTeam/team", "Condition/copd"),
        record.store.referrers(new ResourceKey("Practitioner", "akemi"), 10).stream()
            .map(ResourceKey::toString)
            .sorted()
            .toList());
  }

  @Test
  void refuses_or_leaves_aside_what_it_does_not_know() {
    ProblemException problem =
        assertThrows(ProblemException.class, () -> record.find("Patient?colour=red"));
    SearchPage lenient =
        record.search(TestRecord.query("Patient?colour=red&gender=male").lenient());

    assertEquals(ProblemCode.UNKNOWN_PARAMETER, problem.code());
    assertEquals(List.of("colour"), lenient.ignored());
    assertEquals(List.of("taka"), ids(lenient));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Patient?birthdate=yesterday -> invalid-parameter
          Patient?gender:exact=male -> invalid-parameter
          Patient?name:below=x -> invalid-parameter
          Observation?value-quantity=many -> invalid-parameter
          Observation?value-quantity=1|2 -> invalid-parameter
          Observation?code.display=x -> invalid-parameter
          Observation?subject.colour=x -> unknown-parameter
          Patient?_has:Observation:patient=x -> invalid-parameter
          Patient?_sort=colour -> unknown-parameter
          Patient?_include=Patient:name -> invalid-parameter
          Patient?_include=Patent:organization -> invalid-parameter
          Patient?_total=exactly -> invalid-parameter
          Location?near=north -> invalid-parameter
          Patient?name:missing=perhaps -> invalid-parameter
          Patient?identifier=a|b|c -> invalid-parameter
          Resident?name=x -> not-found
          """)
  void says_what_is_wrong_with_a_search(String url, String code) {
    ProblemException problem = assertThrows(ProblemException.class, () -> record.find(url));

    assertEquals(code, problem.code().code());
  }

  @Test
  void survives_hostile_searches() {
    String many = String.join(",", java.util.Collections.nCopies(1_001, "x"));
    assertThrows(ProblemException.class, () -> record.find("Patient?name=" + many));
    String nested = "organization.".repeat(50) + "name";
    assertThrows(ProblemException.class, () -> record.find("Patient?" + nested + "=x"));
    for (String hostile :
        List.of("'", "\"", "\\", "%", "_", "';DROP TABLE resource;--", "\u0000", "😀", "ﾞ")) {
      assertEquals(List.of(), record.find("Patient?name=" + hostile.replace("&", "")), hostile);
      assertEquals(List.of(), record.find("Patient?identifier=" + hostile), hostile);
      assertEquals(List.of(), record.find("Patient?_id=" + hostile), hostile);
      assertEquals(List.of(), record.find("Observation?subject=" + hostile), hostile);
    }
  }

  private static List<String> page_by_page(String url, int count) {
    List<String> found = new ArrayList<>();
    String next = "";
    while (next != null) {
      SearchPage page = record.search(TestRecord.query(url).count(count).from(next));
      found.addAll(ids(page));
      next = page.next();
    }
    return found;
  }

  private static List<String> included(String url) {
    return record.search(TestRecord.query(url)).included().stream()
        .map(FhirResource::id)
        .sorted()
        .toList();
  }

  private static List<String> ids(SearchPage page) {
    return page.matches().stream().map(FhirResource::id).toList();
  }

  private static void assertFinds(String url, String expected) {
    TreeSet<String> wanted =
        new TreeSet<>(expected == null ? List.of() : Arrays.asList(expected.split(" ")));
    assertEquals(wanted, new TreeSet<>(record.find(url)), url);
    assertEquals(
        (long) wanted.size(),
        record.search(TestRecord.query(url + "&_total=accurate").count(0)).total(),
        "count of " + url);
  }
}
