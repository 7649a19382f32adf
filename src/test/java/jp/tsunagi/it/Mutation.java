package jp.tsunagi.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** 変異. One change to a document, by chance; the same chance makes the same change. */
public record Mutation(String what, byte[] body) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.numberNode(-1),
          NODES.numberNode(1e300),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.objectNode(),
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode("変異"),
          NODES.textNode(" 変 異 "),
          NODES.textNode("2026-02-30"),
          NODES.textNode("%' OR 1=1 --\\"),
          NODES.textNode("<div>&x;</div>"),
          NODES.textNode("𠮷".repeat(3_000)),
          NODES.arrayNode().add(NODES.nullNode()),
          NODES.arrayNode().add("変異").add("変異"),
          NODES.objectNode().put("value", "変異"),
          NODES.objectNode().put("id", "x"));

  private record Place(ObjectNode parent, String name) {
    JsonNode value() {
      return parent.get(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** One of the changes that a document can meet. */
  public static Mutation of(ObjectNode document, Random random) {
    ObjectNode changed = document.deepCopy();
    List<Place> places = new ArrayList<>();
    collect(changed, places);
    Place place = places.get(random.nextInt(places.size()));
    Place other = places.get(random.nextInt(places.size()));
    String what =
        switch (random.nextInt(8)) {
          case 0 -> without(place);
          case 1 -> renamed(place, random.nextBoolean());
          case 2 -> exchanged(place, other);
          case 3 -> twice(place);
          case 4 -> inList(place);
          case 5 -> within(place, other);
          default -> replaced(place, VALUES.get(random.nextInt(VALUES.size())));
        };
    byte[] body = changed.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 0) {
      int at = random.nextInt(body.length);
      body[at] = (byte) random.nextInt(256);
      what += ", and a byte at " + at;
    }
    return new Mutation(what, body);
  }

  /** Whether two documents say the same, a number with the same digits however it is written. */
  public static boolean saysTheSame(JsonNode one, JsonNode other) {
    return one.equals(Mutation::difference, other);
  }

  private static int difference(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().toPlainString().compareTo(other.decimalValue().toPlainString())
        : one.equals(other) ? 0 : 1;
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name)));
    }
    node.forEach(child -> collect(child, places));
  }

  private static String without(Place place) {
    place.parent().remove(place.name());
    return "without " + place;
  }

  private static String renamed(Place place, boolean asPrimitive) {
    String name = asPrimitive ? "_" + place.name() : place.name() + "x";
    place.parent().set(name, place.parent().remove(place.name()));
    return place + " called " + name;
  }

  private static String exchanged(Place place, Place other) {
    JsonNode value = other.value().deepCopy();
    place.parent().set(place.name(), value);
    return place + " with the value of " + other;
  }

  private static String twice(Place place) {
    if (place.value() instanceof ArrayNode list && !list.isEmpty()) {
      list.add(list.get(0).deepCopy());
      return "one more " + place;
    }
    return inList(place);
  }

  private static String inList(Place place) {
    place.parent().set(place.name(), NODES.arrayNode().add(place.value()));
    return place + " as a list";
  }

  private static String within(Place place, Place other) {
    if (place.value() instanceof ObjectNode object) {
      object.set(other.name(), other.value().deepCopy());
      return other + " within " + place;
    }
    return without(place);
  }

  private static String replaced(Place place, JsonNode value) {
    place.parent().set(place.name(), value);
    String shown = value.toString();
    return place + " = " + shown.substring(0, Math.min(30, shown.length()));
  }
}
