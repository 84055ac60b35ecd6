package dev.tabellion.signer;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.Page;
import dev.tabellion.signer.policy.Judgement;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.UnsupportedKeyKind;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the signer is asked: it looks up what it remembers, judges, signs, writes it down, and then
 * answers. Never lets a signature leave that is not in its journal, and never signs what its policy
 * does not justify. Safe for concurrent use; one collection at a time.
 */
public final class SigningDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SigningDesk.class);

    private final Keyring keyring;
    private final Book book;
    private final Settlement settlement;
    private final DocumentSigning documents;
    private final SigningPolicy policy;
    private final Clock clock;

    public SigningDesk(Keyring keyring, Book book, SigningPolicy policy, Clock clock) {
        this.keyring = keyring;
        this.book = book;
        this.settlement = new Settlement(book, clock);
        this.documents = new DocumentSigning(new BornKeys(keyring, book), book, policy, clock);
        this.policy = policy;
        this.clock = clock;
    }

    /** The signer as one peer may use it; the journal names them. */
    public RoleSigner as(Peer peer) {
        return new PeersSigner(this, peer, keyring, settlement);
    }

    /**
     * Notes a request that was not even taken in.
     *
     * @param peer null for somebody who is not known
     * @return the entry that tells of it
     */
    public long turnedAway(@Nullable Peer peer, String rule, SortedMap<String, String> facts) {
        return book.note(
                peer == null ? null : peer.name(),
                new Entry.TurnedAway(null, rule, facts, clock.instant()));
    }

    ManagedKey create(Peer peer, KeyPlace place, KeyAlgorithm algorithm) {
        return book.turn(
                        place.gun(),
                        page -> {
                            Instant now = clock.instant();
                            return policy.judge(
                                            page.standing(place.life()), place, peer.name(), now)
                                    .map(refused -> noKey(peer, place, refused, now))
                                    .orElseGet(() -> made(peer, page, place, algorithm, now));
                        })
                .get();
    }

    private Supplier<ManagedKey> made(
            Peer peer, Page page, KeyPlace place, KeyAlgorithm algorithm, Instant now) {
        ManagedKey key;
        try {
            key = keyring.generate(place, algorithm);
        } catch (UnsupportedKeyKind e) {
            return noKey(peer, place, unmakeable(algorithm, e), now);
        }
        // A crash here leaves a key in its vault that the journal does not tell of: nobody was
        // given it, so no root names it.
        page.write(peer.name(), new Entry.KeyBorn(place, key, false, now));
        LOG.atInfo()
                .addKeyValue("gun", place.gun())
                .addKeyValue("role", place.role())
                .addKeyValue("key", key.id())
                .log("key-made");
        return () -> key;
    }

    private static Judgement.Refused unmakeable(KeyAlgorithm algorithm, UnsupportedKeyKind why) {
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("algorithm", algorithm.toString());
        facts.put("problem", String.valueOf(why.getMessage()));
        return new Judgement.Refused("key-kind-unsupported", facts);
    }

    private Supplier<ManagedKey> noKey(
            Peer peer, KeyPlace place, Judgement.Refused refused, Instant now) {
        return () -> {
            book.note(
                    peer.name(), new Entry.TurnedAway(place, refused.rule(), refused.facts(), now));
            throw new KeyRefused(place, refused.rule(), refused.facts());
        };
    }

    SigningAnswer sign(Peer peer, SigningRequest request) {
        return documents.sign(peer, request);
    }
}
