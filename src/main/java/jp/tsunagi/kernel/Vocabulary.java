package jp.tsunagi.kernel;

/**
 * 用語. The addresses of everything this product names in FHIR: code systems, profiles, extensions
 * and identifier systems of the implementation guide in {@code fhir-profiles/}, and the
 * discriminating codes a mapper needs to tell one use of a resource from another.
 *
 * <p>Text alone, so that every component's mapper spells a URL the same way. A test holds this
 * class against the guide: what is named here is defined there. Why these and not others: ADR-0020
 * and ADR-0021.
 */
public final class Vocabulary {
  /** The root of all our own URIs. It names; nothing needs to answer there. */
  public static final String BASE = "https://tsunagi.example/fhir";

  private static final String CODE_SYSTEM = BASE + "/CodeSystem/";
  private static final String STRUCTURE = BASE + "/StructureDefinition/";

  private Vocabulary() {}

  /** 識別子. {@code Identifier.system} values. */
  public static final class Identifiers {
    /** Patient: the number the city gives a resident of the notebook. */
    public static final String RESIDENT_NUMBER = BASE + "/resident-number";

    /** Patient: 介護保険被保険者番号. JP Core names no system for it. */
    public static final String LTCI_INSURED_NUMBER = BASE + "/ltci-insured-number";

    /** Organization (city): 介護保険者番号. */
    public static final String LTCI_INSURER_NUMBER = BASE + "/ltci-insurer-number";

    /** Organization (care office): 介護保険事業所番号. */
    public static final String LTCI_OFFICE_NUMBER = BASE + "/ltci-office-number";

    /** Organization (city): 全国地方公共団体コード, six digits. */
    public static final String LOCAL_GOVERNMENT_CODE = BASE + "/local-government-code";

    /** Organization (hospital): 医療機関コード10桁, as JP Core names it. */
    public static final String MEDICAL_INSTITUTION_NUMBER =
        "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no";

    /** Device: only emergency-call devices carry it; the contract's {@code deviceId}. */
    public static final String EMERGENCY_DEVICE = BASE + "/emergency-device";

    /** Device: the serial number of any other device. */
    public static final String DEVICE_SERIAL = BASE + "/device-serial";

    /** Practitioner: the user name at the identity provider. */
    public static final String STAFF_USER = BASE + "/user";

    /** Organization: the client id under which its own system signs in. */
    public static final String CLIENT = BASE + "/client";

    /** Organization: the contract's {@code centre} of an emergency event. */
    public static final String EMERGENCY_CENTRE = BASE + "/emergency-centre";

    /** Communication (emergency call): centre, a slash, the centre's event id. */
    public static final String EMERGENCY_EVENT = BASE + "/emergency-event";

    /** Task (emergency case, its steps): the case id. */
    public static final String EMERGENCY_CASE = BASE + "/emergency-case";

    /**
     * CarePlan (disaster response) and the {@code groupIdentifier} of its tasks: the disaster id.
     */
    public static final String DISASTER = BASE + "/disaster";

    /** Observation (safety status): the fact's UUID, made on the reporter's device. */
    public static final String SAFETY_FACT = BASE + "/fact";

    /**
     * Communication (note): the UUID the writer's device gave it, so that a repeat has one effect.
     */
    public static final String NOTE = BASE + "/note";

    /** Location (shelter, evacuation place): 共通ID of the national list of evacuation places. */
    public static final String EVACUATION_PLACE = BASE + "/evacuation-place";

    private Identifiers() {}
  }

  /** 符号体系. {@code Coding.system} values. */
  public static final class Systems {
    /** 地域. Hierarchical: a code includes every code that starts with it and a hyphen. */
    public static final String AREA = CODE_SYSTEM + "area";

    /** 要介護状態区分, the national codes 01, 06, 12, 13, 21–25. */
    public static final String CARE_LEVEL = CODE_SYSTEM + "care-level";

