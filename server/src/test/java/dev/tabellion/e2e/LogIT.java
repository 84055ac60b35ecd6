package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.VerifierKey;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as it is served, read as a stranger would. */
@ExtendWith(SharedServer.class)
@OnServer("tabellion")
class LogIT {
    private final Scene scene;

    LogIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void a_publication_is_in_a_signed_checkpoint_within_a_second() throws Exception {
        var publisher = scene.person("publisher");
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        String targets = scene.wire().tuf(scene.gun(), "targets.json").is(200).sha256();

        VerifierKey key = key();
        Deadline.await(
                Duration.ofSeconds(1),
                () -> mentions(WholeLog.read(scene.wire(), key), targets),
                () -> "the log does not have " + targets);
    }

    @Test
    void what_never_changes_may_be_kept_for_ever_and_what_is_not_there_not_at_all() {
        var checkpoint = scene.wire().get("/log/checkpoint").is(200);
        assertThat(checkpoint.header("Cache-Control")).isEqualTo("no-store");
        assertThat(checkpoint.header("Access-Control-Allow-Origin")).isEqualTo("*");
        var tile = scene.wire().get("/log/tile/0/000.p/1").is(200);
        assertThat(tile.header("Cache-Control")).contains("immutable").contains("public");
        assertThat(tile.bytes()).hasSize(32);
        var absent = scene.wire().get("/log/tile/0/x999/999").is(404);
        assertThat(absent.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void entries_are_compressed_for_who_asks_and_a_kept_copy_is_good_for_ever() throws Exception {
        var plain = scene.wire().get("/log/tile/entries/000.p/1").is(200);
        var packed = scene.wire().get("/log/tile/entries/000.p/1", "Accept-Encoding", "gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.bytes());
        }
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        var again =
                scene.wire()
                        .get("/log/tile/entries/000.p/1", "If-None-Match", plain.header("ETag"));
        assertThat(again.is(304).bytes()).isEmpty();
        // who may read them is not for caches to decide
        assertThat(plain.header("Cache-Control")).startsWith("private");
    }

    @Test
    void nothing_is_served_that_the_published_checkpoint_does_not_cover() throws Exception {
        long size = WholeLog.checkpoint(scene.wire()).head().size().leaves();
        long beyond = size + 100_000;
        var tile = new Tile(0, beyond / 256, (int) (beyond % 255) + 1);
        scene.wire().get("/log/" + tile.path()).is(404);
        scene.wire().get("/log/" + new Bundle(tile.index(), tile.width()).path()).is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/checkpoint/",
                "/log/check%70oint",
                "/log/tile/00/000.p/1",
                "/log/tile/0/0.p/1",
                "/log/tile/0/000.p/01",
                "/log/tile/0/000.p/0",
                "/log/tile/0/000.p/256",
                "/log/tile/64/000.p/1",
                "/log/tile/entries/x000/000.p/1",
                "/log/tile/-1/000",
                "/log/anything"
            })
    void there_is_one_spelling_of_each_path(String path) {
        assertThat(scene.wire().get(path).is(404).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nobody_changes_it_over_http() {
        var answer = scene.wire().post("/log/checkpoint", "text/plain", "mine").is(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    private static boolean mentions(WholeLog log, String digest) {
        return log.entries().stream().anyMatch(each -> each.utf8().contains(digest));
    }

    /** Out of band, as anybody has to get it: from the folder beside the CA's. */
    private VerifierKey key() throws Exception {
        Path data = scene.endpoint().caFile().resolve("../..").normalize();
        return VerifierKey.parse(Files.readString(data.resolve("log/vkey")).strip());
    }
}
