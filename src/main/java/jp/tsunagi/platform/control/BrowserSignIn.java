package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.LogoutDefinition;

/** 画面のサインイン. OpenID Connect code flow of the browser application's confidential client. */
@ApplicationScoped
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "${tsunagi.issuer}",
    clientId = "tsunagi-web",
    clientSecret = "${tsunagi.clientSecret}",
    redirectURI = "${baseURL}/callback",
    redirectToOriginalResource = true,
    claimsDefinition =
        @ClaimsDefinition(callerNameClaim = "preferred_username", callerGroupsClaim = "groups"),
    jwksConnectTimeout = 5000,
    jwksReadTimeout = 5000,
    logout = @LogoutDefinition(notifyProvider = true, redirectURI = "${baseURL}/"))
public class BrowserSignIn {}
