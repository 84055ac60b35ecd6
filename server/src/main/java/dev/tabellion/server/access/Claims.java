package dev.tabellion.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token says, before anybody has looked at its signature. Never to be trusted by itself. */
record Claims(
        String issuer,
        String audience,
        String subject,
        Instant expires,
        Instant notBefore,
        Grants grants) {
    /** How far the clocks of a token server and of ours may be apart. */
    static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final int LONGEST_SUBJECT = 1024;
    private static final double LAST_SECOND = 1e11;

    /**
     * @throws IllegalArgumentException if a claim is missing or of the wrong kind; {@code aud} is
     *     one string, as Notary has it
     */
    static Claims of(Map<String, Object> payload) {
        var subject = payload.get("sub") == null ? "" : text(payload, "sub");
        if (subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("the subject is too long");
        }
        var access = payload.get("access");
        return new Claims(
                text(payload, "iss"),
                text(payload, "aud"),
                subject,
                time(payload, "exp"),
                payload.get("nbf") == null ? Instant.EPOCH : time(payload, "nbf"),
                Grants.of(access == null ? List.of() : access));
    }

    /** Why these claims do not hold here and now; null if they do. */
    @Nullable String objection(String wantedIssuer, String wantedAudience, Instant now) {
        if (!issuer.equals(wantedIssuer)) {
            return "issuer";
        }
        if (!audience.equals(wantedAudience)) {
            return "audience";
        }
        if (now.isAfter(lastMoment())) {
            return "expired";
        }
        return now.isBefore(notBefore.minus(LEEWAY)) ? "not-yet-valid" : null;
    }

    Instant lastMoment() {
        return expires.plus(LEEWAY);
    }

    private static String text(Map<String, Object> payload, String claim) {
        if (payload.get(claim) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(claim + " is not a string");
    }

    private static Instant time(Map<String, Object> payload, String claim) {
        if (payload.get(claim) instanceof Number seconds
                && Math.abs(seconds.doubleValue()) < LAST_SECOND) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw new IllegalArgumentException(claim + " is not a time");
    }
}
