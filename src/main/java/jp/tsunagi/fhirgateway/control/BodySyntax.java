package jp.tsunagi.fhirgateway.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/**
 * 書式の検査. What every body in JSON or XML must hold before a model is made of it: UTF-8, no member
 * twice, no more levels than anything real has, no document type, no characters that FHIR forbids.
 * HAPI's parser alone takes single quotes, the last of two equal members and broken UTF-8 in
 * silence, and ends its stack on a hundred thousand levels.
 */
public final class BodySyntax {
  /** The deepest examples of the specification have 30. */
  static final int DEEPEST = 200;

  /** What becomes of a body, and so how much of it must be right. */
  public enum Purpose {
    /** Somebody wants to be told what is wrong with it. */
    EXAMINED,
    /** It is carried out and not kept: an alarm is not refused for a blank in it. */
    ACTED_ON,
    /** It is kept, and nothing of it may be lost. */
    KEPT
  }

  private static final String FHIR = "http://hl7.org/fhir";
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]*)");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(100)
                          .maxNameLength(200)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonShape SHAPE = new JsonShape();

  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
  }

  private BodySyntax() {}

  /**
   * The body without a byte order mark, which office programs like to put in front.
   *
   * @throws ProblemException when it cannot be read, with the place and the rule
   */
  public static byte[] checked(byte[] body, @Nullable String contentType, Purpose purpose) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    byte[] plain = startsWithMark(body) ? Arrays.copyOfRange(body, MARK.length, body.length) : body;
    if (type.contains("json") || (type.isEmpty() && startsWith(plain, "{["))) {
      requireUtf8(type);
      json(plain, type.contains("patch") ? Purpose.EXAMINED : purpose);
      return plain;
    }
    if (type.contains("xml") || (type.isEmpty() && startsWith(plain, "<"))) {
      requireUtf8(type);
      xml(plain, purpose);
      return plain;
    }
    return body;
  }

  private static boolean startsWithMark(byte[] body) {
    return body.length >= MARK.length && Arrays.equals(body, 0, MARK.length, MARK, 0, MARK.length);
  }

  private static boolean startsWith(byte[] body, String firsts) {
    for (byte one : body) {
      if (one > ' ') {
        return firsts.indexOf(one) >= 0;
      }
    }
    return false;
  }

  private static void requireUtf8(String contentType) {
    Matcher charset = CHARSET.matcher(contentType);
    if (charset.find() && !charset.group(1).equals("utf-8") && !charset.group(1).equals("utf8")) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private static void json(byte[] body, Purpose purpose) {
    requireText(body);
    JsonNode whole;
    try {
      whole = JSON.readTree(body);
    } catch (StreamConstraintsException tooMuch) {
      throw tooDeep();
    } catch (JsonParseException broken) {
      throw broken(broken);
    } catch (IOException broken) {
      throw wrong("", "not-json", String.valueOf(broken.getMessage()), 1, 1);
    }
    if (whole == null || whole.isMissingNode()) {
      throw wrong("", "not-json", "", 1, 1);
    }
    requireCharacters(whole, "");
    if (purpose != Purpose.EXAMINED) {
      SHAPE.require(whole);
    }
    if (purpose == Purpose.KEPT) {
      EmptyElements.requireNone(whole);
    }
  }

  /**
   * Holds a resource that a patch made against the same rules. What the patch only emptied, such as
   * a list whose last element it took away, is gone and no fault.
   *
   * @throws ProblemException naming the first member that breaks one
   */
  static void requireSound(String patched) {
    try {
      JsonNode whole = JSON.readTree(patched);
      EmptyElements.withoutEmptied(whole);
      SHAPE.require(whole);
      EmptyElements.requireNone(whole);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ProblemException broken(JsonParseException broken) {
    String place = path(broken.getProcessor());
    if (broken.getOriginalMessage().startsWith("Duplicate")) {
      return wrong(place, "duplicate");
    }
    JsonLocation at = broken.getLocation();
    return wrong(place, "not-json", broken.getOriginalMessage(), at.getLineNr(), at.getColumnNr());
  }

  private static String path(@Nullable JsonParser parser) {
    StringBuilder path = new StringBuilder();
    if (parser == null) {
      return "";
    }
    for (JsonStreamContext step = parser.getParsingContext();
        step != null && !step.inRoot();
        step = step.getParent()) {
      path.insert(
          0,
          step.inArray()
              ? "[" + step.getCurrentIndex() + "]"
              : step.getCurrentName() == null ? "" : "." + step.getCurrentName());
    }
    return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
  }

  /** All of it is UTF-8; Jackson would also read UTF-16 and 32, and looks only where it must. */
  private static void requireText(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException notUtf8) {
      throw wrong("", "not-utf-8");
    }
  }

  private static void requireCharacters(JsonNode node, String path) {
    if (node.isTextual()) {
      requireCharacters(node.textValue(), path);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        requireCharacters(member.getKey(), inner);
        requireCharacters(member.getValue(), inner);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireCharacters(node.get(i), path + "[" + i + "]");
      }
    }
  }

  private static void requireCharacters(String text, String path) {
    boolean narrative = text.startsWith("<div");
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
        i++;
      } else if (!isAllowed(c)) {
        throw wrong(path, "not-a-character");
      } else if (narrative && c == '<') {
        depth += next == '/' ? -1 : Character.isLetter(next) ? 1 : 0;
      } else if (narrative && c == '/' && next == '>') {
        depth--;
      }
      if (depth > DEEPEST) {
        throw tooDeep();
      }
    }
  }

  private static boolean isAllowed(char c) {
    return c < ' ' ? c == '\t' || c == '\n' || c == '\r' : !Character.isSurrogate(c) && c < 0xfffe;
  }

  private static void xml(byte[] body, Purpose purpose) {
    requireText(body);
    @Nullable XmlElements elements = purpose == Purpose.KEPT ? new XmlElements() : null;
    int depth = 0;
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (depth == 0 && !FHIR.equals(reader.getNamespaceURI())) {
              throw wrong("", "namespace", FHIR);
            }
            depth++;
            if (elements != null) {
              elements.begin(reader);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            if (elements != null) {
              elements.end();
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (elements != null) {
              elements.text(reader.getText());
            }
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw wrong("", "document-type");
          default -> {
            // comments
          }
        }
        if (depth > DEEPEST) {
          throw tooDeep();
        }
      }
    } catch (XMLStreamException broken) {
      String said = String.valueOf(broken.getMessage()).replaceAll("(?s).*\nMessage: ", "");
      throw wrong(
          "",
          "not-xml",
          said,
          broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber(),
          broken.getLocation() == null ? 1 : broken.getLocation().getColumnNumber());
    }
  }

  private static ProblemException tooDeep() {
    return new ProblemException(
        ProblemCode.TOO_LARGE, List.of(Violation.of("", "too-deep", DEEPEST)));
  }

  private static ProblemException wrong(String place, String rule, Object... arguments) {
    return new ProblemException(
        ProblemCode.INVALID_SYNTAX, List.of(Violation.of(place, rule, arguments)));
  }
}
