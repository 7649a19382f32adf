package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchQuery.Criterion;
import org.junit.jupiter.api.Test;

/** 用語による検索. What the modifiers stand for. */
class TerminologyModifiersTest {
  private static final GuideContent GUIDE = new GuideContent();
  private static final KnownTerms TERMS = new KnownTerms(new ProfileSupport(GUIDE), GUIDE);

  private final TerminologyModifiers modifiers = new TerminologyModifiers(TERMS);

  private Criterion resolved(String name, String value) {
    return modifiers.resolve(SearchQuery.of("Patient").where(name, value)).criteria().get(0);
  }

  private static List<String> codes(Criterion criterion) {
    return Arrays.stream(criterion.value().split(","))
        .filter(token -> !token.startsWith("|"))
        .map(token -> token.substring(token.indexOf('|') + 1))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void leaves_other_searches_alone() {
    SearchQuery query = SearchQuery.of("Patient").where("name:exact", "田中").sort("-birthdate");

    assertSame(query, modifiers.resolve(query));
  }

  @Test
  void below_an_area_lie_its_districts_and_towns() {
    Criterion all = resolved("area:below", Systems.AREA + "|08211-mitsukaido");

    assertEquals("area", all.name());
    assertTrue(codes(all).contains("08211-mitsukaido"));
    assertTrue(codes(all).stream().allMatch(code -> code.startsWith("08211-mitsukaido")));
    assertTrue(codes(all).size() > 57, codes(all).size() + " places");
  }

  @Test
  void above_a_district_lie_its_jurisdiction_and_city() {
    String jurisdiction = "08211-ishige";

    assertEquals(
        List.of("08211", jurisdiction),
        codes(resolved("area:above", Systems.AREA + "|" + jurisdiction)));
  }

  @Test
  void finds_elements_that_are_plain_codes_without_a_system() {
    String value = resolved("area:above", Systems.AREA + "|08211").value();

    assertEquals(Systems.AREA + "|08211,|08211", value);
  }

  @Test
  void works_behind_chains_and_in_alternatives() {
    Criterion chained =
        resolved(
            "subject:Patient.area:above",
            Systems.AREA + "|08211-ishige," + Systems.AREA + "|08211-mitsukaido");

    assertEquals("subject:Patient.area", chained.name());
    assertEquals(List.of("08211", "08211", "08211-ishige", "08211-mitsukaido"), codes(chained));
  }

  @Test
  void an_unknown_code_of_a_known_hierarchy_finds_nothing() {
    assertEquals(
        "urn:tsunagi:none|none", resolved("area:below", Systems.AREA + "|nowhere").value());
  }

  @Test
  void uris_keep_their_own_below() {
    Criterion untouched = new Criterion("url:below", "https://tsunagi.example/fhir/");

    assertEquals(untouched, resolved(untouched.name(), untouched.value()));
  }

  @Test
  void in_a_value_set_means_any_of_its_codes_and_not_in_none() {
    String set = Vocabulary.BASE + "/ValueSet/disaster-hazard";

    assertEquals(8, codes(resolved("hazard:in", set)).size());
    assertEquals("hazard:not", resolved("hazard:not-in", set).name());
    assertThrows(ProblemException.class, () -> resolved("hazard:in", set + "-unknown"));
  }

  @Test
  void value_sets_of_r4_are_known() {
    assertEquals(
        List.of("female", "male", "other", "unknown"),
        codes(resolved("gender:in", "http://hl7.org/fhir/ValueSet/administrative-gender")));
  }

  @Test
  void every_value_set_of_the_guide_can_be_expanded() {
    for (org.hl7.fhir.r4.model.ValueSet set : GUIDE.all(org.hl7.fhir.r4.model.ValueSet.class)) {
      assertTrue(!TERMS.codes(set).isEmpty(), set.getUrl());
    }
  }
}