    /** 障害高齢者の日常生活自立度. */
    public static final String DISABILITY_INDEPENDENCE = CODE_SYSTEM + "disability-independence";

    /** 認知症高齢者の日常生活自立度. */
    public static final String DEMENTIA_INDEPENDENCE = CODE_SYSTEM + "dementia-independence";

    /** 支援を要する事由・注意. {@code Flag.code}. */
    public static final String SUPPORT_REASON = CODE_SYSTEM + "support-reason";

    /** {@code Flag.category}: roster, warning. */
    public static final String FLAG_CATEGORY = CODE_SYSTEM + "flag-category";

    /** 居住形態. */
    public static final String LIVING_ARRANGEMENT = CODE_SYSTEM + "living-arrangement";

    /** 続柄・役割. {@code RelatedPerson.relationship}: family ties, key-holder, supporter. */
    public static final String RELATIONSHIP = CODE_SYSTEM + "relationship";

    /** 安否, the contract's {@code safety} with the derived values. */
    public static final String SAFETY_STATUS = CODE_SYSTEM + "safety-status";

    /** 居所・行動, the contract's {@code whereabouts}. */
    public static final String WHEREABOUTS = CODE_SYSTEM + "whereabouts";

    /** 支援要否, the contract's {@code support}. */
    public static final String SUPPORT_NEED = CODE_SYSTEM + "support-need";

    /** 確認方法, the contract's {@code how}; {@code Observation.method}. */
    public static final String HOW_OBSERVED = CODE_SYSTEM + "how-observed";

    /** 通報種別, the contract's {@code kind}. */
    public static final String EMERGENCY_KIND = CODE_SYSTEM + "emergency-kind";

    /** 通報案件の状態. {@code Task.businessStatus} of a case, {@code Task.code} of its steps. */
    public static final String EMERGENCY_CASE_STATE = CODE_SYSTEM + "emergency-case-state";

    /** 通報の結果, the contract's {@code outcome}. */
    public static final String EMERGENCY_OUTCOME = CODE_SYSTEM + "emergency-outcome";

    /** 災害種別, the contract's {@code hazard}. */
    public static final String HAZARD = CODE_SYSTEM + "hazard";

    /** 法的根拠 of an emergency mode. */
    public static final String LEGAL_GROUND = CODE_SYSTEM + "legal-ground";

    /** 閲覧の根拠, the {@code ground} of every answer and audit entry. */
    public static final String ACCESS_GROUND = CODE_SYSTEM + "access-ground";

    /** 同意の目的, the contract's consent purposes; {@code Consent.provision.purpose}. */
    public static final String CONSENT_PURPOSE = CODE_SYSTEM + "consent-purpose";

    /** {@code Communication.category}: emergency-call, note, notification. */
    public static final String COMMUNICATION_CATEGORY = CODE_SYSTEM + "communication-category";

    /** 連絡の種類. {@code Communication.topic} of a note. */
    public static final String NOTE_CATEGORY = CODE_SYSTEM + "note-category";

    /**
     * 役割, the role names of the identity provider; {@code PractitionerRole.code}, {@code
     * CareTeam.participant.role}.
     */
    public static final String ROLE = CODE_SYSTEM + "role";

    /** 組織種別. {@code Organization.type}. */
    public static final String ORGANIZATION_TYPE = CODE_SYSTEM + "organization-type";

    /** What our own Observations observe. */
    public static final String OBSERVATION = CODE_SYSTEM + "observation";

    /** {@code Observation.category}: care-insurance, safety-check. */
    public static final String OBSERVATION_CATEGORY = CODE_SYSTEM + "observation-category";

    /** {@code CarePlan.category}: individual-evacuation-plan, disaster-response. */
    public static final String CARE_PLAN_CATEGORY = CODE_SYSTEM + "care-plan-category";

    /** 避難の手順. {@code CarePlan.activity.detail.code} of an evacuation plan. */
    public static final String EVACUATION_STEP = CODE_SYSTEM + "evacuation-step";

