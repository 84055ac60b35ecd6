package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A collection of ours as eyes and clients see it. */
class OutsideTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String STRANGER = "f".repeat(64);

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();
    private final PocketEye eye = new PocketEye(stakeout, story::now, Dialect.NOTARY_V1, story.gun);

    OutsideTest() {
        stakeout.hear(story, story.history());
        publish(publisher.addTarget("v1").firstPublication());
    }

    @Test
    @Quiet({"SERVED_NOT_HEAD", "SERVED_NOT_IN_LOG", "CLIENT_AHEAD"})
    void an_eye_that_sees_what_was_published_finds_nothing() {
        look();
        for (int i = 2; i < 5; i++) {
            story.pass(HOUR);
            publish(publisher.addTarget("v" + i).publication());
            look();
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    /** An eye reads one file after the other, while publishers go on. */
    @Test
    @Quiet({"THRESHOLD_NOT_MET", "SIGNATURE_UNKNOWN_KEY"})
    void what_was_published_by_keys_whose_root_an_eye_has_not_read_yet_is_no_forgery() {
        look();
        publish(publisher.rotateTargets(PocketKey.ecdsa()).addTarget("v2").publication());
        Bytes seen = story.served(RoleName.TARGETS);
        publish(publisher.addTarget("v3").publication());
        eye.asks(LogStanding.PAST).sees("targets.json", seen);
        assertThat(stakeout.spoke()).doesNotContain("THRESHOLD_NOT_MET", "SIGNATURE_UNKNOWN_KEY");
    }

    /** What it says was published, and nobody who had to signed this file. */
    @Test
    @Speaks({"THRESHOLD_NOT_MET", "SIGNATURE_UNKNOWN_KEY"})
    void what_was_published_and_is_shown_with_a_strangers_signature_is_found() {
        look();
        String text = story.served(RoleName.TARGETS).utf8();
        Bytes forged = Bytes.utf8(text.replaceAll("(\"keyid\":\")[0-9a-f]{64}", "$1" + STRANGER));
        eye.asks(LogStanding.ABSENT).sees("targets.json", forged);
        assertThat(stakeout.spoke()).contains("THRESHOLD_NOT_MET", "SIGNATURE_UNKNOWN_KEY");
    }

    @Test
    @Speaks("SERVED_NOT_HEAD")
    void a_mirror_of_the_life_before_is_found_however_often_something_is_published() {
        for (int version = 2; version < 9; version++) {
            publish(publisher.addTarget("v" + version).publication());
        }
        Bytes old = story.served(RoleName.TIMESTAMP);
        int before = story.history().size();
        stakeout.command(story, new TrustCommand.DeleteCollection(story.gun));
        PocketPublisher next = story.publisher();
        stakeout.hear(story, story.history().subList(before + 1, story.history().size()));
        publish(next.addTarget("v1").firstPublication());
        for (int version = 2; version < 6; version++) {
            story.pass(Duration.ofMinutes(6));
            publish(next.addTarget("v" + version).publication());
        }
        eye.asks(LogStanding.PAST).seesAgain("timestamp.json", old, Judgement.ACCEPTED);
        assertThat(stakeout.spoke()).contains("SERVED_NOT_HEAD");
    }

    @Test
    @Quiet({"SERVED_NOT_IN_LOG", "ROOT_CHAIN_BROKEN", "VERSION_ROLLBACK"})
    void an_eye_follows_a_collection_into_its_next_life() {
        look();
        stakeout.command(story, new TrustCommand.DeleteCollection(story.gun));
        int before = story.history().size();
        PocketPublisher next = story.publisher();
        stakeout.hear(story, story.history().subList(before, story.history().size()));
        publish(next.addTarget("v1").firstPublication());
        look();
        assertThat(stakeout.spoke())
                .doesNotContain(
                        "SERVED_NOT_IN_LOG",
                        "ROOT_CHAIN_BROKEN",
                        "VERSION_ROLLBACK",
                        "VERSION_REUSED");
    }

    @Test
    @Speaks(
            value = "SERVED_NOT_HEAD",
            cells = {"C0×A3", "C0×A2", "C10×A3"})
    void a_mirror_that_stands_still_is_found() {
        Bytes old = story.served(RoleName.TIMESTAMP);
        eye.sees("timestamp.json", old);
        publish(publisher.addTarget("v2").publication());
        story.pass(HOUR);
        eye.seesAgain("timestamp.json", old, Judgement.ACCEPTED);
        assertThat(stakeout.spoke()).containsExactly("SERVED_NOT_HEAD");
        assertThat(stakeout.findings().getFirst().subject())
                .isEqualTo(new View.OfRecord(story.gun).subject());
    }

    @Test
    @Speaks("SERVED_NOT_HEAD")
    void one_that_stands_still_is_found_however_often_something_is_published() {
        Bytes old = story.served(RoleName.TIMESTAMP);
        eye.sees("timestamp.json", old);
        for (int version = 2; version < 8; version++) {
            publish(publisher.addTarget("v" + version).publication());
            story.pass(Duration.ofMinutes(5));
        }
        eye.seesAgain("timestamp.json", old, Judgement.ACCEPTED);
        assertThat(stakeout.spoke()).containsExactly("SERVED_NOT_HEAD");
    }

    @Test
    @Quiet("SERVED_NOT_HEAD")
    void a_cache_of_some_minutes_is_not_either_while_something_is_published_every_minute() {
        for (int version = 2; version < 40; version++) {
            Bytes last = story.served(RoleName.TIMESTAMP);
            publish(publisher.addTarget("v" + version).publication());
            story.pass(Duration.ofMinutes(1));
            eye.seesAgain("timestamp.json", last, Judgement.ACCEPTED);
        }
        assertThat(stakeout.spoke()).doesNotContain("SERVED_NOT_HEAD");
    }

    @Test
    @Quiet("SERVED_NOT_HEAD")
    void a_cache_of_some_minutes_is_not() {
        Bytes old = story.served(RoleName.TIMESTAMP);
        publish(publisher.addTarget("v2").publication());
        story.pass(Duration.ofMinutes(9));
        eye.seesAgain("timestamp.json", old, Judgement.ACCEPTED);
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "SERVED_NOT_IN_LOG",
            cells = {"C7×A12", "C8×A12", "C0×A12"})
    void a_document_by_our_keys_that_the_record_never_heard_of_is_critical() {
        look();
        eye.sees("targets.json", unpublished());
        assertThat(found("SERVED_NOT_IN_LOG").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Speaks(value = "SERVED_NOT_IN_LOG", cells = "C10×A1")
    void what_we_published_and_the_log_that_an_eye_was_shown_has_not_is_found() {
        look();
        assertThat(stakeout.spoke()).isEmpty();
        eye.seesAgain("targets.json", story.served(RoleName.TARGETS), Judgement.NOT_IN_LOG);
        assertThat(found("SERVED_NOT_IN_LOG").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @Speaks("SERVED_NOT_IN_LOG")
    void one_by_anybody_is_found_and_is_not_critical() {
        look();
        eye.sees(
                "targets.json",
                publisher.attack().signWithStranger(RoleName.TARGETS).getFirst().file());
        eye.sees("root.json", publisher.attack().replaceRoot().getFirst().file());
        eye.sees("timestamp.json", Bytes.utf8("<html>sign in to the network</html>"));
        assertThat(stakeout.spoke()).contains("SERVED_NOT_IN_LOG", "ROOT_CHAIN_BROKEN");
        assertThat(stakeout.findings()).noneMatch(f -> f.severity() == Severity.CRITICAL);
    }

    @Test
    @Speaks("SERVED_NOT_IN_LOG")
    void a_forged_first_root_is_never_believed() {
        PocketPublisher thief =
                PocketPublisher.of(
                        story.gun, java.time.Clock.fixed(story.now(), java.time.ZoneOffset.UTC));
        for (Upload each : thief.addTarget("evil").firstPublication()) {
            eye.sees(each.role() + ".json", each.file());
        }
        assertThat(stakeout.spoke()).contains("SERVED_NOT_IN_LOG", "ROOT_CHAIN_BROKEN");
        assertThat(stakeout.findings()).noneMatch(f -> f.severity() == Severity.CRITICAL);
    }

    @Test
    @Speaks(
            value = "CLIENT_REPORT",
            cells = {"C7×A12", "C9×A12"})
    void a_report_of_a_document_by_our_keys_that_we_never_published_is_critical() {
        report(RoleName.TARGETS, unpublished(), true);
        assertThat(found("CLIENT_REPORT").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found("CLIENT_REPORT").subject())
                .isEqualTo(new View.OfRecord(story.gun).subject());
    }

    @Test
    @Speaks(
            value = "CLIENT_REPORT",
            cells = {"C0×A1", "C0×A12"})
    void a_report_of_anybodys_document_is_not_critical_and_a_flood_is_one_finding() {
        for (int i = 0; i < 20; i++) {
            report(RoleName.TARGETS, Bytes.utf8("{\"junk\":" + i + "}"), true);
            Bytes forged = publisher.attack().signWithStranger(RoleName.TARGETS).getFirst().file();
            report(RoleName.TARGETS, forged, true);
        }
        assertThat(found("CLIENT_REPORT").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @Quiet("CLIENT_REPORT")
    void a_report_of_what_we_published_is_at_most_a_note() {
        Bytes first = story.served(RoleName.TIMESTAMP);
        publish(publisher.addTarget("v2").publication());
        report(RoleName.TIMESTAMP, first, false);
        report(RoleName.TIMESTAMP, story.served(RoleName.TIMESTAMP), false);
        assertThat(stakeout.spoke()).isEmpty();
        report(RoleName.TIMESTAMP, first, true);
        assertThat(found("CLIENT_REPORT").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Quiet("CLIENT_REPORT")
    void bytes_that_nobody_kept_stop_nothing() {
        Seen seen = seen(RoleName.ROOT, Bytes.utf8("never kept"));
        stakeout.hear(
                new View.OfWatch("reports"),
                story.now(),
                new ClientReportReceived(
                        story.gun, true, seen, Judgement.accepted(), LogStanding.UNKNOWN));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Quiet("CLIENT_REPORT")
    void a_report_of_a_collection_that_is_not_ours_is_none() {
        Seen seen = seen(RoleName.ROOT, Bytes.utf8("{}"));
        stakeout.hear(
                new View.OfWatch("reports"),
                story.now(),
                new ClientReportReceived(
                        new dev.tabellion.collection.Gun("nobody/here"),
                        true,
                        seen,
                        Judgement.accepted(),
                        LogStanding.UNKNOWN));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "CLIENT_AHEAD",
            cells = {"C7×A12", "C12×A12", "C6×A12"})
    void a_client_that_asks_for_what_comes_after_a_root_of_somebody_elses_is_found() {
        fetches(unanswered(1, RoleName.ROOT, "3.root.json"));
        assertThat(found("CLIENT_AHEAD").facts()).containsEntry("files", "[3.root.json]");
    }

    @Test
    @Speaks(value = "CLIENT_AHEAD", cells = "C9×A12")
    void a_client_that_asks_for_bytes_we_never_had_is_found() {
        Sha256 never = Bytes.utf8("never published").sha256();
        fetches(unanswered(1, RoleName.SNAPSHOT, "snapshot." + never + ".json"));
        assertThat(stakeout.spoke()).containsExactly("CLIENT_AHEAD");
    }

    @Test
    @Quiet("CLIENT_AHEAD")
    void every_client_asks_for_one_root_more_than_there_are() {
        fetches(
                unanswered(1, RoleName.ROOT, "2.root.json"),
                unanswered(2, new RoleName("targets/nobody"), "9.targets/nobody.json"));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "CLIENTS_STUCK", cells = "C0×A3")
    void clients_that_never_come_to_the_newest_root_are_found() {
        fourRoots();
        story.pass(Duration.ofDays(4));
        List<FetchCount> counts = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            counts.add(answered(client, RoleName.ROOT, "2.root.json"));
        }
        fetches(counts.toArray(FetchCount[]::new));
        assertThat(stakeout.spoke()).contains("CLIENTS_STUCK");
    }

    @Test
    @Quiet("CLIENTS_STUCK")
    void clients_that_walk_on_or_have_had_no_time_are_not() {
        fourRoots();
        fetches(
                answered(1, RoleName.ROOT, "2.root.json"),
                answered(2, RoleName.ROOT, "2.root.json"),
                answered(3, RoleName.ROOT, "2.root.json"));
        story.pass(Duration.ofDays(4));
        List<FetchCount> counts = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            counts.add(answered(client, RoleName.ROOT, "2.root.json"));
            counts.add(answered(client, RoleName.ROOT, "3.root.json"));
        }
        fetches(counts.toArray(FetchCount[]::new));
        assertThat(stakeout.spoke()).doesNotContain("CLIENTS_STUCK");
    }

    @Test
    void what_was_seen_and_heard_again_gives_the_same_findings() {
        look();
        eye.sees("targets.json", unpublished());
        report(RoleName.TARGETS, unpublished(), true);
        fetches(unanswered(1, RoleName.ROOT, "3.root.json"));
        assertThat(stakeout.findings()).hasSizeGreaterThan(2);
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }

    private void fourRoots() {
        for (int i = 0; i < 3; i++) {
            publish(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        }
    }

    private Bytes unpublished() {
        return publisher.attack().fastForward(RoleName.TARGETS, 2).getFirst().file();
    }

    private void look() {
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            eye.sees(role + ".json", story.served(new RoleName(role)));
        }
    }

    private void publish(List<Upload> uploads) {
        stakeout.upload(story, uploads);
        assertThat(story.history().getLast()).isInstanceOf(MetadataPublished.class);
    }

    private void report(RoleName role, Bytes file, boolean refused) {
        stakeout.keep(file);
        stakeout.hear(
                new View.OfWatch("reports"),
                story.now(),
                new ClientReportReceived(
                        story.gun,
                        refused,
                        seen(role, file),
                        Judgement.accepted(),
                        LogStanding.UNKNOWN));
    }

    private Seen seen(RoleName role, Bytes file) {
        return new Seen(
                role, role + ".json", story.now(), null, file.sha256(), file.length(), List.of());
    }

    private static FetchCount unanswered(int client, RoleName role, String file) {
        return new FetchCount(Bytes.utf8("client " + client).sha256(), role, file, null, 1);
    }

    private static FetchCount answered(int client, RoleName role, String file) {
        return new FetchCount(
                Bytes.utf8("client " + client).sha256(), role, file, Bytes.utf8(file).sha256(), 1);
    }

    private void fetches(FetchCount... counts) {
        stakeout.hear(
                new View.OfWatch("fetches"),
                story.now(),
                new FetchesCounted(
                        story.gun, story.now().minus(HOUR), story.now(), List.of(counts), 0));
    }

    private Finding found(String rule) {
        return stakeout.findings().stream()
                .filter(finding -> finding.rule().text().equals(rule))
                .reduce(
                        (one, other) -> {
                            throw new AssertionError(rule + " spoke twice in " + stakeout.spoke());
                        })
                .orElseThrow(() -> new AssertionError(rule + " kept quiet in " + stakeout.spoke()));
    }
}
