package dev.tabellion.command.notary;

import dev.tabellion.collection.KeyRefused;
import dev.tabellion.notary.NotaryError;
import java.util.List;

/** Words for what is turned away at the door, before any rule of a collection was asked. */
final class UploadWords {

    private UploadWords() {}

    /** The key allowance is used up: 429 would read to clients as "server not reachable". */
    static Complaint tooManyKeys() {
        return Words.invalid(
                Words.VALIDATION, "too many new keys were asked for; wait a minute, try again");
    }

    /**
     * The signer makes none, by a rule of its own: no reason to ask again, which a 503 would be.
     */
    static Complaint noKey(KeyRefused why) {
        return why.rule().equals("too-many-new-keys")
                ? tooManyKeys()
                : Words.invalid(Words.VALIDATION, "the signer makes no such key: " + why.rule());
    }

    static Complaint tooLarge(int most) {
        return Words.invalid(
                Words.VALIDATION,
                "the upload is longer than the " + most + " bytes accepted at once");
    }

    static Complaint tooManyParts(int most) {
        return Words.invalid(Words.VALIDATION, "the upload has more than " + most + " parts");
    }

    static Complaint brokenOff(int length) {
        return new Complaint(
                NotaryError.MALFORMED_UPLOAD,
                Words.detail(Words.VALIDATION, "the upload broke off after " + length + " bytes"));
    }

    static Complaint encoded(String encoding) {
        return new Complaint(
                NotaryError.MALFORMED_UPLOAD,
                Words.detail(
                        Words.VALIDATION, "uploads come as they are here, not in " + encoding));
    }

    static Complaint misnamed() {
        return new Complaint(
                NotaryError.INVALID_GUN,
                Words.text("a collection's name has at most 255 characters, and no NUL"));
    }

    static Complaint invalidRole(String name) {
        return new Complaint(NotaryError.INVALID_ROLE, Words.text(name));
    }

    static Complaint outside(List<String> prefixes) {
        return new Complaint(
                NotaryError.INVALID_GUN,
                Words.text(
                        "this server takes names that begin with " + String.join(", ", prefixes)));
    }
}
