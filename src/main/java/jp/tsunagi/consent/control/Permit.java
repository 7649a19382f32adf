package jp.tsunagi.consent.control;

import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Ground;

/** What one rule allows, on which ground, and what that rests on. */
record Permit(Ground ground, String basis, Set<DataSet> view) {}
