package jp.tsunagi.platform.boundary;

import jp.tsunagi.kernel.Actor;

/**
 * 現在の行為者. Who makes this request; injected wherever a use case needs to know.
 *
 * <p>{@link #get()} throws {@code unauthenticated} when nobody is signed in.
 */
public interface CurrentActor {
  Actor get();

  /**
   * Where the request comes from, for the audit trail: remote address and a device or session
   * reference.
   */
  Origin origin();

  /**
   * @param device what the device calls itself, empty when it does not say
   * @param requestId unique for the request, also in the logs and in the body of a 500
   * @param userAgent the program that asks, empty when it does not say
   * @param expiredToken whether the token was over and counted because its issuer is away
   */
  record Origin(
      String remoteAddress,
      String device,
      String requestId,
      String userAgent,
      boolean expiredToken) {}
}
