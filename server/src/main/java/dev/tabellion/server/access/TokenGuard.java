package dev.tabellion.server.access;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.server.access.Admission.Admitted;
import dev.tabellion.server.access.Admission.Turned;
import dev.tabellion.server.access.TokenVerdict.Genuine;
import dev.tabellion.server.access.TokenVerdict.Worthless;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a registry token that covers what the route needs. Whoever has none, a bad one or too
 * small a one is told where to get a better: always 401, as Notary's clients expect, never 403.
 */
final class TokenGuard implements Guard {
    private static final Logger log = LoggerFactory.getLogger(TokenGuard.class);
    private static final String SCHEME = "Bearer ";

    private final RememberedTokens tokens;
    private final Challenge challenge;

    TokenGuard(RememberedTokens tokens, Challenge challenge) {
        this.tokens = tokens;
        this.challenge = challenge;
    }

    @Override
    public Admission admit(HttpServletRequest request, Demand demand) {
        var needed = demand.needed();
        if (needed.isEmpty()) {
            return Admitted.STRANGER;
        }
        var token = bearer(request.getHeader("Authorization"));
        if (token == null) {
            return turned(request, needed, null);
        }
        return switch (tokens.verify(token)) {
            case Genuine(var subject, var grants, _) ->
                    grants.cover(needed)
                            ? new Admitted(
                                    subject.isEmpty() ? "anonymous" : subject,
                                    "token",
                                    grants.roles())
                            : turned(request, needed, "insufficient_scope");
            case Worthless(var why) -> {
                log.atInfo()
                        .addKeyValue("why", why)
                        .addKeyValue("from", request.getRemoteAddr())
                        .log("token-refused");
                yield turned(request, needed, "invalid_token");
            }
        };
    }

    private Turned turned(HttpServletRequest request, List<Access> needed, @Nullable String error) {
        return new Turned(
                NotaryError.UNAUTHORIZED,
                NotaryError.UNAUTHORIZED.body(Challenge.detail(needed)),
                challenge.header(request.getHeader("Host"), needed, error));
    }

    private static @Nullable String bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        var token = header.substring(SCHEME.length());
        return token.isEmpty() || token.indexOf(' ') >= 0 ? null : token;
    }
}
