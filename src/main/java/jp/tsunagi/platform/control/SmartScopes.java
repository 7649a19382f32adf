package jp.tsunagi.platform.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SMARTのスコープ. What an outside application asked for and was granted ({@code user/Observation.read},
 * {@code system/*.read}, {@code patient/*.rs}). It only ever takes away from what the policy
 * allows. Only a token without any such scope of a client of our own (or of a system that speaks
 * for itself) is left to the policy alone; any other application reaches what it was granted.
 *
 * @param patient the resident an application was launched for; patient scopes reach no other
 * @param limits whether the token is limited by scopes at all
 */
record SmartScopes(List<Scope> scopes, @Nullable String patient, boolean limits) {
  private static final Pattern SMART =
      Pattern.compile("launch(/.*)?|fhirUser|(patient|user|system)/.*");
  private static final Pattern SCOPE =
      Pattern.compile(
          "(patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)(\\?.*)?");

  /** What a request does, in the letters of SMART 2. */
  enum Act {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Act(char letter) {
      this.letter = letter;
    }
  }

  /** One scope. */
  record Scope(String context, String type, String acts) {
    boolean covers(String wantedType, Act act) {
      boolean ofType = type.equals("*") || type.equals(wantedType);
      return ofType && acts.indexOf(act.letter) >= 0;
    }

    boolean reads() {
      return acts.indexOf(Act.READ.letter) >= 0 || acts.indexOf(Act.SEARCH.letter) >= 0;
    }

    boolean ofOneResident() {
      return context.equals("patient");
    }
  }

  SmartScopes {
    scopes = List.copyOf(scopes);
  }

  /** Reads a token's {@code scope}; what is no SMART scope is left aside. */
  static SmartScopes of(@Nullable String claim, @Nullable String patient, boolean own) {
    List<Scope> scopes = new ArrayList<>();
    boolean limits = !own;
    for (String word : claim == null ? new String[0] : claim.split(" ")) {
      limits |= SMART.matcher(word).matches();
      Matcher scope = SCOPE.matcher(word);
      // A scope narrowed by a search is not understood, so it grants nothing.
      if (scope.matches()) {
        String acts = scope.group(4) == null ? letters(scope.group(3)) : "";
        scopes.add(new Scope(scope.group(1), scope.group(2), acts));
      }
    }
    return new SmartScopes(scopes, patient, limits);
  }

  private static String letters(String acts) {
    return switch (acts) {
      case "read" -> "rs";
      case "write" -> "cud";
      case "*" -> "cruds";
      default -> acts;
    };
  }

  /** The same, launched for this resident. */
  SmartScopes launchedFor(String resident) {
    return new SmartScopes(scopes, resident, limits);
  }

  /**
   * @param type the resource type asked for; {@code *} when the request is about several
   * @param about the resident the request names; null when it names none
   * @param plain whether the request stays with what it names, without includes and chains
   */
  boolean allow(String type, Act act, @Nullable String about, boolean plain) {
    return allow(type, act)
        || (plain
            && patient != null
            && patient.equals(about)
            && scopes.stream().anyMatch(scope -> scope.covers(type, act)));
  }

  /** Whether a scope that is not limited to one resident allows it. */
  boolean allow(String type, Act act) {
    return scopes.stream().anyMatch(scope -> !scope.ofOneResident() && scope.covers(type, act));
  }

  /**
   * The types that may come out in the answer to a request, and be searched through on the way to
   * it: includes, chains and histories too. Null for all.
   *
   * @param ofOneResident whether the request is allowed by its being about the one resident, so
   *     that scopes for hers count
   */
  @Nullable Set<String> reach(boolean ofOneResident) {
    Set<String> types =
        scopes.stream()
            .filter(scope -> ofOneResident || !scope.ofOneResident())
            .filter(Scope::reads)
            .map(Scope::type)
            .collect(Collectors.toSet());
    return types.contains("*") ? null : types;
  }

  /** Whether a search parameter looks beyond the rows it narrows down. */
  static boolean reachesFurther(String parameter) {
    String name = parameter.split(":", 2)[0];
    return REACHING_FURTHER.contains(name) || parameter.indexOf('.') >= 0;
  }

  private static final Set<String> REACHING_FURTHER =
      Set.of("_include", "_revinclude", "_has", "_list", "_filter", "_type", "_typeFilter");
}
