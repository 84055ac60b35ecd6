package dev.tabellion.signer.door;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.signer.door.NotTaken.Rule;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.FoundPlace;
import dev.tabellion.signing.MalformedMessage;
import dev.tabellion.signing.NewKey;
import dev.tabellion.signing.Questions;
import java.util.Map;

/** Each question in a body, put to the signer, and its answer as a body. */
final class Conversation {
    private Conversation() {}

    static Bytes sign(RoleSigner signer, Bytes body) throws NotTaken {
        return Answers.signed(signer.sign(read(body, Questions::sign)));
    }

    static Bytes create(RoleSigner signer, Bytes body) throws NotTaken {
        NewKey wanted = read(body, Questions::create);
        return Answers.created(signer.create(wanted.place(), wanted.algorithm()));
    }

    static Bytes places(RoleSigner signer, Bytes body) throws NotTaken {
        return Answers.places(
                read(body, Questions::places).stream()
                        .map(key -> new FoundPlace(signer.placeOf(key)))
                        .toList());
    }

    static Bytes published(RoleSigner signer, Bytes body) throws NotTaken {
        signer.published(read(body, Questions::published));
        return Answers.heard();
    }

    /** Reads one kind of body. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Bytes body) throws MalformedMessage;
    }

    private static <T> T read(Bytes body, Reading<T> reading) throws NotTaken {
        try {
            return reading.of(body);
        } catch (MalformedMessage e) {
            throw new NotTaken(
                    Rule.MALFORMED_REQUEST,
                    Map.of(
                            "problem", e.problem(),
                            "digest", body.sha256(),
                            "length", body.length()));
        }
    }
}
