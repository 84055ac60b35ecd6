package dev.tabellion.server.eye;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.FileHost;
import dev.tabellion.fixtures.RealHistory.State;
import dev.tabellion.hostile.HostedTabellion;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import dev.tabellion.server.Trees;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.read.Until;
import dev.tabellion.server.tls.ServerCertificate;
import dev.tabellion.server.tls.TlsSettings;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An eye that follows a real repository from state to state, in that repository's own time, and
 * tells a server that lives in it, too. It looks at each state when it comes, and once more before
 * it goes, where that takes days. That it sleeps meanwhile is told of, rightly, and left out here.
 */
final class FollowedHistory implements AutoCloseable {
    private static final Duration LONG = Duration.ofHours(30);
    private static final Duration SHORTLY = Duration.ofMinutes(1);
    private static final String NAME = "elsewhere";
    private static final String NOT_HEARD =
            "select ((select count(*) from tabellion.event) - size)::int"
                    + " from tabellion.detection_head";

    private final List<State> states;
    private final PocketClock clock;
    private final Folder data = Folder.make();
    private final Folder kept = Folder.make();
    private final FileHost host = new FileHost();
    private final HostedTabellion server;
    private final ServerSink sink;
    private final List<String> found = new ArrayList<>();
    private Eye eye;
    private int number;
    private long read;

    FollowedHistory(List<State> states) {
        this.states = states;
        this.clock = PocketClock.at(states.getFirst().time());
        makeCertificates();
        this.server =
                HostedTabellion.start(
                        Backing.freshDatabase(),
                        data,
                        clock,
                        "tabellion.eye.sightings-per-minute=100000",
                        "tabellion.log.interval=10ms", // waited for after each look
                        "tabellion.publishing.canary-period=3650d"); // days pass in no time here
        this.sink = new ServerSink(server.endpoint().url(), null, server.endpoint().caFile());
        this.eye = newEye();
    }

    /** By the real time: of so long ago they would have expired for who asks now. */
    private void makeCertificates() {
        try (DataDirectory place = DataDirectory.open(data.path())) {
            ServerCertificate.files(new TlsSettings(null, null), place, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException("making certificates", e);
        }
    }

    /** Up to the state of this number, with it. */
    void follow(int last) {
        while (number < last) {
            State next = states.get(number);
            Duration gap = Duration.between(clock.instant(), next.time());
            if (gap.compareTo(LONG) > 0) {
                clock.pass(gap.minus(SHORTLY));
                look();
            }
            clock.pass(Duration.between(clock.instant(), next.time()));
            number++;
            host.show(next.files());
            look();
        }
    }

    void followAll() {
        follow(states.size());
    }

    /** What the states do not say: they tell of files that came or changed. */
    void takesAway(String file) {
        host.takeAway(file);
    }

    /** What its operator does where a repository cannot be followed any more. */
    void beginsAnew() {
        eye.close();
        Trees.delete(kept.path().resolve(NAME));
        eye = newEye();
    }

    /** By the number of the state that was there: severity, rule, role and version. */
    List<String> found() {
        return List.copyOf(found);
    }

    private void look() {
        eye.look();
        Until.holds("all is heard", () -> count(NOT_HEARD) == 0);
        server.sql()
                .query(
                        "select number, concat_ws(' ', severity, rule, nullif(subject, ?),"
                                + " facts ->> 'role', facts ->> 'version')"
                                + " from tabellion.finding where number > ?"
                                + " and rule <> 'WATCH_SILENT' order by number",
                        row -> {
                            read = row.getLong(1);
                            found.add(number + " " + row.getString(2));
                        },
                        NAME,
                        read);
    }

    private int count(String query) {
        return server.sql().queryForList(query, Integer.class).getFirst();
    }

    private Eye newEye() {
        String watches =
                """
                [{"name":"%s","url":"%s","dialect":"tuf-1.0"}]
                """
                        .formatted(NAME, host.url());
        return Eyes.eye(
                WatchList.read(written(watches)).getFirst(),
                kept.path(),
                sink,
                new RecentChecks(new JdkSignatureCheck()),
                clock);
    }

    private Path written(String watches) {
        try {
            return Files.writeString(kept.path().resolve("watches.json"), watches);
        } catch (IOException e) {
            throw new UncheckedIOException("writing watches", e);
        }
    }

    /** The server's log is audited. */
    @Override
    public void close() {
        eye.close();
        sink.close();
        server.close();
        host.close();
        data.close();
        kept.close();
    }
}
