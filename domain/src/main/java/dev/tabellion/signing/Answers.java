package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningAnswer.Behind;
import dev.tabellion.collection.SigningAnswer.Produced;
import dev.tabellion.collection.SigningAnswer.Refused;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bodies of the signer's answers, written and read, each to one of {@link Questions}. */
public final class Answers {
    private static final String ENTRY = "journalEntry";
    private static final int MOST_SIGNATURES = 64;
    private static final long LAST_ENTRY = (1L << 53) - 1;

    private Answers() {}

    /** The answer's one member tells which of the three it is. */
    public static Bytes signed(SigningAnswer answer) {
        return MessageWriter.write(
                to -> {
                    switch (answer) {
                        case Produced it -> to.object("produced", in -> write(in, it));
                        case Behind it -> to.object("behind", in -> write(in, it));
                        case Refused it -> to.object("refused", in -> write(in, it));
                    }
                });
    }

    public static SigningAnswer signed(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from -> {
                    if (from.has("behind")) {
                        return from.object("behind", Answers::behind);
                    }
                    return from.has("refused")
                            ? from.object("refused", Answers::refused)
                            : from.object("produced", Answers::produced);
                });
    }

    public static Bytes created(ManagedKey key) {
        return MessageWriter.write(
                to -> {
                    to.text("id", key.id());
                    to.object("key", in -> Parts.write(in, key.key()));
                });
    }

    public static ManagedKey created(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from ->
                        new ManagedKey(
                                from.text("id", KeyId::new), from.object("key", Parts::publicKey)));
    }

    /** In the order of the question; nothing is said of a key never made here. */
    public static Bytes places(List<FoundPlace> places) {
        return MessageWriter.write(to -> to.objects("places", places, Answers::write));
    }

    public static List<FoundPlace> places(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body, from -> from.objects("places", SignerQuestion.MOST_NAMED, Answers::found));
    }

    /** To what has no answer but that it was heard. */
    public static Bytes heard() {
        return MessageWriter.write(_ -> {});
    }

    public static void heard(Bytes body) throws MalformedMessage {
        if (!body.equals(heard())) {
            throw new MalformedMessage("must be an empty object");
        }
    }

    public static Bytes unsettled(List<PublishedTimestamp> timestamps) {
        return Parts.timestamps(timestamps);
    }

    public static List<PublishedTimestamp> unsettled(Bytes body) throws MalformedMessage {
        return Parts.timestamps(body);
    }

    /**
     * @param complaint why nothing is signed; null if all is well
     */
    public static Bytes health(@Nullable String complaint) {
        return MessageWriter.write(
                to -> {
                    if (complaint != null) {
                        to.text("complaint", complaint);
                    }
                });
    }

    public static @Nullable String health(Bytes body) throws MalformedMessage {
        return MessageReader.<@Nullable String>read(
                body, from -> from.textIfThere("complaint", Function.identity()));
    }

    public static Bytes turnedAway(TurnedAway why) {
        return MessageWriter.write(
                to -> {
                    to.text("rule", why.rule()).facts("facts", why.facts());
                    if (why.journalEntry() != null) {
                        to.number(ENTRY, why.journalEntry());
                    }
                });
    }

    public static TurnedAway turnedAway(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from ->
                        new TurnedAway(
                                from.text("rule", Parts::rule),
                                from.facts("facts"),
                                from.has(ENTRY) ? entry(from) : null));
    }

    private static void write(MessageWriter to, Produced answer) {
        to.bytes("payload", answer.payload());
        to.objects("signatures", answer.signatures(), Answers::write);
        to.number(ENTRY, answer.journalEntry());
        Produced vouching = answer.vouching();
        if (vouching != null) {
            to.object("timestamp", in -> write(in, vouching));
        }
    }

    private static Produced produced(MessageReader from) throws MalformedMessage {
        Produced it = alone(from);
        return from.has("timestamp") ? it.with(from.object("timestamp", Answers::alone)) : it;
    }

    private static Produced alone(MessageReader from) throws MalformedMessage {
        return new Produced(
                from.bytes("payload"),
                from.objects("signatures", MOST_SIGNATURES, Answers::signature),
                entry(from));
    }

    private static void write(MessageWriter to, Signature signature) {
        to.text("key", signature.keyId()).text("method", signature.method());
        to.bytes("value", signature.value());
    }

    private static Signature signature(MessageReader from) throws MalformedMessage {
        return new Signature(
                from.text("key", KeyId::new),
                from.text("method", Parts::shortName),
                from.bytes("value"));
    }

    private static void write(MessageWriter to, Behind answer) {
        to.number("mark", answer.mark().number()).number(ENTRY, answer.journalEntry());
    }

    private static Behind behind(MessageReader from) throws MalformedMessage {
        return new Behind(
                new Version((int) from.number("mark", 1, Integer.MAX_VALUE)), entry(from));
    }

    private static void write(MessageWriter to, Refused answer) {
        to.text("rule", answer.rule()).facts("facts", answer.facts());
        to.number(ENTRY, answer.journalEntry());
    }

    private static Refused refused(MessageReader from) throws MalformedMessage {
        return new Refused(from.text("rule", Parts::rule), from.facts("facts"), entry(from));
    }

    private static void write(MessageWriter to, FoundPlace found) {
        KeyPlace place = found.place();
        if (place != null) {
            to.object("place", in -> Parts.write(in, place));
        }
    }

    private static FoundPlace found(MessageReader from) throws MalformedMessage {
        return new FoundPlace(from.has("place") ? from.object("place", Parts::place) : null);
    }

    private static long entry(MessageReader from) throws MalformedMessage {
        return from.number(ENTRY, 0, LAST_ENTRY);
    }
}
