package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.UtcTime;
import dev.tabellion.tuf.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the signer's journal, read.
 *
 * @param hash of its bytes, which the next entry names as {@code previous}
 * @param at by the signer's clock
 * @param by who asked; null for somebody unknown
 */
public record JournalEntry(
        long seq, Sha256 previous, Sha256 hash, Instant at, @Nullable String by, JournalFact fact) {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern RULE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,15}");
    private static final int LONGEST_PEER = 1_000;

    /** Null if the line's bytes are no entry: nothing that the signer wrote. */
    public static @Nullable JournalEntry of(JournalLine line) {
        try {
            PlainJsonReader json = PlainJsonReader.of(line.entry());
            return new JournalEntry(
                    json.number("seq"),
                    new Sha256(json.text("previous")),
                    line.hash(),
                    instant(json.text("time")),
                    peer(json.textIfThere("by")),
                    fact(json));
        } catch (IllegalStateException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException _) {
            return null;
        }
    }

    private static JournalFact fact(PlainJsonReader json) {
        PlainJsonReader told = json.object("told");
        String kind = json.text("kind");
        return switch (kind) {
            case "key-created/1" -> born(told, false);
            case "key-imported/1" -> born(told, true);
            case "signed/1" -> signed(told);
            case "refused/1", "turned-away/1" -> refused(told, json.numberIfThere("suppressed"));
            case "key-missing/1" -> missing(told);
            case "restored/1" -> new JournalFact.Restored(told.text("found"));
            default -> new JournalFact.Other(kind);
        };
    }

    private static JournalFact born(PlainJsonReader told, boolean imported) {
        return new JournalFact.KeyBorn(place(told), new KeyId(told.text("key")), imported);
    }

    private static JournalFact missing(PlainJsonReader told) {
        return new JournalFact.KeyMissing(
                place(told), new KeyId(told.text("key")), rule(told.text("from")));
    }

    private static JournalFact signed(PlainJsonReader told) {
        PlainJsonReader snapshot = told.objectIfThere("snapshot");
        return new JournalFact.Signed(
                place(told),
                new Version(told.smallNumber("version")),
                digestIfThere(told, "base"),
                instant(told.text("expires")),
                told.texts("keys", KeyId::new),
                new Sha256(told.text("payload")),
                new Sha256(told.text("file")),
                snapshot == null ? null : new Sha256(snapshot.text("digest")),
                told.text("reason").equals("renewed"));
    }

    private static JournalFact refused(PlainJsonReader told, @Nullable Long suppressed) {
        return new JournalFact.Refused(
                told.textIfThere("gun") == null ? null : place(told),
                digestIfThere(told, "base"),
                digestIfThere(told, "payload"),
                rule(told.text("rule")),
                told.textsByName("facts"),
                suppressed == null ? 0 : suppressed);
    }

    private static KeyPlace place(PlainJsonReader told) {
        return new KeyPlace(
                new Gun(told.text("gun")),
                told.smallNumber("life"),
                new RoleName(told.text("role")));
    }

    /** Years that the signer's clock cannot have shown are nothing that it wrote. */
    private static Instant instant(String text) {
        Instant instant = UtcTime.read(text);
        if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(LATEST)) {
            throw new IllegalArgumentException("no time of ours: " + text);
        }
        return instant;
    }

    private static String rule(String text) {
        if (!RULE.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a rule");
        }
        return text;
    }

    private static @Nullable String peer(@Nullable String text) {
        if (text != null
                && (text.length() > LONGEST_PEER
                        || text.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("not the name of a peer");
        }
        return text;
    }

    private static @Nullable Sha256 digestIfThere(PlainJsonReader told, String name) {
        String hex = told.textIfThere(name);
        return hex == null ? null : new Sha256(hex);
    }
}
