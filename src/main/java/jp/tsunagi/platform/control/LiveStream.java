package jp.tsunagi.platform.control;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * One open stream of server-sent events. Writing never blocks: what the client does not take waits
 * in a bounded queue, and a client that falls too far behind is cut and resumes by {@code
 * Last-Event-ID}.
 */
final class LiveStream implements WriteListener, AsyncListener {
  private static final int MOST_WAITING = 5_000;

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Supplier<Actor> actor;
  private final Actor opener;
  private final Consumer<LiveStream> closed;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private boolean flushed = true;
  private boolean ended;
  private boolean started;

  LiveStream(
      AsyncContext context,
      ServletOutputStream out,
      Supplier<Actor> actor,
      Consumer<LiveStream> closed) {
    this.context = context;
    this.out = out;
    this.actor = actor;
    this.opener = actor.get();
    this.closed = closed;
    context.addListener(this);
    waiting.add(bytes(": tsunagi\nretry: 2000\n\n"));
  }

  /** Begins to write: the opening comment goes out at once. */
  void start() {
    out.setWriteListener(this);
  }

  /** Who listens, as of now: a post that ended ends the sight. Empty when nobody may any more. */
  Optional<Actor> actor() {
    try {
      return Optional.of(actor.get());
    } catch (ProblemException problem) {
      if (problem.code() == ProblemCode.UNAUTHENTICATED) {
        return Optional.empty();
      }
      throw problem;
    }
  }

  /**
   * Ends the stream when its listener was shut out, or is somebody else now: in another post she
   * opens one anew.
   */
  void review() {
    boolean same =
        actor()
            .filter(
                now ->
                    now.roles().equals(opener.roles())
                        && Objects.equals(now.organization(), opener.organization())
                        && now.areas().equals(opener.areas()))
            .isPresent();
    if (!same) {
      close();
    }
  }

  void send(String place, String name, String content) {
    put("id: " + place + "\nevent: " + name + "\ndata: " + content + "\n\n");
  }

  void beat() {
    put(": \n\n");
  }

  private void put(String text) {
    synchronized (this) {
      if (ended) {
        return;
      }
      if (waiting.size() < MOST_WAITING) {
        waiting.add(bytes(text));
        write();
        return;
      }
    }
    close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void onWritePossible() {
    started = true;
    write();
  }

  private void write() {
    try {
      while (started && !ended && out.isReady()) {
        byte[] next = waiting.poll();
        if (next != null) {
          out.write(next);
          flushed = false;
        } else if (!flushed) {
          flushed = true;
          out.flush();
        } else {
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      close();
    }
  }

  void close() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    closed.accept(this);
    try {
      context.complete();
    } catch (IllegalStateException alreadyComplete) {
      // The container ended it first.
      return;
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
