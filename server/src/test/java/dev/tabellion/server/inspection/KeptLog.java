package dev.tabellion.server.inspection;

import static java.util.Objects.requireNonNull;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.Finding;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A log in a folder with the keys by which it is judged, for tests that put a hand to its files.
 */
record KeptLog(Path folder, TrustedKeys keys) {
    private static final int THREADS = 2;

    /** A synthetic one, signed with a key of its own. */
    static KeptLog write(Path folder, Path key, long entries) throws IOException {
        Files.createDirectories(key);
        try (var signer =
                FolderCheckpointSigner.open(
                        new LogFolder(key), SyntheticLog.ORIGIN, Clock.systemUTC())) {
            SyntheticLog.write(new ExportFolder(folder), entries, signer);
            return new KeptLog(folder, new TrustedKeys(List.of(signer.key()), null));
        }
    }

    /** All that is wrong. */
    List<Finding> findings() {
        return findings(folder.toString());
    }

    /** Of the same log at another address. */
    List<Finding> findings(String address) {
        List<Finding> findings = new ArrayList<>();
        try (OpenedLog opened = new LogAddress(address, null, null, null).open(THREADS)) {
            new Verification(opened, keys, THREADS)
                    .run(null, new Progress(System.err, "checked"), findings::add);
        }
        return findings;
    }

    /** Begun, or gone on with. */
    KeptLog exportedTo(Path copy) {
        try (OpenedLog opened = new LogAddress(folder.toString(), null, null, null).open(THREADS)) {
            SignedCheckpoint newest =
                    requireNonNull(new Verification(opened, keys, THREADS).newest(_ -> {}));
            new Export(opened, new ExportFolder(copy), false, THREADS)
                    .run(newest, new Progress(System.err, "written"));
        }
        return new KeptLog(copy, keys);
    }

    /** The paths of files below a folder of the log; none where it is not there. */
    List<String> files(String below) {
        if (!Files.isDirectory(folder.resolve(below))) {
            return List.of();
        }
        try (Stream<Path> inside = Files.walk(folder.resolve(below))) {
            return inside.filter(Files::isRegularFile)
                    .map(each -> folder.relativize(each).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + below, e);
        }
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    Bytes read(String path) {
        return requireNonNull(new LogOnDisk(folder).read(path), path);
    }

    void write(String path, byte[] content) throws IOException {
        Files.write(folder.resolve(path), content);
    }

    /** What lies together there. */
    SequencedMap<Sha256, Bytes> documents(String bundle) throws MalformedLogData {
        return DocumentBundle.parse(read(bundle)).documents();
    }

    void layAlone(Map<Sha256, Bytes> documents) {
        var files = new ExportFolder(folder);
        documents.forEach((digest, file) -> files.add("document/" + digest, file));
    }

    /** As exports were before documents lay together. */
    KeptLog asBefore() throws IOException, MalformedLogData {
        for (String each : files("documents")) {
            layAlone(documents(each));
            Files.delete(file(each));
        }
        return this;
    }
}
