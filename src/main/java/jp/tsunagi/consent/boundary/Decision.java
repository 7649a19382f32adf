package jp.tsunagi.consent.boundary;

import java.util.EnumSet;
import java.util.Set;

/**
 * 判断. The policy's answer.
 *
 * @param allowed whether the wanted data set may be seen or the change be made
 * @param reachable whether the caller may know at all that the resident exists; when false the
 *     answer is 404
 * @param ground why it is allowed, {@link Ground#NONE} when it is not
 * @param basis what the ground rests on, as a relative reference or an article; empty when there is
 *     nothing to name
 * @param view the data sets the caller may see of this resident now
 */
public record Decision(
    boolean allowed, boolean reachable, Ground ground, String basis, Set<DataSet> view) {
  public Decision {
    view = view.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(view));
  }

  public static Decision denied() {
    return new Decision(false, false, Ground.NONE, "", Set.of());
  }

  public boolean shows(DataSet dataSet) {
    return view.contains(dataSet);
  }
}
