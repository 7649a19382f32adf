package jp.tsunagi.seed.control;

import java.util.List;

/**
 * 職. A member of the cast in the post the sign-in needs.
 *
 * @param role empty for somebody without a post
 * @param areas codes of the areas the post is responsible for
 */
record Post(String user, JapaneseName name, String role, String organization, List<String> areas) {}