    /** {@code Task.code}: emergency-case, safety-check. */
    public static final String TASK = CODE_SYSTEM + "task";

    /** {@code Task.input.type}, {@code Task.output.type}. */
    public static final String TASK_PARAMETER = CODE_SYSTEM + "task-parameter";

    /** {@code Group.code} and its characteristics: roster, area. */
    public static final String GROUP = CODE_SYSTEM + "group";

    /** {@code Location.type}: shelter, welfare-shelter, emergency-place. */
    public static final String LOCATION_TYPE = CODE_SYSTEM + "location-type";

    /** 機器種別. {@code Device.type}. */
    public static final String DEVICE_KIND = CODE_SYSTEM + "device-kind";

    /** 本人の意思 (DNAR, ACP). {@code Consent.category} of a wish. */
    public static final String WISH = CODE_SYSTEM + "wish";

    /** {@code meta.security}: sealed. */
    public static final String SECURITY_LABEL = CODE_SYSTEM + "security-label";

    /** Why a staff member broke the glass. */
    public static final String BREAK_GLASS_REASON = CODE_SYSTEM + "break-glass-reason";

    /**
     * Codes a centre sent, as they came: contact-id, sia, scaip, vendor or any other protocol name.
     */
    public static final String EMERGENCY_CODE_PREFIX = CODE_SYSTEM + "emergency-code-";

    /** The outside systems we use. */
    public static final String LOINC = "http://loinc.org";

    public static final String OBSERVATION_CATEGORY_HL7 =
        "http://terminology.hl7.org/CodeSystem/observation-category";
    public static final String CONSENT_SCOPE_HL7 =
        "http://terminology.hl7.org/CodeSystem/consentscope";
    public static final String PARTICIPATION_HL7 =
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    public static final String IDENTIFIER_TYPE_HL7 =
        "http://terminology.hl7.org/CodeSystem/v2-0203";

    private Systems() {}
  }

  /** 判別符号. The codes by which one use of a resource is told from another. */
  public static final class Codes {
    /** {@link Systems#COMMUNICATION_CATEGORY}. */
    public static final String EMERGENCY_CALL = "emergency-call";

    /** {@link Systems#COMMUNICATION_CATEGORY}. */
    public static final String NOTE = "note";

    /** {@link Systems#COMMUNICATION_CATEGORY}. */
    public static final String NOTIFICATION = "notification";

    /** {@link Systems#TASK}. */
    public static final String EMERGENCY_CASE = "emergency-case";

    /** {@link Systems#TASK}: one step of a case; its {@code businessStatus} names the step. */
    public static final String EMERGENCY_STEP = "emergency-step";

    /** {@link Systems#TASK}. */
    public static final String SAFETY_CHECK = "safety-check";

    /** {@link Systems#TASK_PARAMETER}: the outcome of a case. */
    public static final String OUTCOME = "outcome";

    /** {@link Systems#TASK_PARAMETER}: words about the outcome. */
    public static final String OUTCOME_TEXT = "outcome-text";

    /** {@link Systems#TASK_PARAMETER}: where the resident was taken. */
    public static final String DESTINATION = "destination";

    /** {@link Systems#TASK_PARAMETER}: a safety Observation that a check produced. */
    public static final String REPORT = "report";

    /** {@link Systems#CARE_PLAN_CATEGORY}. */
    public static final String DISASTER_RESPONSE = "disaster-response";

    /** {@link Systems#CARE_PLAN_CATEGORY}. */
    public static final String INDIVIDUAL_EVACUATION_PLAN = "individual-evacuation-plan";

    /** {@link Systems#FLAG_CATEGORY}: this reason puts the resident on the statutory roster. */
    public static final String ROSTER = "roster";

    /**
     * {@link Systems#FLAG_CATEGORY}: something a responder must know; says nothing about the
     * roster.
     */
    public static final String WARNING = "warning";

