package dev.tabellion.server.signer.pace;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.policy.Judgement;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signer's policy and keys without its book: what it remembers is in memory only. For one
 * thread and for measuring; never for anything that is to be believed.
 */
final class PolicyAlone implements RoleSigner {
    private final Keyring keyring;
    private final SigningPolicy policy;
    private final Clock clock;
    private final Map<Gun, Standing> standings = new HashMap<>();
    private long entries;

    PolicyAlone(Keyring keyring, SigningPolicy policy, Clock clock) {
        this.keyring = keyring;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        Gun gun = request.place().gun();
        Instant now = clock.instant();
        Judgement judgement = policy.judge(standing(gun), request, (_, _) -> null, now);
        if (!(judgement instanceof Judgement.Justified justified)) {
            throw new IllegalStateException("asked for " + request.place() + ": " + judgement);
        }
        List<Signature> signatures =
                request.keys().stream().map(key -> keyring.sign(key, request.payload())).toList();
        evolve(gun, justified.signed(++entries, signatures));
        return new SigningAnswer.Produced(request.payload(), signatures, entries);
    }

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        ManagedKey key = keyring.generate(place, algorithm);
        evolve(place.gun(), new SigningFact.KeyCreated(place, key.id(), clock.instant()));
        return key;
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return keyring.placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        for (PublishedTimestamp each : timestamps) {
            evolve(each.gun(), new SigningFact.Published(each, clock.instant()));
        }
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        return List.of();
    }

    private Standing standing(Gun gun) {
        return standings.computeIfAbsent(gun, unheard -> Standing.unheardOf(unheard, 1));
    }

    private void evolve(Gun gun, SigningFact fact) {
        standings.put(gun, standing(gun).evolve(fact));
    }
}
