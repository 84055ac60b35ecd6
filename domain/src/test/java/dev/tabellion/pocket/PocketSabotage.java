package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.SortedMap;

/**
 * What somebody with keys of a TUF 1.0 repository, or with none, could make clients see: each verb
 * publishes it, with a snapshot and a timestamp over it by the repository's own keys.
 */
public final class PocketSabotage {
    private final PocketRepository repository;

    PocketSabotage(PocketRepository repository) {
        this.repository = repository;
    }

    /** The role's file before the last one is current again, bytes and all. */
    public SortedMap<String, Bytes> rollBack(RoleName role) {
        int version = repository.versionOf(role) - 1;
        Version before = new Version(version);
        Bytes file = repository.file(before + "." + role + ".json");
        repository.put(role, before, file);
        if (role.equals(RoleName.SNAPSHOT)) {
            repository.writeNext(RoleName.TIMESTAMP);
            return repository.files();
        }
        return repository.vouch();
    }

    /** The next timestamp has the version before the last one. */
    public SortedMap<String, Bytes> rollBackTimestamp() {
        repository.goOnFrom(RoleName.TIMESTAMP, repository.versionOf(RoleName.TIMESTAMP) - 2);
        repository.writeNext(RoleName.TIMESTAMP);
        return repository.files();
    }

    public SortedMap<String, Bytes> fastForward(RoleName role, int version) {
        repository.goOnFrom(role, version - 1);
        return rewritten(role);
    }

    /** Other content under the version published last. */
    public SortedMap<String, Bytes> equivocate(RoleName role) {
        int version = repository.versionOf(role);
        repository.write(
                role,
                repository.draft(role, version, repository.expiryOf(role).minusSeconds(60)),
                repository.keysOf(role));
        return vouchedFor(role);
    }

    public SortedMap<String, Bytes> expire(RoleName role) {
        repository.write(
                role,
                repository.draft(
                        role, repository.versionOf(role) + 1, repository.now().minusSeconds(1)),
                repository.keysOf(role));
        return vouchedFor(role);
    }

    public SortedMap<String, Bytes> signWith(RoleName role, PocketKey... signers) {
        repository.write(role, next(role), List.of(signers));
        return vouchedFor(role);
    }

    /** Signatures that are listed once more, and nothing else. */
    public SortedMap<String, Bytes> signTwiceWith(RoleName role, PocketKey signer) {
        return signWith(role, signer, signer);
    }

    /** One file of a state and the rest of another: its bytes are not those that are listed. */
    public SortedMap<String, Bytes> mixAndMatch(RoleName role) {
        Version version = new Version(repository.versionOf(role));
        FileMeta other = FileMeta.of(Bytes.utf8("of another state")).and(version);
        if (role.equals(RoleName.SNAPSHOT)) {
            SortedMap<String, Bytes> files = repository.vouch();
            Bytes swapped =
                    PocketRepository.signed(
                            repository.draft(
                                    role,
                                    repository.versionOf(role),
                                    repository.expiryOf(role).minusSeconds(60)),
                            repository.keysOf(role));
            files.put(repository.versionOf(role) + ".snapshot.json", swapped);
            return files;
        }
        repository.listed().put(role, other);
        return repository.vouch();
    }

    /** Lists a version that the file under that name does not have. */
    public SortedMap<String, Bytes> misname(RoleName role) {
        int version = repository.versionOf(role) + 1;
        Bytes file = PocketRepository.signed(next(role), repository.keysOf(role));
        repository.put(role, new Version(version + 1), file);
        return vouchedFor(role);
    }

    public SortedMap<String, Bytes> dropFromSnapshot(RoleName role) {
        repository.listed().remove(role);
        return repository.vouch();
    }

    /** A file of another role, signed by the keys of the one it is served as. */
    public SortedMap<String, Bytes> serve(RoleName other, RoleName as) {
        Metadata metadata = next(other);
        repository.put(
                as,
                new Version(repository.versionOf(as) + 1),
                PocketRepository.signed(metadata, repository.keysOf(as)));
        return vouchedFor(as);
    }

    /** The next root by {@code signers}, who may not be those of the root before. */
    public SortedMap<String, Bytes> signRootWith(PocketKey... signers) {
        repository.write(RoleName.ROOT, next(RoleName.ROOT), List.of(signers));
        return repository.files();
    }

    /** A root two versions on where the next one is looked for. */
    public SortedMap<String, Bytes> skipRoot() {
        int next = repository.versionOf(RoleName.ROOT) + 1;
        Root far =
                (Root)
                        repository.draft(
                                RoleName.ROOT, next + 1, repository.expiryOf(RoleName.ROOT));
        repository.put(
                RoleName.ROOT,
                new Version(next),
                PocketRepository.signed(far, repository.keysOf(RoleName.ROOT)));
        return repository.files();
    }

    private Metadata next(RoleName role) {
        return repository.draft(role, repository.versionOf(role) + 1, repository.expiryOf(role));
    }

    private SortedMap<String, Bytes> rewritten(RoleName role) {
        repository.writeNext(role);
        return vouchedFor(role);
    }

    private SortedMap<String, Bytes> vouchedFor(RoleName role) {
        if (role.equals(RoleName.SNAPSHOT)) {
            repository.writeNext(RoleName.TIMESTAMP);
        } else if (role.isTargets()) {
            repository.vouch();
        }
        return repository.files();
    }
}
