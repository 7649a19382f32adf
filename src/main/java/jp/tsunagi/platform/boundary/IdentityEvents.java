package jp.tsunagi.platform.boundary;

import java.time.Instant;
import java.util.Optional;

/** Keeps what happened at the identity provider; {@code audit} implements it. */
public interface IdentityEvents {

  /** When the last event happened that is kept; empty when none is. */
  Optional<Instant> lastKept();

  /** Keeps the event unless it is kept already. */
  void keep(IdentityEvent event);
}
