package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.SignatureCheck;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's keys of one collection, and what they signed that may still be published. Every
 * signature of theirs in a published file must have been told of before; one that was told of and
 * never published (a race lost, a publication refused) is no fault.
 */
final class Signatures {
    private final SignatureCheck check;
    private final Consumer<Finding> findings;
    private final boolean whole;
    private final Map<KeyId, KeyLife> keys = new HashMap<>();
    private final Set<Produced> produced = new HashSet<>();

    private record Produced(
            RoleName role, Version version, KeyId key, Sha256 payload, Sha256 signature) {}

    Signatures(SignatureCheck check, Consumer<Finding> findings, boolean whole) {
        this.check = check;
        this.findings = findings;
        this.whole = whole;
    }

    void forgetProduced() {
        produced.clear();
    }

    void born(ExaminedEntry entry, RoleName role, int life, ManagedKey key) {
        KeyLife before = keys.put(key.id(), new KeyLife(role, life, key.key(), false));
        if (before != null) {
            report(
                    Fault.KEY_BORN_TWICE,
                    spot(entry, key.id()),
                    "once",
                    "as " + before.role() + " in life " + before.life());
        }
    }

    void retired(ExaminedEntry entry, ManagedKeyRetired event) {
        KeyLife life = keys.get(event.key());
        if (life != null) {
            keys.put(event.key(), life.retiredNow());
        } else if (whole) {
            report(Fault.KEY_OUT_OF_LIFE, spot(entry, event.key()), "born before", "retired");
        }
    }

    void produced(
            ExaminedEntry entry, SignatureProduced event, int life, boolean canStillBePublished) {
        String problem = problemOf(event, life);
        if (problem != null) {
            report(
                    Fault.KEY_OUT_OF_LIFE,
                    spot(entry, event.key()).with("role", event.role().value()),
                    "a key of that role, in life " + life + ", that serves",
                    problem);
        }
        if (canStillBePublished) {
            produced.add(
                    new Produced(
                            event.role(),
                            event.version(),
                            event.key(),
                            event.payload(),
                            event.signature()));
        }
    }

    private @Nullable String problemOf(SignatureProduced event, int life) {
        KeyLife key = keys.get(event.key());
        if (key == null) {
            return whole ? "never born" : null;
        }
        if (!key.role().equals(event.role())) {
            return "a key of " + key.role();
        }
        if (whole && key.life() != life) {
            return "a key of life " + key.life();
        }
        return key.retired() ? "retired" : null;
    }

    void published(ExaminedEntry entry, MetadataPublished event) {
        Signed<?> file = entry.file();
        if (file != null) {
            Sha256 payload = file.payload().sha256();
            Set<KeyId> told = new HashSet<>();
            for (Signature signature : file.signatures()) {
                Produced one = produced(event, signature, payload);
                if (produced.contains(one)) {
                    told.add(signature.keyId());
                } else {
                    judgeUnlogged(entry, event, signature, file);
                }
            }
            judgeMissing(entry, event, told);
        }
        produced.removeIf(
                one ->
                        one.role().equals(event.role())
                                && one.version().compareTo(event.version()) <= 0);
    }

    private static Produced produced(MetadataPublished event, Signature signature, Sha256 payload) {
        return new Produced(
                event.role(),
                event.version(),
                signature.keyId(),
                payload,
                signature.value().sha256());
    }

    /** Anybody may write a key's name beside bytes; only what verifies is a signature. */
    private void judgeUnlogged(
            ExaminedEntry entry, MetadataPublished event, Signature signature, Signed<?> file) {
        KeyLife key = keys.get(signature.keyId());
        if (key != null && check.verifies(key.key(), signature, file.payload())) {
            report(
                    Fault.SIGNATURE_UNLOGGED,
                    spot(entry, signature.keyId()).with("document", event.digest().hex()),
                    null,
                    signature.value().sha256().hex());
        }
    }

    private void judgeMissing(ExaminedEntry entry, MetadataPublished event, Set<KeyId> told) {
        if (event.author() != Author.SERVER || !whole) {
            return;
        }
        for (KeyId signer : event.signedBy()) {
            if (!told.contains(signer)) {
                report(
                        Fault.SIGNATURE_MISSING,
                        spot(entry, signer).with("document", event.digest().hex()),
                        "a signature that an event before it tells of",
                        null);
            }
        }
    }

    private static Spot spot(ExaminedEntry entry, KeyId key) {
        return entry.spot().with("key", key.value());
    }

    private void report(
            Fault fault, Spot spot, @Nullable String expected, @Nullable String actual) {
        findings.accept(new Finding(fault, spot, expected, actual));
    }
}
