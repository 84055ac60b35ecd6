package dev.tabellion.server.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.Mark;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.policy.PinnedRoot;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entries as a desk would write them, with content that no policy looked at. */
final class Fabricated {
    static final KeyId KEY = new KeyId("ab".repeat(32));
    static final PinnedRoot ROOT =
            new PinnedRoot(
                    new Mark(Version.FIRST, Sha256.of(Bytes.utf8("root"))),
                    new TreeSet<>(List.of(KEY)));

    private Fabricated() {}

    /** A timestamp of that version, built upon {@code base}. */
    static Entry.Signed timestamp(Gun gun, int version, @Nullable Sha256 base, Instant at) {
        Bytes payload = payload(gun, version);
        SigningFact.Signed fact =
                new SigningFact.Signed(
                        0,
                        at,
                        new KeyPlace(gun, 1, RoleName.TIMESTAMP),
                        base,
                        new Version(version),
                        at.plus(Duration.ofDays(14)),
                        List.of(KEY),
                        payload,
                        fileOf(gun, version),
                        ROOT,
                        new Mark(Version.FIRST, Sha256.of(Bytes.utf8("snapshot"))));
        return new Entry.Signed(
                fact,
                Reason.PUBLISHED,
                List.of(new Signature(KEY, "ecdsa", Bytes.utf8("signature " + version))));
    }

    static Bytes payload(Gun gun, int version) {
        return Bytes.utf8(gun + " timestamp " + version);
    }

    static Sha256 fileOf(Gun gun, int version) {
        return Sha256.of(Bytes.utf8(gun + " file " + version));
    }
}
