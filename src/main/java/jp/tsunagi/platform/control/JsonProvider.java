package jp.tsunagi.platform.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import jp.tsunagi.platform.boundary.Json;

/** Reads and writes JSON on {@code /api} with the one mapper. */
@Provider
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class JsonProvider extends JacksonJsonProvider implements ContextResolver<ObjectMapper> {
  public JsonProvider() {
    super(Json.mapper());
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return Json.mapper();
  }
}
