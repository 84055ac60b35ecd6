package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.eye.Eyes;
import dev.tabellion.server.eye.ServerSink;
import dev.tabellion.server.eye.WatchList;
import dev.tabellion.server.read.Until;
import dev.tabellion.verify.JdkSignatureCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An eye reads the log by itself, and holds what is served against what it has. */
@Hosted(settings = "tabellion.publishing.new-keys-per-minute=1000")
class LoggedOrNotIT {
    private static final int MEGABYTE = 1 << 20;

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final String name = "eye-" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;
    private final List<SightingMessage> told = new CopyOnWriteArrayList<>();

    LoggedOrNotIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
        clock.pass(Duration.ofMinutes(2)); // all come from one address
    }

    @Test
    void what_is_served_is_in_the_log_that_its_key_signed() throws IOException {
        var author = Author.of(server.wire(), gun, clock).begins();
        try (Folder folder = Folder.make();
                ServerSink sink = sink();
                Eyes eyes = eyes(folder, sink, gun)) {
            eyes.start();
            Until.holds("it is proven", () -> told(LogStanding.CURRENT) > 0);
            author.adds("v2");
            clock.pass(Duration.ofMinutes(11));
            int before = told.size();
            Until.holds("it looks again", () -> told.size() > before + 2);
        }
        assertThat(told(LogStanding.ABSENT)).isZero();
    }

    @Test
    void what_is_served_and_not_in_the_log_is_told_when_it_had_time_to_get_there()
            throws IOException {
        try (Folder folder = Folder.make()) {
            missesAll(folder);
        }
        assertThat(told)
                .filteredOn(each -> each.sighting().log() == LogStanding.ABSENT)
                .allSatisfy(
                        each ->
                                assertThat(each.sighting().judgement().rule())
                                        .isEqualTo(Judgement.NOT_IN_LOG));
        Until.holds("it is found", () -> found("SERVED_NOT_IN_LOG") >= 1);
    }

    @Test
    void nobody_hides_it_by_filling_first_what_the_eye_may_keep() throws IOException {
        try (Folder folder = Folder.make()) {
            Path kept = Files.createDirectory(folder.path().resolve(name));
            Files.write(kept.resolve("much"), new byte[MEGABYTE]);
            missesAll(folder);
            assertThat(kept.toFile().list()).noneMatch(each -> each.matches("[0-9a-f]{64}"));
        }
        Until.holds("it is found", () -> found("SERVED_NOT_IN_LOG") >= 1);
    }

    private void missesAll(Folder folder) throws IOException {
        var author = Author.of(server.wire(), gun, clock).begins();
        try (ServerSink sink = sink();
                Eyes eyes = eyes(folder, sink, gun + "/another")) {
            eyes.start();
            Until.holds("all is seen", () -> told(LogStanding.UNKNOWN) >= 4);
            assertThat(told(LogStanding.ABSENT)).isZero();
            clock.pass(Duration.ofMinutes(11));
            author.adds("v2"); // the log goes on without them
            Until.holds("all is missed", () -> told(LogStanding.ABSENT) >= 4);
        }
    }

    private ServerSink sink() {
        return new ServerSink(server.endpoint().url(), null, server.endpoint().caFile());
    }

    private Eyes eyes(Folder folder, ServerSink sink, String inLog) throws IOException {
        var endpoint = server.endpoint();
        String watches =
                """
                [{"name":"%1$s","url":"%2$s/v2/%3$s/_trust/tuf/","dialect":"notary-v1",
                  "collection":"%3$s","period":"PT1S","megabytes":1,"authorities":"%4$s",
                  "log":"%2$s/log/","log-key":"%5$s","log-collection":"%6$s"}]
                """
                        .formatted(
                                name,
                                endpoint.url(),
                                gun,
                                endpoint.caFile(),
                                server.logKey(),
                                inLog);
        return Eyes.of(
                WatchList.read(Files.writeString(folder.path().resolve("watches"), watches)),
                folder.path(),
                message -> {
                    sink.tell(message);
                    told.add(message);
                },
                new JdkSignatureCheck(),
                clock);
    }

    private long told(LogStanding standing) {
        return told.stream().filter(each -> each.sighting().log() == standing).count();
    }

    private int found(String rule) {
        return server.sql()
                .queryForList(
                        "select 1 from tabellion.finding where rule = ? and subject = ?", rule, gun)
                .size();
    }
}
