package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.support.DataAccessUtils;

/** What an eye says of a collection of ours counts for the bytes that it hands in. */
@Hosted(settings = "tabellion.publishing.new-keys-per-minute=1000")
class LyingEyeIT {
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final Judgement REJECTED = new Judgement("version-rollback", new TreeMap<>());

    private final Gun gun = new Gun("hostile.example.com/" + UUID.randomUUID());
    private WatchName watch = new WatchName("liar-" + UUID.randomUUID());
    private final HostedTabellion server;
    private final PocketClock clock;

    LyingEyeIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
        clock.pass(Duration.ofMinutes(2)); // all come from one address
    }

    @Test
    void nobody_is_a_signer_on_an_eyes_word() throws MalformedMetadata {
        var author = author();
        Bytes forged = author.forged();
        tell(forged, Judgement.accepted(), signersOf(author.served(TARGETS))).is(201);

        SightingRecorded recorded = recorded();
        assertThat(recorded.seen().signedBy()).isEmpty();
        assertThat(recorded.judgement().rule()).isEqualTo("below-threshold");
        assertThat(recorded.log()).isEqualTo(LogStanding.ABSENT);
    }

    @Test
    void who_signed_is_found_out_whatever_the_eye_made_of_it() throws MalformedMetadata {
        var author = author();
        Bytes stolen = Author.targets(author.pocket().attack().fastForward(TARGETS, 7));
        tell(stolen, REJECTED, List.of()).is(201);

        SightingRecorded recorded = recorded();
        assertThat(recorded.seen().signedBy()).isEqualTo(signersOf(author.served(TARGETS)));
        assertThat(recorded.seen().version()).isEqualTo(new Version(7));
        assertThat(recorded.judgement()).isEqualTo(REJECTED);
    }

    @Test
    void nonsense_is_nobodys_and_accepted_by_nobody() throws MalformedMetadata {
        var author = author();
        tell(Bytes.utf8("{}"), Judgement.accepted(), signersOf(author.served(TARGETS))).is(201);

        SightingRecorded recorded = recorded();
        assertThat(recorded.seen().signedBy()).isEmpty();
        assertThat(recorded.seen().version()).isNull();
        assertThat(recorded.judgement().rule()).isEqualTo("malformed");
    }

    @Test
    void metadata_is_shown_or_not_told_of() {
        Sha256 digest = author().served(TARGETS).sha256();
        Judgement mismatch = new Judgement(Judgement.TARGET_MISMATCH, new TreeMap<>());
        tell("targets.json", digest, 7, mismatch, List.of(), null).is(400);
        tell("a/target", digest, 7, mismatch, List.of(), null).is(201);
    }

    @Test
    void who_tells_a_file_under_another_role_first_hides_nothing() throws MalformedMetadata {
        Bytes stolen = Author.targets(author().pocket().attack().fastForward(TARGETS, 7));
        Seen asAnother =
                new Seen(
                        new RoleName("targets/x"),
                        "targets.json",
                        clock.instant(),
                        null,
                        stolen.sha256(),
                        stolen.length(),
                        List.of());
        tell(asAnother, REJECTED, stolen).is(201);
        tell(stolen, REJECTED, List.of()).is(201);
        tell(stolen, REJECTED, List.of()).is(200);
    }

    @Test
    void no_eye_tells_under_the_names_that_the_server_tells_under() {
        author();
        watch = WatchName.REPORTS;
        tell(Bytes.utf8("{}"), REJECTED, List.of()).is(403);
    }

    private Answer tell(Bytes file, Judgement judgement, List<KeyId> signedBy) {
        return tell("targets.json", file.sha256(), file.length(), judgement, signedBy, file);
    }

    private Answer tell(
            String name,
            Sha256 digest,
            int length,
            Judgement judgement,
            List<KeyId> signedBy,
            @Nullable Bytes file) {
        Seen seen =
                new Seen(TARGETS, name, clock.instant(), Version.FIRST, digest, length, signedBy);
        return tell(seen, judgement, file);
    }

    private Answer tell(Seen seen, Judgement judgement, @Nullable Bytes file) {
        Watched watched = new Watched("https://cdn.example.com/", Dialect.NOTARY_V1, gun);
        SightingMessage message =
                new SightingMessage(
                        watch,
                        new SightingRecorded(watched, seen, judgement, LogStanding.CURRENT),
                        file);
        return server.wire()
                .relay("POST", "/api/sightings", "application/json", message.bytes().toArray());
    }

    private SightingRecorded recorded() {
        return (SightingRecorded)
                DataAccessUtils.requiredSingleResult(
                        server.sql()
                                .query(
                                        "select name, revision, payload from tabellion.event where"
                                                + " collection = ?",
                                        (row, _) ->
                                                EventJson.read(
                                                        row.getString(1),
                                                        row.getString(2),
                                                        Bytes.of(row.getBytes(3))),
                                        "*watch/" + watch));
    }

    private static List<KeyId> signersOf(Bytes file) throws MalformedMetadata {
        return Dialect.NOTARY_V1.read(TARGETS, file).keyIds();
    }

    private Author author() {
        return Author.of(server.wire(), gun.value(), clock).begins();
    }
}
