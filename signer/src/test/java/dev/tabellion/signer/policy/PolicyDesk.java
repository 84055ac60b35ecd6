package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signer with real keys and the real policy, whose journal is a list: each judgement is made on a
 * standing replayed from it.
 */
final class PolicyDesk implements RoleSigner {
    final List<SigningFact> facts = new ArrayList<>();
    final List<SigningRequest> requests = new ArrayList<>();
    final List<Judgement> judgements = new ArrayList<>();
    private final Map<Long, List<Signature>> signatures = new HashMap<>();
    private final PocketSigner keys = new PocketSigner();
    private final Clock clock;
    private final SigningPolicy policy;

    PolicyDesk(Clock clock, PolicySettings settings) {
        this.clock = clock;
        this.policy = new SigningPolicy(settings, keys, new JdkSignatureCheck());
    }

    Standing standing(Gun gun, int life) {
        Standing standing = Standing.unheardOf(gun, life);
        for (SigningFact fact : facts) {
            standing = standing.evolve(fact);
        }
        return standing;
    }

    Judgement judge(SigningRequest request) {
        KeyPlace place = request.place();
        return policy.judge(
                standing(place.gun(), place.life()), request, this::signed, clock.instant());
    }

    private @Nullable LastSigned signed(KeyPlace place, Version version) {
        return facts.stream()
                .filter(SigningFact.Signed.class::isInstance)
                .map(SigningFact.Signed.class::cast)
                .filter(fact -> fact.place().equals(place) && fact.version().equals(version))
                .map(LastSigned::of)
                .findFirst()
                .orElse(null);
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        requests.add(request);
        Judgement judgement = judge(request);
        judgements.add(judgement);
        return switch (judgement) {
            case Judgement.Refused(var rule, var names) ->
                    new SigningAnswer.Refused(rule, names, facts.size());
            case Judgement.Behind(var mark) -> new SigningAnswer.Behind(mark, facts.size());
            case Judgement.Repeat(LastSigned earlier) ->
                    new SigningAnswer.Produced(
                            earlier.payload(), signaturesOf(earlier.entry()), earlier.entry());
            case Judgement.Justified justified -> sign(justified);
        };
    }

    /** As a thief of the keys would: without a judgement, and without the journal. */
    SigningAnswer.Produced signUnasked(SigningRequest request) {
        return (SigningAnswer.Produced) keys.sign(request);
    }

    private SigningAnswer sign(Judgement.Justified justified) {
        SigningAnswer.Produced made = (SigningAnswer.Produced) keys.sign(justified.request());
        long entry = facts.size();
        signatures.put(entry, made.signatures());
        facts.add(justified.signed(entry, made.signatures()));
        return new SigningAnswer.Produced(made.payload(), made.signatures(), entry);
    }

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        assertThat(refusalOfKey(place)).isEmpty();
        ManagedKey key = keys.create(place, algorithm);
        facts.add(new SigningFact.KeyCreated(place, key.id(), clock.instant()));
        return key;
    }

    Optional<Judgement.Refused> refusalOfKey(KeyPlace place) {
        return refusalOfKey(place, "in-process");
    }

    Optional<Judgement.Refused> refusalOfKey(KeyPlace place, String asker) {
        return policy.judge(standing(place.gun(), place.life()), place, asker, clock.instant());
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return keys.placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        timestamps.forEach(t -> facts.add(new SigningFact.Published(t, clock.instant())));
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        throw new UnsupportedOperationException("the book's question");
    }

    private List<Signature> signaturesOf(long entry) {
        List<Signature> made = signatures.get(entry);
        if (made == null) {
            throw new AssertionError("nothing was signed in entry " + entry);
        }
        return made;
    }
}
