package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a request for a signature is justified. Signs nothing and remembers nothing. */
public final class SigningPolicy {
    private record Asked(Standing standing, SigningRequest request, Instant now) {}

    private final PolicySettings settings;

    public SigningPolicy(PolicySettings settings, KeyPlaces places, SignatureCheck check) {
        this.settings = settings;
    }

    /**
     * To be called, and its outcome journalled, by one thread at a time for each collection.
     *
     * @param standing of the request's life
     */
    public Judgement judge(Standing standing, SigningRequest request, Instant now) {
        Asked asked = new Asked(standing, request, now);
        return rules().stream()
                .map(rule -> rule.apply(asked))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> refused("not-a-document", "problem", "not read yet"));
    }

    private List<Function<Asked, @Nullable Refused>> rules() {
        return List.of(this::clockBackwards, this::lifeOver, this::lifeSkipped, this::baseUnknown);
    }

    private @Nullable Refused clockBackwards(Asked asked) {
        Instant latest = asked.standing().latest();
        return latest != null && asked.now().plus(settings.clockSlack()).isBefore(latest)
                ? refused("clock-backwards", "now", asked.now(), "latest", latest)
                : null;
    }

    private @Nullable Refused lifeOver(Asked asked) {
        int highest = asked.standing().highestLife();
        int life = asked.request().place().life();
        return life < highest ? refused("life-over", "life", life, "highest", highest) : null;
    }

    private @Nullable Refused lifeSkipped(Asked asked) {
        int highest = asked.standing().highestLife();
        int life = asked.request().place().life();
        return life > highest + 1
                ? refused("life-skipped", "life", life, "highest", highest)
                : null;
    }

    private @Nullable Refused baseUnknown(Asked asked) {
        Position settled = asked.standing().tip().settled();
        return asked.standing().tip().knows(asked.request().base())
                ? null
                : refused(
                        "base-unknown",
                        "base",
                        String.valueOf(asked.request().base()),
                        "settled",
                        settled == null ? "nothing" : settled.timestamp());
    }

    private static Refused refused(String rule, Object... namesAndValues) {
        TreeMap<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return new Refused(rule, facts);
    }
}
