package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.Delegated;
import dev.tabellion.verify.TrustedSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an eye keeps of one watch in a folder: every distinct file it ever saw, by its digest, up to
 * so many bytes of them, and apart from those the few that it trusts now. Whoever can write here
 * can make it forget; it never signs anything.
 */
final class EyeMemory {
    private static final String TRUSTED = "trusted.json";
    private static final int NOT_COUNTED = -1;

    private final Path folder;
    private final Path trustedFiles;
    private final Dialect dialect;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong(NOT_COUNTED);
    private final AtomicReference<Bytes> written = new AtomicReference<>(Bytes.utf8(""));

    EyeMemory(Path folder, Dialect dialect, long mostBytes) {
        this.folder = folder;
        this.trustedFiles = folder.resolve("trusted");
        this.dialect = dialect;
        this.mostBytes = mostBytes;
    }

    /** False if there is none: what was seen before is not forgotten for what comes. */
    boolean hasRoomFor(Bytes file) {
        return Files.exists(place(file)) || count() + file.length() <= mostBytes;
    }

    void keep(Bytes file) {
        Path place = place(file);
        if (!Files.exists(place)) {
            count(); // what was there before
            write(place, file);
            bytes.addAndGet(file.length());
        }
    }

    /** Null if it was never kept. */
    @Nullable Bytes file(Sha256 digest) {
        try {
            Path place = folder.resolve(digest.hex());
            Bytes kept = Files.exists(place) ? Bytes.of(Files.readAllBytes(place)) : null;
            return kept != null && kept.sha256().equals(digest) ? kept : null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading what was kept as " + digest, e);
        }
    }

    private Path place(Bytes file) {
        return folder.resolve(file.sha256().hex());
    }

    private long count() {
        if (bytes.get() == NOT_COUNTED) {
            bytes.set(files(folder).mapToLong(file -> file.toFile().length()).sum());
        }
        return bytes.get();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + folder, e);
        }
    }

    /** Null before the first look that found a root to trust. */
    @Nullable TrustedSet trusted() {
        Path file = folder.resolve(TRUSTED);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return trusted(PlainJsonReader.of(Bytes.of(Files.readAllBytes(file))));
        } catch (IOException | MalformedMetadata e) {
            throw new IllegalStateException("reading what the eye trusts, " + file, e);
        }
    }

    void trust(TrustedSet set) {
        PlainJson json = new PlainJson().text("root", kept(set.root()));
        if (set.timestamp() != null) {
            json.text("timestamp", kept(set.timestamp()));
        }
        if (set.snapshot() != null) {
            json.text("snapshot", kept(set.snapshot()));
        }
        json.objects(
                "targets",
                set.targets().entrySet().stream()
                        .map(
                                each ->
                                        new PlainJson()
                                                .text("by", each.getKey().delegator().value())
                                                .text("role", each.getKey().role().value())
                                                .text("file", kept(each.getValue())))
                        .toList());
        Bytes now = json.bytes();
        if (!now.equals(written.get())) {
            write(folder.resolve(TRUSTED), now);
            written.set(now);
            // those it trusted before are among the others, if there was room
            files(trustedFiles)
                    .filter(file -> !now.utf8().contains(file.getFileName().toString()))
                    .forEach(EyeMemory::delete);
        }
    }

    private String kept(Signed<?> file) {
        String digest = file.raw().sha256().hex();
        Path kept = trustedFiles.resolve(digest);
        if (!Files.exists(kept)) {
            write(kept, file.raw());
        }
        return digest;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("forgetting " + file, e);
        }
    }

    private TrustedSet trusted(PlainJsonReader json) throws IOException, MalformedMetadata {
        TreeMap<Delegated, Signed<Targets>> targets = new TreeMap<>();
        for (PlainJsonReader each : json.objects("targets", one -> one)) {
            RoleName role = new RoleName(each.text("role"));
            targets.put(
                    new Delegated(new RoleName(each.text("by")), role),
                    read(Targets.class, role, each.text("file")));
        }
        String timestamp = json.textIfThere("timestamp");
        String snapshot = json.textIfThere("snapshot");
        return new TrustedSet(
                read(Root.class, RoleName.ROOT, json.text("root")),
                timestamp == null ? null : read(Timestamp.class, RoleName.TIMESTAMP, timestamp),
                snapshot == null ? null : read(Snapshot.class, RoleName.SNAPSHOT, snapshot),
                targets);
    }

    private <M extends Metadata> Signed<M> read(Class<M> kind, RoleName role, String digest)
            throws IOException, MalformedMetadata {
        Bytes kept = Bytes.of(Files.readAllBytes(trustedFiles.resolve(digest)));
        if (!kept.sha256().equals(new Sha256(digest))) {
            throw new IOException("the kept file " + digest + " was changed");
        }
        Signed<?> file = dialect.read(role, kept);
        return new Signed<>(
                kind.cast(file.metadata()), file.raw(), file.payload(), file.signatures());
    }

    private static void write(Path place, Bytes content) {
        try {
            Files.createDirectories(place.getParent());
            Path draft = Files.createTempFile(place.getParent(), "draft", "");
            Files.write(draft, content.toArray());
            Files.move(
                    draft,
                    place,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("keeping " + place, e);
        }
    }
}
