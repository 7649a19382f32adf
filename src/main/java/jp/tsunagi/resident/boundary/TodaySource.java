package jp.tsunagi.resident.boundary;

import jp.tsunagi.kernel.Actor;

/**
 * 今日の出どころ. A component that has something for the start page implements it as a CDI bean. It shows
 * what this actor may see and asks the access policy for the residents it names.
 */
public interface TodaySource {

  /** The member of the answer the content stands under, such as {@code notes}. */
  String name();

  /** Records as they travel; ids, names and texts the actor may see. */
  Object content(Actor actor, String language);
}
