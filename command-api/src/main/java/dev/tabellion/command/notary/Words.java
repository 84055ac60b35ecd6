package dev.tabellion.command.notary;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts refusals into words as Notary's clients read them: 400, one error, its detail a name they
 * know and a message they show, all within the 1,024 bytes that they read.
 */
final class Words {
    static final String VALIDATION = "ErrValidation";
    private static final String ROOT = "ErrBadRoot";
    private static final String HIERARCHY = "ErrBadHierarchy";
    private static final int LONGEST = 400;
    private static final int MOST_KEYS = 3;

    private Words() {}

    static Complaint of(Rejection why) {
        return switch (why) {
            case Rejection.Unreadable(var role, var problem) ->
                    new Complaint(
                            NotaryError.MALFORMED_JSON,
                            detail(nameOf(role), role + ": " + problem));
            case Rejection.InvalidRole(var role) ->
                    new Complaint(NotaryError.INVALID_ROLE, text(role));
            case Rejection.VersionRollback(var role, int current, int offered) ->
                    version(
                            "%s is at version %d already, offered was %d; fetch it and publish again"
                                    .formatted(role, current, offered));
            case Rejection.AlreadyPublished(var role, int number) ->
                    version(
                            "version %d of %s is already published, with this very content"
                                    .formatted(number, role));
            case Rejection.Equivocation(var role, int number, var published, var offered) ->
                    version(
                            ("version %d of %s is already published, with other content: somebody"
                                            + " was first; fetch it and publish again (published"
                                            + " is %s, offered was %s)")
                                    .formatted(number, role, published, offered));
            case Rejection.Overtaken() ->
                    version("other publishers were faster; fetch their work and publish again");
            case Rejection.Malformed(var role, var problem) -> invalid(nameOf(role), problem);
            case Rejection.NoRoot() ->
                    invalid(VALIDATION, "there is no root yet, and the update brings none");
            case Rejection.RootVersionSkipped(int current, int offered) ->
                    invalid(
                            ROOT,
                            "root versions go up by one: current "
                                    + current
                                    + ", offered "
                                    + offered);
            case Rejection.NoRootCertificate(int keys) ->
                    invalid(
                            ROOT,
                            "none of the root's "
                                    + keys
                                    + " keys has a valid certificate made out to this collection");
            case Rejection.BelowThreshold(var role, int needed, int valid, var offered) ->
                    invalid(
                            nameOf(role),
                            "%s needs %d valid signatures and has %d; offered were %s"
                                    .formatted(role, needed, valid, keys(offered)));
            case Rejection.RootChainBroken(int _, int needed, int valid) ->
                    invalid(
                            ROOT,
                            "the new root needs %d signatures by the current root's keys, has %d"
                                    .formatted(needed, valid));
            case Rejection.NotDelegated(var role) ->
                    invalid(nameOf(role), "nobody delegates to " + role);
            case Rejection.Expired(var role, var expires) ->
                    invalid(nameOf(role), role + " expired at " + expires);
            case Rejection.ExpiresTooLate(var role, var expires, var longest) ->
                    invalid(
                            nameOf(role),
                            "%s expires at %s, more than %d days ahead"
                                    .formatted(role, expires, longest.toDays()));
            case Rejection.VersionStepTooLarge(var role, int current, int offered, int largest) ->
                    invalid(
                            nameOf(role),
                            "%s may go up by %d at once: current %d, offered %d"
                                    .formatted(role, largest, current, offered));
            case Rejection.VersionTooHigh(var role, int offered, int highest) ->
                    invalid(
                            nameOf(role),
                            "%s may go up to version %d, offered was %d"
                                    .formatted(role, highest, offered));
            case Rejection.DigestMismatch(var role, var stated, var actual) ->
                    snapshot(
                            "%s hashes to %s, the snapshot says %s"
                                    .formatted(role, actual, stated));
            case Rejection.LengthMismatch(var role, long stated, long actual) ->
                    snapshot(
                            "%s has %d bytes, the snapshot says %d"
                                    .formatted(role, actual, stated));
            case Rejection.Sha512Mismatch(var role) ->
                    snapshot("%s has another SHA-512 than the snapshot says".formatted(role));
            case Rejection.VersionMismatch(var role, int stated, int actual) ->
                    snapshot("%s is of version %d, %d was named".formatted(role, actual, stated));
            case Rejection.MissingFromSnapshot(var role) ->
                    snapshot("the snapshot does not name %s".formatted(role));
            case Rejection.UnknownToCollection(var role, var digest) ->
                    snapshot(
                            "the snapshot names a %s nobody published: %s".formatted(role, digest));
            case Rejection.RemovedFromSnapshot(var role) ->
                    snapshot("the snapshot drops %s, which is still delegated to".formatted(role));
            case Rejection.SnapshotMissing(var ids) ->
                    new Complaint(
                            NotaryError.INVALID_UPDATE,
                            "{\"Name\":\"%s\",\"Error\":{\"Missing\":\"snapshot\",\"Msg\":%s}}"
                                    .formatted(
                                            HIERARCHY,
                                            text(
                                                    "no snapshot was uploaded, and its key is not"
                                                            + " ours: "
                                                            + keys(ids))));
            case Rejection.ForeignTimestampKey(var key) ->
                    invalid(VALIDATION, "the timestamp key was not made here for this: " + key);
            case Rejection.ThresholdUnreachable(var role, int threshold, int keys) ->
                    invalid(
                            ROOT,
                            "%s asks for %d signatures and has %d keys"
                                    .formatted(role, threshold, keys));
            case Rejection.ManagedKeyMisplaced(var key, var found, var _, var _) ->
                    invalid(
                            VALIDATION,
                            "key %s is kept for another place than %s".formatted(key, found));
            case Rejection.KeyOfEarlierLife(var key, var role, int _, int _) ->
                    invalid(
                            VALIDATION,
                            "key %s of %s is of before the deletion; ask for a new one"
                                    .formatted(key, role));
            case Rejection.KeyRetired(var key, var role) ->
                    invalid(
                            VALIDATION,
                            "key %s of %s was replaced and signs nothing again; ask for a new one"
                                    .formatted(key, role));
            case Rejection.CollectionExists(int life) ->
                    invalid(VALIDATION, "the collection is here already, in life " + life);
            case Rejection.ChangedSinceImport(var imported, var _) ->
                    invalid(VALIDATION, "another history was imported before: " + imported);
            case Rejection.SignerRefused(var role, var rule, var _) ->
                    invalid(VALIDATION, "the signer refused to sign %s: %s".formatted(role, rule));
        };
    }

    private static Complaint version(String message) {
        return new Complaint(NotaryError.VERSION, detail(VALIDATION, message));
    }

    private static Complaint snapshot(String message) {
        return invalid("ErrBadSnapshot", message);
    }

    static Complaint invalid(String name, String message) {
        return new Complaint(NotaryError.INVALID_UPDATE, detail(name, message));
    }

    private static String nameOf(RoleName role) {
        if (role.equals(RoleName.ROOT)) {
            return ROOT;
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return "ErrBadSnapshot";
        }
        return role.isTargets() ? "ErrBadTargets" : VALIDATION;
    }

    static String detail(String name, String message) {
        return "{\"Name\":\"%s\",\"Error\":{\"Msg\":%s}}".formatted(name, text(message));
    }

    /** A JSON string of printable ASCII, so that its length in bytes is bounded too. */
    static String text(String message) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < message.length() && i < LONGEST; i++) {
            char c = message.charAt(i);
            plain.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return JsonMapper.shared().writeValueAsString(plain.toString());
    }

    private static String keys(List<KeyId> ids) {
        String named =
                ids.stream().limit(MOST_KEYS).map(KeyId::value).collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none" : named + (ids.size() > MOST_KEYS ? ", …" : "");
    }
}
