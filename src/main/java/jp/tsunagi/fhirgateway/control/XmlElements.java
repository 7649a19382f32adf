package jp.tsunagi.fhirgateway.control;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * XMLの要素. The same for XML as {@link EmptyElements} for JSON: no blank attribute, no element
 * without a value and without children, no extension without a value; and no text, since FHIR keeps
 * values in attributes and the parser reads past it. What a narrative holds is its own affair.
 */
final class XmlElements {
  private static final String NARRATIVE = "http://www.w3.org/1999/xhtml";

  /** Numbers within extensions; those elsewhere are left to {@link StructureCheck}. */
  private static final Pattern NUMBER =
      Pattern.compile(".*[.]value(Decimal|(Quantity|Money|Age|Count|Distance|Duration)[.]value)");

  private final Deque<Open> open = new ArrayDeque<>();
  private int insideNarrative;

  /** An element that has begun. */
  private static final class Open {
    private final String path;
    private final boolean extension;
    private final Map<String, Integer> children = new HashMap<>();
    private boolean saysSomething;

    Open(String path, boolean extension, boolean saysSomething) {
      this.path = path;
      this.extension = extension;
      this.saysSomething = saysSomething;
    }

    /** The path of one more child of this name. */
    String childPath(String name) {
      int before = children.merge(name, 1, Integer::sum) - 1;
      return path + "." + name + (before == 0 ? "" : "[" + before + "]");
    }
  }

  /**
   * @throws ProblemException when one of its attributes is blank
   */
  void begin(XMLStreamReader reader) {
    @Nullable Open above = open.peek();
    if (above != null) {
      above.saysSomething |=
          !above.extension || EmptyElements.isValueOfExtension(reader.getLocalName());
    }
    if (insideNarrative > 0 || NARRATIVE.equals(reader.getNamespaceURI())) {
      insideNarrative++;
      return;
    }
    String name = reader.getLocalName();
    boolean resource = Character.isUpperCase(name.charAt(0));
    String path = above == null ? name : resource ? above.path : above.childPath(name);
    boolean extension = EmptyElements.EXTENSIONS.contains(name);
    open.push(new Open(path, extension, resource || valued(reader, path)));
  }

  private static boolean valued(XMLStreamReader reader, String path) {
    boolean valued = false;
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      boolean value = name.equals("value");
      valued |= value;
      if (reader.getAttributeValue(i).isBlank()) {
        throw EmptyElements.refused(value ? path : path + "." + name, EmptyElements.BLANK);
      }
      if (value && NUMBER.matcher(path).matches()) {
        requireWritable(reader.getAttributeValue(i), path);
      }
    }
    return valued;
  }

  private static void requireWritable(String number, String path) {
    boolean writable;
    try {
      writable = StructureCheck.isWritable(new BigDecimal(number));
    } catch (NumberFormatException noNumber) {
      writable = true; // the parser says so in its own words
    }
    if (!writable) {
      throw EmptyElements.refused(path, "digits", StructureCheck.MOST_DIGITS);
    }
  }

  /**
   * @throws ProblemException when there is text outside of a narrative
   */
  void text(String text) {
    @Nullable Open within = open.peek();
    if (insideNarrative == 0 && within != null && !text.isBlank()) {
      throw EmptyElements.refused(within.path, "wrong-type");
    }
  }

  /**
   * @throws ProblemException when the element that ends here says nothing
   */
  void end() {
    if (insideNarrative > 0) {
      insideNarrative--;
      return;
    }
    Open ended = open.pop();
    if (!ended.saysSomething) {
      throw EmptyElements.refused(
          ended.path, ended.extension ? EmptyElements.NO_VALUE : EmptyElements.EMPTY);
    }
  }
}
