package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.detection.FileName;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.TrustedSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Looks at some of the files that trusted metadata describes: whether they are there, as long as
 * stated, and of the stated digests. Tells of those that are not; keeps none of them.
 *
 * @param files of targets, told of as the look's other files are
 * @param metadata from where the timestamp comes
 */
record TargetLook(
        Watch watch,
        TargetFiles where,
        Fetching files,
        Fetching metadata,
        Sights sights,
        RandomGenerator chance) {

    private record Described(RoleName role, String path, Target target) {}

    void take(TrustedSet trusted) {
        List<Described> all = described(trusted);
        // which ones nobody can foresee: a mirror must serve all of them right
        Collections.shuffle(all, Random.from(chance));
        all.stream().limit(where.atOnce()).forEach(each -> look(each, trusted));
    }

    private List<Described> described(TrustedSet trusted) {
        List<Described> all = new ArrayList<>();
        trusted.targets()
                .forEach(
                        (place, file) ->
                                file.metadata()
                                        .targets()
                                        .forEach(
                                                (path, target) -> {
                                                    Described one =
                                                            new Described(
                                                                    place.role(), path, target);
                                                    if (isLookedAt(one)) {
                                                        all.add(one);
                                                    }
                                                }));
        return all;
    }

    /** A target called like its role's metadata could not be told from that. */
    private boolean isLookedAt(Described one) {
        return one.target().length() <= where.longest()
                && Seen.isFileName(one.path())
                && FileName.of(one.role(), one.path()).isEmpty();
    }

    private void look(Described described, TrustedSet trusted) {
        Target target = described.target();
        Bytes digest = target.hashes().get("sha256");
        boolean prefixed = trusted.root().metadata().consistentSnapshot();
        String name =
                TargetFiles.name(
                        described.path(),
                        watch.dialect(),
                        prefixed && digest != null ? digest.hex() : null);
        Bytes file = files.fetch(described.role(), name, described.path(), target.length());
        if (file != null && !describes(target, file) && isStillSo(trusted)) {
            sights.seeDigest(
                    described.role(),
                    described.path(),
                    file.sha256(),
                    file.length(),
                    new Judgement(Judgement.TARGET_MISMATCH, new TreeMap<>()));
        }
    }

    private static boolean describes(Target target, Bytes file) {
        Bytes sha256 = target.hashes().get("sha256");
        Bytes sha512 = target.hashes().get("sha512");
        return target.length() == file.length()
                && (sha256 == null || sha256.equals(file.sha256().bytes()))
                && (sha512 == null || sha512.equals(Sha256.sha512(file)));
    }

    /** A file replaced since this look began is described by newer metadata: for the next look. */
    private boolean isStillSo(TrustedSet trusted) {
        Signed<Timestamp> timestamp = trusted.timestamp();
        String name = RoleName.TIMESTAMP + ".json";
        Bytes now =
                metadata.fetch(
                        RoleName.TIMESTAMP, name, Limits.of(RoleName.TIMESTAMP, null), false);
        return timestamp != null && now != null && now.equals(timestamp.raw());
    }
}
