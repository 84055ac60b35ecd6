package dev.tabellion.verify;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.verify.Rejection.AlreadyPublished;
import dev.tabellion.verify.Rejection.BelowThreshold;
import dev.tabellion.verify.Rejection.ChangedSinceImport;
import dev.tabellion.verify.Rejection.CollectionExists;
import dev.tabellion.verify.Rejection.DigestMismatch;
import dev.tabellion.verify.Rejection.Equivocation;
import dev.tabellion.verify.Rejection.Expired;
import dev.tabellion.verify.Rejection.ExpiresTooLate;
import dev.tabellion.verify.Rejection.ForeignTimestampKey;
import dev.tabellion.verify.Rejection.InvalidRole;
import dev.tabellion.verify.Rejection.KeyOfEarlierLife;
import dev.tabellion.verify.Rejection.KeyRetired;
import dev.tabellion.verify.Rejection.LengthMismatch;
import dev.tabellion.verify.Rejection.Malformed;
import dev.tabellion.verify.Rejection.ManagedKeyMisplaced;
import dev.tabellion.verify.Rejection.MissingFromSnapshot;
import dev.tabellion.verify.Rejection.NoRoot;
import dev.tabellion.verify.Rejection.NoRootCertificate;
import dev.tabellion.verify.Rejection.NotDelegated;
import dev.tabellion.verify.Rejection.Overtaken;
import dev.tabellion.verify.Rejection.RemovedFromSnapshot;
import dev.tabellion.verify.Rejection.RootChainBroken;
import dev.tabellion.verify.Rejection.RootVersionSkipped;
import dev.tabellion.verify.Rejection.Sha512Mismatch;
import dev.tabellion.verify.Rejection.SignerRefused;
import dev.tabellion.verify.Rejection.SnapshotMissing;
import dev.tabellion.verify.Rejection.ThresholdUnreachable;
import dev.tabellion.verify.Rejection.UnknownToCollection;
import dev.tabellion.verify.Rejection.Unreadable;
import dev.tabellion.verify.Rejection.VersionMismatch;
import dev.tabellion.verify.Rejection.VersionRollback;
import dev.tabellion.verify.Rejection.VersionStepTooLarge;
import dev.tabellion.verify.Rejection.VersionTooHigh;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rejections under the names they bear in the log: a rule and its facts, for ever. A name given
 * here is never given to anything else.
 */
public final class RejectionFacts {
    /** A list of key ids is publishers' data: no event grows with it. */
    private static final int MOST_KEYS_NAMED = 8;

    private RejectionFacts() {}

    /** The rule's permanent name. */
    public static String ruleOf(Rejection rejection) {
        return switch (rejection) {
            case Unreadable _ -> "unreadable";
            case Malformed _ -> "malformed";
            case InvalidRole _ -> "invalid-role";
            case NoRoot _ -> "no-root";
            case CollectionExists _ -> "collection-exists";
            case ChangedSinceImport _ -> "changed-since-import";
            case RootVersionSkipped _ -> "root-version-skipped";
            case NoRootCertificate _ -> "no-root-certificate";
            case BelowThreshold _ -> "below-threshold";
            case RootChainBroken _ -> "root-chain-broken";
            case NotDelegated _ -> "not-delegated";
            case Expired _ -> "expired";
            case ExpiresTooLate _ -> "expires-too-late";
            case VersionRollback _ -> "version-rollback";
            case Equivocation _ -> "equivocation";
            case AlreadyPublished _ -> "already-published";
            case VersionStepTooLarge _ -> "version-step-too-large";
            case VersionTooHigh _ -> "version-too-high";
            case Overtaken _ -> "overtaken";
            case DigestMismatch _ -> "digest-mismatch";
            case LengthMismatch _ -> "length-mismatch";
            case MissingFromSnapshot _ -> "missing-from-snapshot";
            case UnknownToCollection _ -> "unknown-to-collection";
            case RemovedFromSnapshot _ -> "removed-from-snapshot";
            case SnapshotMissing _ -> "snapshot-missing";
            case ForeignTimestampKey _ -> "foreign-timestamp-key";
            case ThresholdUnreachable _ -> "threshold-unreachable";
            case ManagedKeyMisplaced _ -> "managed-key-misplaced";
            case SignerRefused _ -> "signer-refused";
            case KeyOfEarlierLife _ -> "key-of-earlier-life";
            case KeyRetired _ -> "key-retired";
            case Sha512Mismatch _ -> "sha512-mismatch";
            case VersionMismatch _ -> "version-mismatch";
        };
    }

