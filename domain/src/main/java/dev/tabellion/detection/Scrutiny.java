package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.Signers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what an eye saw: reads it, and finds out who signed it. A view of a repository that is
 * not ours begins with the first root seen; one of a collection of ours with a root that we
 * published, and nobody else's.
 *
 * @param record what we published of the collection; null if it is not ours
 */
record Scrutiny(History view, @Nullable History record, SignatureCheck check) {

    Sight of(Entry entry, SightingRecorded sighting) {
        RoleName role = sighting.seen().role();
        Sha256 digest = sighting.seen().digest();
        FileName name = FileName.of(role, sighting.seen().file()).orElse(null);
        if (digest == null || name == null || !view.isKnown(digest)) {
            return new Sight(entry, sighting, name, null, null, Warrant.NONE);
        }
        Signed<?> document = view.read(sighting.watched().dialect(), role, digest);
        return document == null
                ? new Sight(entry, sighting, name, null, problem(sighting), Warrant.NONE)
                : new Sight(
                        entry,
                        sighting,
                        name,
                        document,
                        null,
                        warrant(role, digest, document, sighting.log()));
    }

    private String problem(SightingRecorded sighting) {
        Sha256 digest = sighting.seen().digest();
        try {
            if (digest != null) {
                sighting.watched().dialect().read(sighting.seen().role(), view.file(digest));
            }
            return "";
        } catch (MalformedMetadata e) {
            return e.problem();
        }
    }

    /**
     * @param log what the server found in its own record; of what came from another server with its
     *     history it knows more than is remembered here
     */
    Warrant warrant(RoleName role, Sha256 digest, Signed<?> document, LogStanding log) {
        if (record != null && record.isHead(role, digest)) {
            return Warrant.PUBLISHED; // looked at once, when it was published
        }
        boolean published =
                record != null && (log.isThere() || record.versions().published(role, document));
        return document.metadata() instanceof Root root
                ? rootWarrant(document, root, published)
                : warrant(role, document, published);
    }

    /** Several may delegate to one role, and whoever of them has keys that signed, will do. */
    private Warrant warrant(RoleName role, Signed<?> document, boolean published) {
        List<RoleKeys> keys = new Delegators(view).keysOf(role);
        Optional<RoleKeys> fitting =
                keys.stream()
                        .filter(each -> Signers.of(document, each, check).meetThreshold())
                        .findFirst()
                        .or(() -> keys.stream().findFirst());
        return fitting.map(
                        each ->
                                new Warrant(
                                        each, Signers.of(document, each, check), null, published))
                .orElse(published ? Warrant.PUBLISHED : Warrant.NONE);
    }

    private Warrant rootWarrant(Signed<?> document, Root root, boolean published) {
        RoleKeys own = root.topLevel(RoleName.ROOT);
        Root before = view.versions().isArchived(document) ? null : before();
        return new Warrant(
                own,
                Signers.of(document, own, check),
                before == null ? null : Signers.of(document, before.topLevel(RoleName.ROOT), check),
                published);
    }

    private @Nullable Root before() {
        Root before = view.root();
        return before == null && record != null ? record.root() : before;
    }
}
