package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.difference.TargetsDifference;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which targets documents added, changed and removed, by what they took the place of. */
record ChangedTargets(JdbcTemplate jdbc) {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedTargets.class);
    private static final int TOGETHER = 500;

    /** In the order of the documents. */
    List<TargetChange> by(List<SignedDocument> documents) {
        List<SignedDocument> targets =
                documents.stream().filter(each -> each.role().isTargets()).toList();
        Map<Sha256, RoleName> wanted = new LinkedHashMap<>();
        for (SignedDocument document : targets) {
            wanted.put(document.file(), document.role());
            if (document.previous() != null) {
                wanted.put(document.previous(), document.role());
            }
        }
        Map<Sha256, Targets> read = read(wanted);
        return targets.parallelStream().flatMap(each -> changes(each, read)).toList();
    }

    private static Stream<TargetChange> changes(
            SignedDocument document, Map<Sha256, Targets> read) {
        Targets after = read.get(document.file());
        @Nullable Targets before =
                document.previous() == null ? null : read.get(document.previous());
        return after == null
                ? Stream.empty()
                : TargetsDifference.between(document.role(), before, after).stream()
                        .filter(ChangedTargets::isOfTarget)
                        .map(
                                change ->
                                        new TargetChange(
                                                document.gun(),
                                                document.role(),
                                                document.version(),
                                                change));
    }

    private static boolean isOfTarget(Change change) {
        return change instanceof TargetAdded
                || change instanceof TargetChanged
                || change instanceof TargetRemoved;
    }

    private Map<Sha256, Targets> read(Map<Sha256, RoleName> wanted) {
        List<Sha256> digests = List.copyOf(wanted.keySet());
        Map<Sha256, Targets> read = new HashMap<>();
        for (int from = 0; from < digests.size(); from += TOGETHER) {
            List<Sha256> some = digests.subList(from, Math.min(digests.size(), from + TOGETHER));
            Map<Sha256, Bytes> files = files(some);
            files.entrySet().parallelStream()
                    .map(file -> new Read(file.getKey(), parsed(file, wanted)))
                    .toList()
                    .forEach(
                            each -> {
                                if (each.targets() != null) {
                                    read.put(each.digest(), each.targets());
                                }
                            });
        }
        return read;
    }

    private Map<Sha256, Bytes> files(List<Sha256> digests) {
        byte[][] raw = digests.stream().map(d -> d.bytes().toArray()).toArray(byte[][]::new);
        Map<Sha256, Bytes> files = new HashMap<>();
        jdbc.query(
                "select sha256, bytes from tabellion.document where sha256 = any(?)",
                row -> {
                    files.put(StoredKeys.digest(row, "sha256"), Bytes.of(row.getBytes("bytes")));
                },
                (Object) raw);
        return files;
    }

    /**
     * @param targets null if that is none
     */
    private record Read(Sha256 digest, @Nullable Targets targets) {}

    private static @Nullable Targets parsed(
            Map.Entry<Sha256, Bytes> file, Map<Sha256, RoleName> roles) {
        RoleName role = roles.getOrDefault(file.getKey(), RoleName.TARGETS);
        try {
            return Dialect.NOTARY_V1.read(role, file.getValue()).metadata() instanceof Targets it
                    ? it
                    : null;
        } catch (MalformedMetadata e) {
            LOG.atWarn().addKeyValue("digest", file.getKey()).setCause(e).log("targets-not-read");
            return null;
        }
    }
}
