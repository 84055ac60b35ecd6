package dev.tabellion.e2e.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a token says. Nobody has signed it yet. */
public record Claims(
        String issuer, String subject, String audience, Instant expires, List<Access> access) {

    Map<String, Object> asMap() {
        return Map.of(
                "iss",
                issuer,
                "sub",
                subject,
                "aud",
                audience,
                "exp",
                expires.getEpochSecond(),
                "nbf",
                expires.getEpochSecond() - 3_600,
                "iat",
                expires.getEpochSecond() - 3_600,
                "jti",
                UUID.randomUUID().toString(),
                "access",
                access);
    }
}
