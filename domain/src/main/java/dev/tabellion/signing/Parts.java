package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What several messages hold alike: places, keys, timestamps, and the names of things. */
final class Parts {
    private static final Pattern RULE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final String SECOND = "2026-11-22T17:05:00Z";
    private static final int LONGEST_NAME = 64;

    private Parts() {}

    static void write(MessageWriter to, KeyPlace place) {
        to.text("gun", place.gun()).number("life", place.life()).text("role", place.role());
    }

    static KeyPlace place(MessageReader from) throws MalformedMessage {
        return new KeyPlace(gun(from), life(from), from.text("role", RoleName::new));
    }

    static void write(MessageWriter to, PublicKey key) {
        to.text("type", key.type()).bytes("value", key.value());
    }

    static PublicKey publicKey(MessageReader from) throws MalformedMessage {
        return new PublicKey(from.text("type", Parts::shortName), from.bytes("value"));
    }

    static Bytes timestamps(List<PublishedTimestamp> timestamps) {
        return MessageWriter.write(to -> to.objects("timestamps", timestamps, Parts::write));
    }

    static List<PublishedTimestamp> timestamps(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from -> from.objects("timestamps", SignerQuestion.MOST_NAMED, Parts::timestamp));
    }

    private static void write(MessageWriter to, PublishedTimestamp timestamp) {
        to.text("gun", timestamp.gun()).number("life", timestamp.life());
        to.digest("digest", timestamp.digest());
    }

    private static PublishedTimestamp timestamp(MessageReader from) throws MalformedMessage {
        return new PublishedTimestamp(gun(from), life(from), from.text("digest", Sha256::new));
    }

    private static Gun gun(MessageReader from) throws MalformedMessage {
        return from.text("gun", Gun::new);
    }

    private static int life(MessageReader from) throws MalformedMessage {
        return (int) from.number("life", 1, Integer.MAX_VALUE);
    }

    /** A key's type or a signature's method, which belong to the dialect. */
    static String shortName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to 64 characters");
        }
        return text;
    }

    static String rule(String text) {
        if (!RULE.matcher(shortName(text)).matches()) {
            throw new IllegalArgumentException("a rule is words with hyphens");
        }
        return text;
    }

    /** A time to the second, in its one spelling. */
    static Instant second(String text) {
        try {
            Instant time = Instant.parse(text);
            if (text.length() == SECOND.length() && time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // like any other that is none
        }
        throw new IllegalArgumentException("a time is written as " + SECOND);
    }

    static String nameOf(Reason reason) {
        return switch (reason) {
            case PUBLISHED -> "published";
            case RENEWED -> "renewed";
        };
    }

    static Reason reason(String name) {
        return named(Reason.values(), Parts::nameOf, name);
    }

    static String nameOf(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA -> "ecdsa";
            case ED25519 -> "ed25519";
            case RSA -> "rsa";
        };
    }

    static KeyAlgorithm algorithm(String name) {
        return named(KeyAlgorithm.values(), Parts::nameOf, name);
    }

    private static <E> E named(E[] values, Function<E, String> nameOf, String name) {
        return Arrays.stream(values)
                .filter(value -> nameOf.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called so"));
    }
}
