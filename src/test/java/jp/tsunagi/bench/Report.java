package jp.tsunagi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** 報告. What was measured, as a table for people and as JSON for comparing runs. */
final class Report {
  /** More than this of a core taken by others, and a figure says so. */
  private static final double DISTURBED = 0.3;

  private final Peer peer = new Peer();
  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private final Map<String, Double> limits = new LinkedHashMap<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  void add(String name, Cell cell) {
    cells.put(name, cell);
    System.err.printf(
        Locale.ROOT,
        "  %-44s %9.1f/s  p50 %.1f  p95 %.1f  p99 %.1f ms  cpu %.2f+%.2f ms  sql %.1f%s%s%n",
        name,
        cell.rate(),
        cell.percentile(0.5),
        cell.percentile(0.95),
        cell.percentile(0.99),
        cell.server(),
        cell.database(),
        cell.statements(),
        cell.others() > DISTURBED
            ? String.format(Locale.ROOT, "  (others took %.1f cores)", cell.others())
            : "",
        cell.errors() > 0 ? "  ERRORS " + cell.errors() + ": " + cell.firstError() : "");
  }

  void limits(Map<String, Double> measured) {
    limits.putAll(measured);
    measured.forEach((name, rate) -> System.err.printf("  %-44s %9.0f/s%n", name, rate));
  }

  void fact(String name, Object value) {
    facts.put(name, value);
    System.err.println("  " + name + ": " + value);
  }

  Cell cell(String name) {
    Cell cell = cells.get(name);
    if (cell == null) {
      throw new IllegalArgumentException(name);
    }
    return cell;
  }

  boolean hasErrors() {
    return cells.values().stream().anyMatch(cell -> cell.errors() > 0);
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| what | rate | p50 / p95 / p99 ms | cpu ms server + database | statements | share of limit |");
    text.append(" peer, scaled to this machine | times peer | aim |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    cells.forEach((name, cell) -> text.append(row(name, cell)));
    text.append(
        "\n| limit of this machine | rate | of the peer's machine |\n| --- | --- | --- |\n");
    limits.forEach(
        (name, rate) ->
            text.append(
                line(
                    "| %s | %.0f/s | %.2f |",
                    name, rate, rate / Peer.LIMITS.getOrDefault(name, Double.NaN))));
    text.append("\n| other | |\n| --- | --- |\n");
    facts.forEach((name, value) -> text.append("| " + name + " | " + value + " |\n"));
    return text.toString();
  }

  private String row(String name, Cell cell) {
    String errors = cell.errors() > 0 ? " (" + cell.errors() + " errors)" : "";
    String busy =
        cell.others() > DISTURBED ? line(" (others: %.1f cores)", cell.others()).strip() : "";
    String measured =
        line(
                "| %s | %.0f/s%s%s | %.1f / %.1f / %.1f | %.2f + %.2f | %.1f |",
                name,
                cell.rate(),
                errors,
                busy,
                cell.percentile(0.5),
                cell.percentile(0.95),
                cell.percentile(0.99),
                cell.server(),
                cell.database(),
                cell.statements())
            .strip();
    if (!peer.knows(name)) {
      return measured + " | | | |\n";
    }
    Peer.Figure figure = peer.figure(name);
    double scale = Peer.scale(figure.bounds(), limits);
    return measured
        + line(
            " %.1f %% | %.0f/s | %.1f | %.1f |",
            100 * cell.rate() / bound(figure),
            figure.rate() * scale,
            cell.rate() / (figure.rate() * scale),
            figure.aim());
  }

  /** The tightest limit this kind of work has here. */
  private double bound(Peer.Figure figure) {
    return figure.bounds().stream()
        .mapToDouble(bound -> limits.getOrDefault(bound, Double.NaN))
        .min()
        .orElse(Double.NaN);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  void write(Path folder) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode measured = json.putObject("cells");
    cells.forEach((name, cell) -> measured.set(name, cell.json()));
    ObjectNode bounds = json.putObject("limits");
    limits.forEach(bounds::put);
    json.set("facts", new ObjectMapper().valueToTree(facts));
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(folder.resolve("bench.json").toFile(), json);
      Files.writeString(folder.resolve("bench.md"), table());
    } catch (IOException failure) {
      throw new BenchFailure("the report", failure);
    }
  }
}
