package jp.tsunagi.disaster.entity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * 置き換え. Which claims stand after newer ones replaced older ones. What is said outright goes before
 * what follows from the order of time, and a circle replaces nothing: from a malformed set of facts
 * too many count rather than none.
 */
final class Replacements {
  private final List<SafetyFact> claims;
  private final BiPredicate<SafetyFact, SafetyFact> outright;
  private final BiPredicate<SafetyFact, SafetyFact> silently;

  /**
   * @param outright whether the first says that it replaces the second
   * @param silently whether the first replaces the second without saying so
   */
  Replacements(
      List<SafetyFact> claims,
      BiPredicate<SafetyFact, SafetyFact> outright,
      BiPredicate<SafetyFact, SafetyFact> silently) {
    this.claims = claims;
    this.outright = outright;
    this.silently = silently;
  }

  List<SafetyFact> standing() {
    BitSet[] stated = edges(outright);
    int[] statedCircle = circles(stated);
    BitSet replaced = new BitSet(claims.size());
    BitSet[] all = new BitSet[claims.size()];
    for (int newer = 0; newer < claims.size(); newer++) {
      BitSet kept = new BitSet();
      int circle = statedCircle[newer];
      stated[newer].stream().filter(older -> statedCircle[older] != circle).forEach(kept::set);
      replaced.or(kept);
      all[newer] = kept;
    }
    BitSet[] implied = edges(silently);
    for (int newer = 0; newer < claims.size(); newer++) {
      all[newer].or(implied[newer]);
    }
    int[] circle = circles(all);
    for (int newer = 0; newer < claims.size(); newer++) {
      int own = circle[newer];
      implied[newer].stream().filter(older -> circle[older] != own).forEach(replaced::set);
    }
    List<SafetyFact> standing = new ArrayList<>();
    for (int claim = 0; claim < claims.size(); claim++) {
      if (!replaced.get(claim)) {
        standing.add(claims.get(claim));
      }
    }
    return standing;
  }

  private BitSet[] edges(BiPredicate<SafetyFact, SafetyFact> replaces) {
    BitSet[] edges = new BitSet[claims.size()];
    for (int newer = 0; newer < claims.size(); newer++) {
      edges[newer] = new BitSet();
      for (int older = 0; older < claims.size(); older++) {
        if (newer != older && replaces.test(claims.get(newer), claims.get(older))) {
          edges[newer].set(older);
        }
      }
    }
    return edges;
  }

  /** Numbers the circles (strongly connected components): claims in one circle share a number. */
  private static int[] circles(BitSet[] edges) {
    int size = edges.length;
    Deque<Integer> finished = new ArrayDeque<>();
    BitSet seen = new BitSet(size);
    for (int start = 0; start < size; start++) {
      finish(start, edges, seen, finished);
    }
    BitSet[] backwards = new BitSet[size];
    for (int node = 0; node < size; node++) {
      backwards[node] = new BitSet(size);
    }
    for (int node = 0; node < size; node++) {
      int from = node;
      edges[node].stream().forEach(to -> backwards[to].set(from));
    }
    int[] circle = new int[size];
    int count = 0;
    BitSet numbered = new BitSet(size);
    for (int start : finished) {
      if (!numbered.get(start)) {
        count++;
        Deque<Integer> members = new ArrayDeque<>();
        finish(start, backwards, numbered, members);
        for (int member : members) {
          circle[member] = count;
        }
      }
    }
    return circle;
  }

  /** Depth first without recursion; puts each node in front when all that follows it is done. */
  private static void finish(int start, BitSet[] edges, BitSet seen, Deque<Integer> finished) {
    if (seen.get(start)) {
      return;
    }
    seen.set(start);
    Deque<int[]> path = new ArrayDeque<>();
    path.push(new int[] {start, 0});
    while (!path.isEmpty()) {
      int[] step = path.element();
      int next = edges[step[0]].nextSetBit(step[1]);
      if (next < 0) {
        path.pop();
        finished.addFirst(step[0]);
      } else {
        step[1] = next + 1;
        if (!seen.get(next)) {
          seen.set(next);
          path.push(new int[] {next, 0});
        }
      }
    }
  }
}
