package dev.tabellion.command.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.FoundPlace;
import dev.tabellion.signing.MalformedMessage;
import dev.tabellion.signing.NewKey;
import dev.tabellion.signing.Questions;
import dev.tabellion.signing.SignerQuestion;
import dev.tabellion.signing.TurnedAway;
import dev.tabellion.tuf.PublicKey;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the signer's own process. Believes none of its answers before it has read them as strictly
 * as the signer reads questions; whatever goes wrong on the way is {@link SignerUnavailable}.
 */
public final class RemoteRoleSigner implements RoleSigner {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int KEY_REFUSED = 409;
    private static final int TOO_LARGE = 413;

    /** A place, or a timestamp, with the longest of names in the longest of spellings. */
    private static final long LONGEST_NAMED = 4 * 1024;

    private final SignerLine line;
    private final RememberedPlaces remembered = new RememberedPlaces();

    public RemoteRoleSigner(SignerLine line) {
        this.line = line;
    }

    /** Is not asked for twice: a key whose answer got lost stays unused, and is in the journal. */
    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        Asked asked =
                Asked.about(
                        SignerQuestion.CREATE,
                        Questions.create(new NewKey(place, algorithm)),
                        LONGEST_NAMED);
        Reply reply = line.ask(asked);
        if (reply.status() == KEY_REFUSED) {
            TurnedAway why = read(asked, reply, Answers::turnedAway);
            throw new KeyRefused(place, why.rule(), why.facts());
        }
        ManagedKey key = answer(asked, reply, Answers::created);
        remembered.remember(key.key(), place);
        return key;
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        Asked asked =
                Asked.about(
                        SignerQuestion.SIGN,
                        Questions.sign(request),
                        2L * request.payload().length());
        Reply reply = line.ask(asked);
        return reply.status() == BAD_REQUEST || reply.status() == TOO_LARGE
                ? refusal(asked, reply)
                : answer(asked, reply, Answers::signed);
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        FoundPlace known = remembered.of(key);
        return known != null ? known.place() : lookUp(List.of(key)).getFirst().place();
    }

    @Override
    public void foresee(Collection<PublicKey> keys) {
        List<PublicKey> unknown =
                keys.stream().distinct().filter(key -> remembered.of(key) == null).toList();
        for (int i = 0; i < unknown.size(); i += SignerQuestion.MOST_NAMED) {
            lookUp(page(unknown, i));
        }
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        for (int i = 0; i < timestamps.size(); i += SignerQuestion.MOST_NAMED) {
            Asked asked =
                    Asked.about(
                            SignerQuestion.PUBLISHED, Questions.published(page(timestamps, i)), 0);
            answer(asked, line.ask(asked), RemoteRoleSigner::heard);
        }
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        int most = Math.min(limit, SignerQuestion.MOST_NAMED);
        String query = "?skip=%d&limit=%d".formatted(skip, most);
        Asked asked = Asked.fetching(SignerQuestion.UNSETTLED, query, most * LONGEST_NAMED);
        return answer(asked, line.ask(asked), Answers::unsettled);
    }

    private static boolean heard(Bytes body) throws MalformedMessage {
        Answers.heard(body);
        return true;
    }

    private List<FoundPlace> lookUp(List<PublicKey> keys) {
        Asked asked =
                Asked.about(
                        SignerQuestion.PLACES, Questions.places(keys), keys.size() * LONGEST_NAMED);
        List<FoundPlace> places = answer(asked, line.ask(asked), Answers::places);
        if (places.size() != keys.size()) {
            throw new SignerUnavailable(
                    "asked for the places of %d keys, the signer told %d"
                            .formatted(keys.size(), places.size()));
        }
        for (int i = 0; i < keys.size(); i++) {
            remembered.remember(keys.get(i), places.get(i).place());
        }
        return places;
    }

    private static <T> List<T> page(List<T> all, int from) {
        return all.subList(from, Math.min(all.size(), from + SignerQuestion.MOST_NAMED));
    }

    /** What the signer could not even read stands in its journal like its other refusals. */
    private static SigningAnswer refusal(Asked asked, Reply reply) {
        TurnedAway why = read(asked, reply, Answers::turnedAway);
        if (why.journalEntry() == null) {
            throw turnedAway(asked, reply);
        }
        return new SigningAnswer.Refused(why.rule(), why.facts(), why.journalEntry());
    }

    /** Reads one kind of answer. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Bytes body) throws MalformedMessage;
    }

    private static <T> T answer(Asked asked, Reply reply, Reading<T> reading) {
        if (reply.status() != OK) {
            throw turnedAway(asked, reply);
        }
        return read(asked, reply, reading);
    }

    private static <T> T read(Asked asked, Reply reply, Reading<T> reading) {
        try {
            return reading.of(reply.body());
        } catch (MalformedMessage e) {
            throw new SignerUnavailable("reading the signer's answer to " + asked, e);
        }
    }

    private static SignerUnavailable turnedAway(Asked asked, Reply reply) {
        TurnedAway why = read(asked, reply, Answers::turnedAway);
        return new SignerUnavailable(
                "the signer answered %s by %d %s %s"
                        .formatted(asked, reply.status(), why.rule(), why.facts()));
    }
}
