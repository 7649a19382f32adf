package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;

/**
 * 検査の依頼. What {@code $validate} was sent: a resource as it stands, or Parameters around it. The
 * resource stays text, because a model would already have lost what is wrong with it.
 *
 * @param text the resource; null when there is none
 * @param type the type it says it has; empty when it does not say
 */
public record ValidationRequest(
    @Nullable String text, String type, String mode, List<String> profiles) {
  private static final Pattern FIRST_ELEMENT = Pattern.compile("<([A-Za-z]+)[\\s>/]");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  public ValidationRequest {
    profiles = List.copyOf(profiles);
  }

  /** The same with what the address said besides. */
  public ValidationRequest with(@Nullable String otherMode, List<String> otherProfiles) {
    List<String> all = new ArrayList<>(profiles);
    all.addAll(otherProfiles);
    return new ValidationRequest(text, type, otherMode == null ? mode : otherMode, all);
  }

  /**
   * @throws ProblemException {@code invalid-syntax} when it is neither JSON nor XML of a resource
   */
  public static ValidationRequest of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return new ValidationRequest(null, "", "", List.of());
    }
    try {
      return text.startsWith("<") ? ofXml(text) : ofJson(text);
    } catch (JsonProcessingException | DataFormatException unreadable) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
  }

  private static ValidationRequest ofJson(String text) throws JsonProcessingException {
    JsonNode whole = JSON.readTree(text);
    if (!whole.path("resourceType").isTextual()) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    if (!isParameters(whole)) {
      return new ValidationRequest(text, whole.path("resourceType").asText(), "", List.of());
    }
    String resource = null;
    String type = "";
    String mode = "";
    List<String> profiles = new ArrayList<>();
    for (JsonNode parameter : whole.path("parameter")) {
      switch (parameter.path("name").asText()) {
        case "resource" -> {
          resource = JSON.writeValueAsString(parameter.path("resource"));
          type = parameter.at("/resource/resourceType").asText();
        }
        case "mode" -> mode = value(parameter);
        case "profile" -> profiles.add(value(parameter));
        default -> {
          // other servers' parameters do no harm
        }
      }
    }
    return new ValidationRequest(resource, type, mode, profiles);
  }

  private static boolean isParameters(JsonNode whole) {
    return whole.path("resourceType").asText().equals("Parameters")
        && StreamSupport.stream(whole.path("parameter").spliterator(), false)
            .map(parameter -> parameter.path("name").asText())
            .anyMatch(name -> List.of("resource", "mode", "profile").contains(name));
  }

  private static String value(JsonNode parameter) {
    return StreamSupport.stream(((Iterable<String>) parameter::fieldNames).spliterator(), false)
        .filter(name -> name.startsWith("value"))
        .map(name -> parameter.path(name).asText())
        .findFirst()
        .orElse("");
  }

  private static ValidationRequest ofXml(String text) {
    String root = rootOf(text);
    if (!root.equals("Parameters")) {
      return new ValidationRequest(text, root, "", List.of());
    }
    IParser parser = FHIR.newXmlParser().setParserErrorHandler(new StrictErrorHandler());
    if (!(parser.parseResource(text) instanceof Parameters parameters)
        || parameters.getParameter().stream()
            .noneMatch(part -> part.getName().equals("resource"))) {
      return new ValidationRequest(text, root, "", List.of());
    }
    String resource = null;
    String type = "";
    String mode = "";
    List<String> profiles = new ArrayList<>();
    for (ParametersParameterComponent part : parameters.getParameter()) {
      switch (part.getName()) {
        case "resource" -> {
          resource = FHIR.newXmlParser().encodeResourceToString(part.getResource());
          type = part.getResource().fhirType();
        }
        case "mode" -> mode = part.getValue().primitiveValue();
        case "profile" -> profiles.add(part.getValue().primitiveValue());
        default -> {
          // as above
        }
      }
    }
    return new ValidationRequest(resource, type, mode, profiles);
  }

  private static String rootOf(String text) {
    Matcher element = FIRST_ELEMENT.matcher(text);
    return element.find() ? element.group(1) : "";
  }
}
