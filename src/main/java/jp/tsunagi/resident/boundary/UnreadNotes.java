package jp.tsunagi.resident.boundary;

import java.util.Collection;
import java.util.Map;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/** 未読数. How many notes about each resident wait for the reader; the notes' component answers. */
public interface UnreadNotes {

  /** Counts by resident; a resident without unread notes is missing. */
  Map<ResidentId, Integer> unread(Actor actor, Collection<ResidentId> residents);
}