    /** What the rule saw, by permanent names. */
    public static SortedMap<String, String> factsOf(Rejection rejection) {
        return switch (rejection) {
            case Unreadable(var role, var problem) -> facts("role", role, "problem", problem);
            case Malformed(var role, var problem) -> facts("role", role, "problem", problem);
            case InvalidRole(var role) -> facts("role", role);
            case NoRoot() -> facts();
            case RootVersionSkipped(int current, int offered) ->
                    facts("current", current, "offered", offered);
            case NoRootCertificate(int keys) -> facts("keys", keys);
            case BelowThreshold(var role, int needed, int valid, var offered) ->
                    facts("role", role, "needed", needed, "valid", valid, "offered", ids(offered));
            case RootChainBroken(int offered, int needed, int valid) ->
                    facts("version", offered, "needed", needed, "valid", valid);
            case NotDelegated(var role) -> facts("role", role);
            case Expired(var role, var expires) -> facts("role", role, "expires", expires);
            case ExpiresTooLate(var role, var expires, var longest) ->
                    facts("role", role, "expires", expires, "longest", longest);
            case VersionRollback(var role, int current, int offered) ->
                    facts("role", role, "current", current, "offered", offered);
            case Equivocation(var role, int version, var published, var offered) ->
                    facts(
                            "role",
                            role,
                            "version",
                            version,
                            "published",
                            published,
                            "offered",
                            offered);
            case AlreadyPublished(var role, int version) -> facts("role", role, "version", version);
            case VersionStepTooLarge(var role, int current, int offered, int largest) ->
                    facts("role", role, "current", current, "offered", offered, "largest", largest);
            case VersionTooHigh(var role, int offered, int highest) ->
                    facts("role", role, "offered", offered, "highest", highest);
            case Overtaken() -> facts();
            case DigestMismatch(var role, var stated, var actual) ->
                    facts("role", role, "stated", stated, "actual", actual);
            case LengthMismatch(var role, long stated, long actual) ->
                    facts("role", role, "stated", stated, "actual", actual);
            case MissingFromSnapshot(var role) -> facts("role", role);
            case UnknownToCollection(var role, var digest) -> facts("role", role, "digest", digest);
            case RemovedFromSnapshot(var role) -> facts("role", role);
            case SnapshotMissing(var keys) -> facts("keys", ids(keys));
            case ForeignTimestampKey(var key) -> facts("key", key);
            case ThresholdUnreachable(var role, int threshold, int keys) ->
                    facts("role", role, "threshold", threshold, "keys", keys);
            case ManagedKeyMisplaced(var key, var found, var collection, var role) ->
                    facts(
                            "key",
                            key,
                            "found",
                            found,
                            "keptForCollection",
                            collection,
                            "keptForRole",
                            role);
            case SignerRefused(var role, var rule, var detail) ->
                    detail == null
                            ? facts("role", role, "rule", rule)
                            : facts("role", role, "rule", rule, "detail", detail);
            case KeyOfEarlierLife(var key, var role, int life, int current) ->
                    facts("key", key, "role", role, "life", life, "current", current);
            case KeyRetired(var key, var role) -> facts("key", key, "role", role);
            case Sha512Mismatch(var role) -> facts("role", role);
            case VersionMismatch(var role, int stated, int actual) ->
                    facts("role", role, "stated", stated, "actual", actual);
            case CollectionExists(int life) -> facts("life", life);
            case ChangedSinceImport(var imported, var offered) ->
                    facts("imported", imported, "offered", offered);
        };
    }

    private static SortedMap<String, String> facts(Object... namesAndValues) {
        TreeMap<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return facts;
    }

    private static String ids(List<KeyId> ids) {
        String named =
                ids.stream()
                        .limit(MOST_KEYS_NAMED)
                        .map(KeyId::value)
                        .collect(Collectors.joining(" "));
        int more = ids.size() - MOST_KEYS_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
