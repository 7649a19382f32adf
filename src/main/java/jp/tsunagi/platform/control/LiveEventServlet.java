package jp.tsunagi.platform.control;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.LiveStreamOpened;

/**
 * {@code GET /api/events}: server-sent events of what the caller may see, resumed with {@code
 * Last-Event-ID}.
 */
@WebServlet(urlPatterns = "/api/events", asyncSupported = true)
public class LiveEventServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int PATIENCE = 10;

  @Inject private transient LiveEventHub hub;
  @Inject private transient RequestActor current;
  @Inject private transient Admission admission;
  @Inject private transient Instance<LiveStreamOpened> opened;
  @Inject private transient LiveEventPlaces places;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Actor actor = current.get();
    opened.forEach(observer -> observer.opened(actor, current.origin()));
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    SignedIn listener = current.signedIn();
    LiveStream stream =
        new LiveStream(
            context, response.getOutputStream(), () -> admission.stillAdmit(listener), hub::remove);
    try {
      // Who sees the stream open is on it already: nothing that happens afterwards passes her by.
      hub.add(stream, places.number(request.getHeader("Last-Event-ID")))
          .get(PATIENCE, TimeUnit.SECONDS);
      stream.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stream.close();
    } catch (ExecutionException | TimeoutException e) {
      stream.close();
    }
  }
}
