package dev.tabellion.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.server.access.TokenVerdict.Genuine;
import java.time.Clock;

/**
 * Tokens found genuine, until they end: a client asks many times with one token, and only the first
 * request should pay for a signature. Never remembers a worthless one, so nobody can fill it.
 */
final class RememberedTokens {
    private static final long MOST_CHARACTERS = 16L * 1024 * 1024;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Genuine> genuine =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_CHARACTERS)
                    .weigher((String token, Genuine _) -> token.length())
                    .build();

    RememberedTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    TokenVerdict verify(String compact) {
        var now = clock.instant();
        var known = genuine.getIfPresent(compact);
        if (known != null && !now.isAfter(known.until())) {
            return known;
        }
        var verdict = verifier.verify(compact, now);
        if (verdict instanceof Genuine fresh) {
            genuine.put(compact, fresh);
        } else if (known != null) {
            genuine.invalidate(compact);
        }
        return verdict;
    }
}
