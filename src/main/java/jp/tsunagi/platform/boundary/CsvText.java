package jp.tsunagi.platform.boundary;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV. A table as text for office programs: UTF-8 with its mark, CRLF, every cell in quotes where
 * it needs them, and no cell that such a program would take for a formula.
 */
public final class CsvText {
  public static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

  private static final String MARK = "\ufeff";
  private static final String STARTS_A_FORMULA = "=+-@\t\r";
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private CsvText() {}

  /**
   * @param rows cells in the order of the header; null is an empty cell
   */
  public static String of(
      List<String> header, List<? extends List<? extends @Nullable Object>> rows) {
    StringWriter text = new StringWriter().append(MARK);
    try (SequenceWriter out =
        MAPPER
            .writer(MAPPER.schemaFor(String[].class).withLineSeparator("\r\n"))
            .writeValues(text)) {
      out.write(header.toArray(new String[0]));
      for (List<? extends @Nullable Object> row : rows) {
        out.write(row.stream().map(CsvText::cell).toArray(String[]::new));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }
}
