package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Row C10: an honest server on a database that somebody else wrote, or put back. It asks in good
 * faith, and gets nothing that the signer remembers otherwise.
 */
@ExtendWith(SharedSigner.class)
class RewrittenDatabaseIT {
    private final AttackedSigner signer;

    RewrittenDatabaseIT(AttackedSigner signer) {
        this.signer = signer;
    }

    @Test
    void one_that_was_put_back_gets_neither_a_renewal_nor_other_content() {
        var siege = Siege.ofOurSnapshots(signer);
        TrustedCollection backup = siege.server().collection();
        List<Upload> lost = siege.publisher().addTarget("v3").publication();
        siege.server().accepts(lost);
        siege.server().believes(backup);
        assertThat(rule(siege, siege.server().renews())).isEqualTo("base-unknown");
        List<Upload> other = siege.publisher().attack().equivocate(TARGETS);
        assertThat(rule(siege, decided(siege, other))).isEqualTo("base-unknown");
        // what was lost can be brought back: the signatures are those of then
        assertThat(decided(siege, lost)).isInstanceOf(Decision.Accepted.class);
        assertThat(JournalReader.ofKind("signed/1", signer.journal().news())).isEmpty();
    }

    @Test
    void an_older_document_in_the_place_of_the_current_one_is_not_signed_for() {
        var siege = Siege.ofOurSnapshots(signer);
        Bytes old = siege.server().served(SNAPSHOT);
        siege.server().accepts(siege.publisher().addTarget("v3").publication());
        TrustedCollection before = siege.server().collection();

        writes(siege.server(), SNAPSHOT, old);
        assertThat(rule(siege, siege.server().renews())).isEqualTo("snapshot-not-in-journal");
        siege.server().believes(before);
        writes(siege.server(), ROOT, siege.publisher().publishedAs(ROOT).getFirst());
        assertThat(rule(siege, siege.server().renews())).isEqualTo("evidence-missing");
        siege.server().believes(before);
        assertThat(siege.server().renews()).isInstanceOf(Decision.Accepted.class);
    }

    /** Notary's server had it signed: its signer took a key id and any bytes. */
    @Test
    void another_collections_rows_in_the_place_of_its_own_are_not_signed_for() {
        var siege = Siege.ofOurSnapshots(signer);
        var other = Siege.ofOurSnapshots(signer).server();
        for (List<RoleName> swapped :
                List.of(
                        List.of(ROOT),
                        List.of(SNAPSHOT),
                        List.of(ROOT, SNAPSHOT),
                        List.of(ROOT, SNAPSHOT, TIMESTAMP))) {
            var before = siege.server().collection();
            swapped.forEach(role -> writes(siege.server(), role, other.served(role)));
            assertThat(rule(siege, siege.server().renews()))
                    .as(swapped.toString())
                    .isIn("snapshot-not-in-journal", "evidence-missing", "base-unknown");
            siege.server().believes(before);
        }
    }

    /** A publication of somebody else's is when a server writes down what its rows say. */
    @Test
    void a_snapshot_in_the_database_that_nobody_signed_is_not_carried_on() {
        var siege = Siege.ofOurSnapshots(signer);
        var meta = siege.intruder().meta();
        meta.put(TARGETS, FileMeta.of(Bytes.utf8("evil")));
        Version current = siege.server().current(SNAPSHOT).version();
        Bytes lie =
                PocketIntruder.payload(
                        new Snapshot(current, siege.intruder().in(Duration.ofDays(90)), meta));
        KeyId ours = siege.intruder().keysOf(SNAPSHOT).getFirst();
        var claimed = new Signature(ours, "ecdsa", Bytes.of(new byte[64]));
        Bytes evil = Dialect.NOTARY_V1.fileOf(lie, List.of(claimed));
        writes(siege.server(), SNAPSHOT, evil);
        var honest = siege.publisher().publicationOf(Siege.RELEASES);
        assertThat(rule(siege, decided(siege, honest))).isEqualTo("evidence-missing");
    }

    @Test
    void a_root_of_the_intruders_keys_gets_nothing() {
        var siege = Siege.ofOurSnapshots(signer);
        Bytes root = siege.publisher().attack().replaceRoot().getFirst().file();
        writes(siege.server(), ROOT, root);
        assertThat(rule(siege, siege.server().renews()))
                .isIn("snapshot-not-in-journal", "evidence-missing");
        var rotated = Siege.ofTheirSnapshots(signer);
        Bytes own = rotated.publisher().attack().replaceRoot().getFirst().file();
        writes(rotated.server(), ROOT, own);
        assertThat(rule(rotated, rotated.server().renews())).isEqualTo("evidence-missing");
    }

    /** The rule by which the signer refused the server, as its journal tells it. */
    private String rule(Siege siege, Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(((Decision.Refused) decision).why()).isInstanceOf(Rejection.SignerRefused.class);
        var news = signer.journal().news();
        assertThat(JournalReader.ofKind("refused/1", news)).isNotEmpty();
        String rule = JournalReader.ofKind("refused/1", news).getLast().at("/told/rule").asString();
        siege.stillServesOthers();
        return rule;
    }

    private Decision decided(Siege siege, List<Upload> uploads) {
        signer.journal().news();
        return siege.server()
                .decide(new TrustCommand.PublishMetadata(siege.server().gun(), uploads));
    }

    /** As who may write to its tables: the row of a role names another document. */
    private static void writes(PocketServer server, RoleName role, Bytes file) {
        server.stores(file);
        var read = PocketServer.read(role, file);
        server.believes(
                server.collection()
                        .evolve(
                                new MetadataPublished(
                                        role,
                                        read.metadata().version(),
                                        file.sha256(),
                                        file.length(),
                                        read.metadata().expires(),
                                        read.keyIds(),
                                        null,
                                        Author.PUBLISHER,
                                        Reason.PUBLISHED)));
    }
}