    /** {@link Systems#OBSERVATION}. */
    public static final String CARE_LEVEL = "care-level";

    /** {@link Systems#OBSERVATION}. */
    public static final String DISABILITY_INDEPENDENCE = "disability-independence";

    /** {@link Systems#OBSERVATION}. */
    public static final String DEMENTIA_INDEPENDENCE = "dementia-independence";

    /** {@link Systems#OBSERVATION}. */
    public static final String SAFETY_STATUS = "safety-status";

    /** {@link Systems#OBSERVATION}, a component of a safety report. */
    public static final String WHEREABOUTS = "whereabouts";

    /** {@link Systems#OBSERVATION}, a component of a safety report, one for each need. */
    public static final String SUPPORT_NEED = "support-need";

    /** {@link Systems#OBSERVATION_CATEGORY}. */
    public static final String CARE_INSURANCE = "care-insurance";

    /** {@link Systems#OBSERVATION_CATEGORY}: a report on a resident's safety. */
    public static final String SAFETY_REPORT = "safety-report";

    /**
     * {@link Systems#SECURITY_LABEL}: only the organisations in {@code recipient} and the author's
     * may read.
     */
    public static final String SEALED = "sealed";

    /** {@link Systems#RELATIONSHIP}: 鍵を預かる人. */
    public static final String KEY_HOLDER = "key-holder";

    /** {@link Systems#RELATIONSHIP}: 避難支援等実施者. */
    public static final String SUPPORTER = "supporter";

    /** {@link Systems#RELATIONSHIP}: 緊急通報の協力員. */
    public static final String COOPERATOR = "cooperator";

    /** {@link Systems#LIVING_ARRANGEMENT}: 独居. */
    public static final String ALONE = "alone";

    /** {@link Systems#LIVING_ARRANGEMENT}: 施設入所, never on the roster. */
    public static final String FACILITY = "facility";

    private Codes() {}
  }

  /** 様式. Canonical addresses of our profiles; a resource names its own in {@code meta.profile}. */
  public static final class Profiles {
    public static final String RESIDENT = STRUCTURE + "resident";
    public static final String CARE_LEVEL = STRUCTURE + "care-level";
    public static final String INDEPENDENCE = STRUCTURE + "independence";
    public static final String SAFETY_STATUS = STRUCTURE + "safety-status";
    public static final String EMERGENCY_CALL = STRUCTURE + "emergency-call";
    public static final String EMERGENCY_CASE = STRUCTURE + "emergency-case";
    public static final String EMERGENCY_STEP = STRUCTURE + "emergency-step";
    public static final String DISASTER_RESPONSE = STRUCTURE + "disaster-response";
    public static final String ROSTER = STRUCTURE + "roster";
    public static final String SAFETY_CHECK = STRUCTURE + "safety-check";
    public static final String SHARING_CONSENT = STRUCTURE + "sharing-consent";
    public static final String WISH = STRUCTURE + "wish";
    public static final String EVACUATION_PLAN = STRUCTURE + "individual-evacuation-plan";
    public static final String SUPPORT_FLAG = STRUCTURE + "support-flag";
    public static final String EMERGENCY_DEVICE = STRUCTURE + "emergency-device";
    public static final String DEVICE_USE = STRUCTURE + "device-use";
    public static final String CARE_DEVICE = STRUCTURE + "care-device";
    public static final String NOTE = STRUCTURE + "note";
    public static final String CARE_TEAM = STRUCTURE + "care-team";
    public static final String ORGANIZATION = STRUCTURE + "organization";
    public static final String PRACTITIONER = STRUCTURE + "practitioner";
    public static final String PRACTITIONER_ROLE = STRUCTURE + "practitioner-role";
    public static final String CONTACT = STRUCTURE + "contact";
    public static final String SHELTER = STRUCTURE + "shelter";

    private Profiles() {}
  }

  /** 拡張. {@code Extension.url} values. */
  public static final class Extensions {
    /** Address, Location, CarePlan (repeated): a code of {@link Systems#AREA}, valueCode. */
    public static final String AREA = STRUCTURE + "area";

