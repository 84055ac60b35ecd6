package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Whether a key stands behind a text. */
public sealed interface Vouching {
    /** No signature bears the key's name and hash. */
    record Silent() implements Vouching {}

    /**
     * The key signed.
     *
     * @param time the latest that it stated; null if signatures of its type state none
     */
    record Vouched(@Nullable PosixTime time) implements Vouching {}

    /** A signature bears the key's name and hash and is not its own: the note is not to be used. */
    record Forged() implements Vouching {}

    default boolean isVouched() {
        return this instanceof Vouched;
    }

    static Vouching of(VerifierKey key, Bytes text, Bytes value) {
        return switch (key.type()) {
            case ED25519 -> key.key().verifies(text, value) ? new Vouched(null) : new Forged();
            case COSIGNATURE -> cosigned(key.key(), text, Cosignature.parse(value));
        };
    }

    private static Vouching cosigned(Ed25519Key key, Bytes text, @Nullable Cosignature claimed) {
        if (claimed == null) {
            return new Forged();
        }
        Bytes message = Cosignature.message(claimed.time(), text);
        return key.verifies(message, claimed.signature())
                ? new Vouched(claimed.time())
                : new Forged();
    }

    /** Both signatures of one key taken together. */
    default Vouching and(Vouching other) {
        return switch (this) {
            case Silent() -> other;
            case Forged() -> this;
            case Vouched(PosixTime time) ->
                    switch (other) {
                        case Silent() -> this;
                        case Forged() -> other;
                        case Vouched(PosixTime later) ->
                                time != null && later != null && time.compareTo(later) > 0
                                        ? this
                                        : other;
                    };
        };
    }
}
