package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.signer.policy.Judgement.Justified;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges what the signer is asked for: {@link SigningRules} before and after the evidence is
 * weighed. Signs nothing, and remembers nothing but how often keys were used and made of late.
 */
public final class SigningPolicy {
    private static final Dialect DIALECT = Dialect.NOTARY_V1;

    private final SigningRules rules;
    private final Weighing weighing;
    private final KeyRules keyRules;

    /**
     * @param places of the keys that the signer holds
     */
    public SigningPolicy(PolicySettings settings, KeyPlaces places, SignatureCheck check) {
        this.rules = new SigningRules(settings, DIALECT);
        this.weighing = new Weighing(settings.publishers(), DIALECT, places, check);
        this.keyRules = new KeyRules(settings);
    }

    /**
     * Whether to sign. To be called, and its outcome journalled, by one thread at a time for each
     * collection: two requests judged upon one standing could both be justified.
     *
     * @param standing of the life that the request names
     * @param earlier what else the journal has of the life, for a server that has forgotten it
     * @param now by the signer's own clock
     */
    public Judgement judge(
            Standing standing, SigningRequest request, EarlierSignatures earlier, Instant now) {
        if (!standing.isOf(request.place())) {
            throw new IllegalArgumentException(
                    "a request for %s was put to the standing of %s in life %d"
                            .formatted(request.place(), standing.gun(), standing.life()));
        }
        return switch (Payload.read(
                request.place(), request.version(), request.payload(), DIALECT)) {
            case Payload.Faulty(String problem) -> Refused.by("not-a-document", "problem", problem);
            case Payload.Document document ->
                    judge(SigningCase.of(standing, request, document, earlier, now));
        };
    }

    /**
     * Why no key is to be made for the place; empty if one is, which counts at once.
     *
     * @param asker by name; what one asks for too often is not held against another
     */
    public Optional<Refused> judge(Standing standing, KeyPlace place, String asker, Instant now) {
        return keyRules.judge(standing, place, asker, now);
    }

    private Judgement judge(SigningCase asked) {
        return rules.before(asked)
                .orElseGet(
                        () ->
                                switch (weighing.judge(asked)) {
                                    case Justified justified -> rules.after(asked, justified);
                                    case Judgement other -> other;
                                });
    }
}
