package dev.tabellion.command.refusal;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The permanent name of each rule and its numbers as texts, as the record holds them for ever. */
public final class RefusalFacts {
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_KEYS = 16;

    private RefusalFacts() {}

    /** The rule's name, such as {@code version-rollback}. */
    public static String ruleOf(Rejection why) {
        return switch (why) {
            case Rejection.Malformed _ -> "malformed";
            case Rejection.InvalidRole _ -> "invalid-role";
            case Rejection.NoRoot _ -> "no-root";
            case Rejection.RootVersionSkipped _ -> "root-version-skipped";
            case Rejection.NoRootCertificate _ -> "no-root-certificate";
            case Rejection.BelowThreshold _ -> "below-threshold";
            case Rejection.RootChainBroken _ -> "root-chain-broken";
            case Rejection.NotDelegated _ -> "not-delegated";
            case Rejection.Expired _ -> "expired";
            case Rejection.ExpiresTooLate _ -> "expires-too-late";
            case Rejection.VersionRollback _ -> "version-rollback";
            case Rejection.Equivocation _ -> "equivocation";
            case Rejection.AlreadyPublished _ -> "already-published";
            case Rejection.VersionStepTooLarge _ -> "version-step-too-large";
            case Rejection.VersionTooHigh _ -> "version-too-high";
            case Rejection.Overtaken _ -> "overtaken";
            case Rejection.DigestMismatch _ -> "digest-mismatch";
            case Rejection.LengthMismatch _ -> "length-mismatch";
            case Rejection.MissingFromSnapshot _ -> "missing-from-snapshot";
            case Rejection.UnknownToCollection _ -> "unknown-to-collection";
            case Rejection.RemovedFromSnapshot _ -> "removed-from-snapshot";
            case Rejection.SnapshotMissing _ -> "snapshot-missing";
            case Rejection.ForeignTimestampKey _ -> "foreign-timestamp-key";
            case Rejection.ThresholdUnreachable _ -> "threshold-unreachable";
            case Rejection.ManagedKeyMisplaced _ -> "managed-key-misplaced";
            case Rejection.KeyOfEarlierLife _ -> "key-of-earlier-life";
            case Rejection.Sha512Mismatch _ -> "sha512-mismatch";
            case Rejection.SignerRefused _ -> "signer-refused";
        };
    }

    /** The rule's numbers and names, by name. */
    public static SortedMap<String, String> factsOf(Rejection why) {
        return facts(why).byName;
    }

    private static Facts facts(Rejection why) {
        return switch (why) {
            case Rejection.Malformed r ->
                    new Facts().add("role", r.role()).add("problem", r.problem());
            case Rejection.InvalidRole r -> new Facts().add("role", r.role());
            case Rejection.NoRoot _ -> new Facts();
            case Rejection.RootVersionSkipped r ->
                    new Facts().add("current", r.current()).add("offered", r.offered());
            case Rejection.NoRootCertificate r -> new Facts().add("keys", r.keys());
            case Rejection.BelowThreshold r ->
                    new Facts()
                            .add("role", r.role())
                            .add("needed", r.needed())
                            .add("valid", r.valid())
                            .add("offered", r.offered());
            case Rejection.RootChainBroken r ->
                    new Facts().add("needed", r.needed()).add("valid", r.valid());
            case Rejection.NotDelegated r -> new Facts().add("role", r.role());
            case Rejection.Expired r ->
                    new Facts().add("role", r.role()).add("expires", r.expires());
            case Rejection.ExpiresTooLate r ->
                    new Facts()
                            .add("role", r.role())
                            .add("expires", r.expires())
                            .add("longest", r.longest());
            case Rejection.VersionRollback r ->
                    new Facts()
                            .add("role", r.role())
                            .add("current", r.current())
                            .add("offered", r.offered());
            case Rejection.Equivocation r ->
                    new Facts()
                            .add("role", r.role())
                            .add("version", r.version())
                            .add("published", r.published())
                            .add("offered", r.offered());
            case Rejection.AlreadyPublished r ->
                    new Facts().add("role", r.role()).add("version", r.version());
            case Rejection.VersionStepTooLarge r ->
                    new Facts()
                            .add("role", r.role())
                            .add("current", r.current())
                            .add("offered", r.offered())
                            .add("largest", r.largest());
            case Rejection.VersionTooHigh r ->
                    new Facts()
                            .add("role", r.role())
                            .add("offered", r.offered())
                            .add("highest", r.highest());
            case Rejection.Overtaken _ -> new Facts();
            case Rejection.DigestMismatch r ->
                    new Facts()
                            .add("role", r.role())
                            .add("stated", r.stated())
                            .add("actual", r.actual());
            case Rejection.LengthMismatch r ->
                    new Facts()
                            .add("role", r.role())
                            .add("stated", r.stated())
                            .add("actual", r.actual());
            case Rejection.MissingFromSnapshot r -> new Facts().add("role", r.role());
            case Rejection.UnknownToCollection r ->
                    new Facts().add("role", r.role()).add("digest", r.digest());
            case Rejection.RemovedFromSnapshot r -> new Facts().add("role", r.role());
            case Rejection.SnapshotMissing r -> new Facts().add("keys", r.keys());
            case Rejection.ForeignTimestampKey r -> new Facts().add("key", r.key());
            case Rejection.ThresholdUnreachable r ->
                    new Facts()
                            .add("role", r.role())
                            .add("threshold", r.threshold())
                            .add("keys", r.keys());
            case Rejection.ManagedKeyMisplaced r ->
                    new Facts()
                            .add("key", r.key())
                            .add("found", r.found())
                            .add("keptForCollection", r.keptForCollection())
                            .add("keptForRole", r.keptForRole());
            case Rejection.KeyOfEarlierLife r ->
                    new Facts()
                            .add("key", r.key())
                            .add("role", r.role())
                            .add("life", r.life())
                            .add("current", r.current());
            case Rejection.Sha512Mismatch r -> new Facts().add("role", r.role());
            case Rejection.SignerRefused r ->
                    new Facts()
                            .add("role", r.role())
                            .add("rule", r.rule())
                            .add("detail", r.detail());
        };
    }

    private record Facts(SortedMap<String, String> byName) {
        Facts() {
            this(new TreeMap<>());
        }

        Facts add(String name, @Nullable Object value) {
            if (value != null) {
                String text = value.toString();
                byName.put(
                        name,
                        text.length() <= LONGEST_TEXT
                                ? text
                                : text.substring(0, LONGEST_TEXT) + "…");
            }
            return this;
        }

        Facts add(String name, List<KeyId> keys) {
            return add(
                    name,
                    keys.stream()
                            .limit(MOST_KEYS)
                            .map(KeyId::value)
                            .collect(Collectors.joining(" ")));
        }
    }
}
