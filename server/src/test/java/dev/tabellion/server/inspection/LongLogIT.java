package dev.tabellion.server.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.server.inspection.Verification.Extent;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log of many tiles and levels, verified from files: how fast, and that it is seen to the end.
 */
class LongLogIT {
    private static final long ENTRIES = Long.getLong("log.entries", 70_000);
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    @TempDir private Path folder;

    @Test
    void a_long_log_is_right_until_its_last_file_is_edited() throws IOException {
        Path key = Files.createDirectory(folder.resolve("key"));
        Path copy = folder.resolve("copy");
        TrustedKeys keys;
        try (var signer =
                FolderCheckpointSigner.open(
                        new LogFolder(key), SyntheticLog.ORIGIN, Clock.systemUTC())) {
            SyntheticLog.write(new ExportFolder(copy), ENTRIES, signer);
            keys = new TrustedKeys(List.of(signer.key()), null);
        }
        for (int look = 0; look < Integer.getInteger("log.looks", 1); look++) {
            long began = System.nanoTime();
            assertThat(findings(copy, keys)).isEmpty();
            System.out.printf(
                    "verified %d entries in %s%n",
                    ENTRIES, Duration.ofNanos(System.nanoTime() - began));
        }
        Path tile = copy.resolve("tile/1/000");
        Path edited = Files.exists(tile) ? tile : copy.resolve("tile/1/000.p/" + ENTRIES / 256);
        byte[] hashes = Files.readAllBytes(edited);
        hashes[40] ^= 1;
        Files.write(edited, hashes);
        assertThat(findings(copy, keys))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(Fault.TILE_DIFFERS);
                            assertThat(found.spot().names()).containsKey("file");
                        });
    }

    private static List<Finding> findings(Path copy, TrustedKeys keys) {
        List<Finding> findings = new ArrayList<>();
        var address = new LogAddress(copy.toString(), null, null, null);
        try (OpenedLog log = address.open(THREADS)) {
            Extent extent =
                    new Verification(log, keys, THREADS)
                            .run(null, new Progress(System.err, "checked"), findings::add);
            assertThat(extent.entries().leaves()).isEqualTo(ENTRIES);
        }
        return findings;
    }
}