    /**
     * PractitionerRole, repeated, and Organization (fire, city): valueCode of {@link Systems#AREA}.
     */
    public static final String RESPONSIBLE_AREA = STRUCTURE + "responsible-area";

    /** Address: how to get in, valueString. */
    public static final String ENTRY_INSTRUCTION = STRUCTURE + "entry-instruction";

    /** RelatedPerson (key holder): which key and where it is, valueString. */
    public static final String KEY_INSTRUCTION = STRUCTURE + "key-instruction";

    /** Patient: valueCodeableConcept of {@link Systems#LIVING_ARRANGEMENT}. */
    public static final String LIVING_ARRANGEMENT = STRUCTURE + "living-arrangement";

    /** Every record of a disaster, a call or a case: valueBoolean; absent means it is real. */
    public static final String EXERCISE = STRUCTURE + "exercise";

    /**
     * CarePlan (disaster): {@code reason} string, {@code legalGround} CodeableConcept, {@code
     * period}.
     */
    public static final String EMERGENCY_MODE = STRUCTURE + "emergency-mode";

    /** CarePlan (disaster): valueCode of {@link Systems#HAZARD}. */
    public static final String HAZARD = STRUCTURE + "hazard";

    /**
     * Communication, Task (emergency): further residents of the household, valueReference Patient,
     * repeated.
     */
    public static final String FURTHER_RESIDENT = STRUCTURE + "further-resident";

    /** Communication (emergency): the code as the centre sent it, valueCoding. */
    public static final String SOURCE_CODE = STRUCTURE + "source-code";

    /**
     * Communication, Observation, Task: {@code latitude}, {@code longitude}, {@code accuracy}
     * decimals.
     */
    public static final String PLACE = STRUCTURE + "place";

    /** Device: {@code mainsRequired} boolean, {@code batteryHours} decimal, {@code text} string. */
    public static final String DEVICE_POWER = STRUCTURE + "device-power";

    /** Observation (safety): the reporter's device, valueString. */
    public static final String REPORTING_DEVICE = STRUCTURE + "reporting-device";

    /** Observation (safety): running number on the reporter's device, valueInteger. */
    public static final String SEQUENCE = STRUCTURE + "sequence";

    /** Observation (safety): the time by the reporter's own clock, valueDateTime. */
    public static final String DEVICE_TIME = STRUCTURE + "device-time";

    /**
     * Observation (safety): the interval the true time of the observation lies in, valuePeriod;
     * absent when the estimate is exact.
     */
    public static final String OBSERVED_INTERVAL = STRUCTURE + "observed-interval";

    /** Observation (safety): the id of a fact this one replaces, valueString, repeated. */
    public static final String SUPERSEDES = STRUCTURE + "supersedes";

    /** Observation (safety): the id of a fact this one takes back, valueString. */
    public static final String WITHDRAWS = STRUCTURE + "withdraws";

    /** CarePlan (evacuation plan): the way to the shelter, valueString. */
    public static final String EVACUATION_ROUTE = STRUCTURE + "evacuation-route";

    /**
     * Location (evacuation place): a hazard it is designated for, valueCode of {@link
     * Systems#HAZARD}, repeated.
     */
    public static final String SUITABLE_FOR = STRUCTURE + "suitable-for";

    /** AuditEvent: the ground of the access, valueCoding of {@link Systems#ACCESS_GROUND}. */
    public static final String ACCESS_GROUND = STRUCTURE + "access-ground";

    /** HumanName: IDE (kanji) or SYL (kana), valueCode; JP Core's convention. */
    public static final String NAME_REPRESENTATION =
        "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    /** Address: {@code latitude}, {@code longitude} decimals; HL7's own. */
    public static final String GEOLOCATION = "http://hl7.org/fhir/StructureDefinition/geolocation";

    private Extensions() {}
  }
}
