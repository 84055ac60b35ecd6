package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Vouching;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write side with the signer that believes nobody behind it: honest flows pass. */
class GuardedPublishingIT {
    private static final Gun GUN = new Gun("example.com/guarded");
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");

    @TempDir private Path place;

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private HikariDataSource record;
    private HikariDataSource keys;
    private SignerDatabase signerDatabase;
    private Book book;
    private RoleSigner signer;
    private WriteNode node;
    private PocketPublisher publisher;

    @BeforeEach
    void prepare() {
        var owner = Backing.freshDatabase();
        record = RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
        signerDatabase = SignerDatabase.prepare(owner, DatabaseSettings.defaults());
        keys = signerDatabase.signerPool();
        open();
        publisher =
                PocketPublisher.of(GUN, clock)
                        .withServerKeys(key(RoleName.TIMESTAMP), key(RoleName.SNAPSHOT));
    }

    @AfterEach
    void close() {
        assertThat(book.verify()).isInstanceOf(Verification.Intact.class);
        book.close();
        keys.close();
        record.close();
    }

    @Test
    void publications_and_renewals_go_on_over_restarts_of_the_signer() {
        publish("v1");
        for (int version = 2; version <= 25; version++) {
            publish("v" + version);
            if (version % 6 == 0) {
                book.close();
                open();
            }
        }
        clock.pass(Duration.ofDays(8));
        assertThat(node.execute(new TrustCommand.RenewServerRoles(GUN), WriteNode.ALICE))
                .isInstanceOf(Outcome.Done.class);
        publish("v26");
        assertThat(kinds()).contains("key-created/1", "signed/1").doesNotContain("refused/1");
    }

    @Test
    void a_commit_that_was_lost_or_only_looked_so_stops_nobody() {
        publish("v1");
        for (Cut cut : List.of(Cut.BEFORE_COMMIT, Cut.AFTER_COMMIT, Cut.BEFORE_COMMIT)) {
            var upload = publisher.addTarget("cut " + cut + kinds().size()).publication();
            node.database.cutNext(cut);
            assertThatThrownBy(() -> node.publish(GUN, upload))
                    .isInstanceOf(StoreUnavailable.class);
            if (cut == Cut.BEFORE_COMMIT) {
                assertThat(node.publish(GUN, upload)).isInstanceOf(Outcome.Done.class);
            }
        }
        publish("v2");
        assertThat(kinds()).doesNotContain("refused/1");
    }

    @Test
    void a_retried_request_is_answered_from_the_journal() {
        publish("v1");
        var listening = new ListeningSigner(signer);
        var listened = new WriteNode(record, listening, clock);
        assertThat(listened.publish(GUN, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
        var entries = kinds();
        var last = listening.all().getLast();
        var answer = (SigningAnswer.Produced) last.answer();
        assertThat(signer.sign(last.request().alone())).isEqualTo(answer.with(null));
        var file = Dialect.NOTARY_V1.fileOf(answer.payload(), answer.signatures());
        var timestamp = last.request().vouchingFor(file, Dialect.NOTARY_V1);
        assertThat(signer.sign(Objects.requireNonNull(timestamp))).isEqualTo(answer.vouching());
        assertThat(kinds()).isEqualTo(entries);
    }

    @Test
    void a_snapshot_and_its_timestamp_are_one_question_and_one_commit() {
        publish("v1");
        var listening = new ListeningSigner(signer);
        var listened = new WriteNode(record, listening, clock);
        long commits = book.commits();
        assertThat(listened.publish(GUN, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(listening.all()).hasSize(1);
        assertThat(book.commits() - commits).isOne();
        var answer = (SigningAnswer.Produced) listening.all().getFirst().answer();
        assertThat(Objects.requireNonNull(answer.vouching()).journalEntry())
                .isEqualTo(answer.journalEntry() + 1);
    }

    @Test
    void a_timestamp_that_is_not_justified_is_left_out_and_nothing_is_said_of_it() {
        publish("v1");
        var listening = new ListeningSigner(signer);
        assertThat(
                        new WriteNode(record, listening, clock)
                                .publish(GUN, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
        SigningRequest snapshot = listening.all().getFirst().request();
        Vouching wanted = Objects.requireNonNull(snapshot.vouching());
        Instant late = clock.instant().plus(Duration.ofDays(900));
        for (Vouching lie :
                List.of(
                        new Vouching(new Version(9), wanted.keys(), wanted.expires()),
                        new Vouching(wanted.version().next(), snapshot.keys(), wanted.expires()),
                        new Vouching(wanted.version().next(), wanted.keys(), late))) {
            snapshot = following(snapshot, lie);
            var entries = kinds();
            assertThat(signer.sign(snapshot))
                    .isInstanceOfSatisfying(
                            SigningAnswer.Produced.class,
                            produced -> assertThat(produced.vouching()).isNull());
            assertThat(kinds().subList(entries.size(), kinds().size())).containsExactly("signed/1");
        }
        snapshot =
                following(
                        snapshot,
                        new Vouching(wanted.version().next(), wanted.keys(), wanted.expires()));
        assertThat(signer.sign(snapshot))
                .isInstanceOfSatisfying(
                        SigningAnswer.Produced.class,
                        produced -> assertThat(produced.vouching()).isNotNull());
    }

    /** The same content at the next version, upon the same base: what a lost race leads to. */
    private static SigningRequest following(SigningRequest request, Vouching vouching) {
        return new SigningRequest(
                request.place(),
                request.version().next(),
                request.keys(),
                Bytes.utf8(
                        request.payload()
                                .utf8()
                                .replace(
                                        "\"version\":" + request.version(),
                                        "\"version\":" + request.version().next())),
                request.reason(),
                request.base(),
                request.evidence(),
                vouching);
    }

    @Test
    void what_is_not_justified_is_refused_and_journalled_with_who_asked() {
        publish("v1");
        var request =
                new SigningRequest(
                        new KeyPlace(GUN, 1, RoleName.TIMESTAMP),
                        new Version(2),
                        List.of(),
                        Bytes.utf8("I owe you 1000"),
                        Reason.PUBLISHED,
                        null,
                        List.of(),
                        null);
        var answer = signer.sign(request);
        assertThat(answer).isInstanceOf(SigningAnswer.Refused.class);
        JournalEntry entry = book.after(answer.journalEntry() - 1, 1).getFirst();
        PlainJsonReader json = PlainJsonReader.of(entry.json());
        assertThat(json.text("kind")).isEqualTo("refused/1");
        assertThat(json.text("by")).isEqualTo("in-process");
        assertThat(json.object("told").text("payload")).isEqualTo(request.payload().sha256().hex());
        assertThat(json.object("told").text("rule"))
                .isEqualTo(((SigningAnswer.Refused) answer).rule());
    }

    private void publish(String target) {
        var upload =
                publisher.publishedAs(RoleName.ROOT).isEmpty()
                        ? publisher.firstPublication()
                        : publisher.addTarget(target).publication();
        assertThat(node.publish(GUN, upload)).isInstanceOf(Outcome.Done.class);
    }

    private PublicKey key(RoleName role) {
        var outcome =
                node.execute(
                        new TrustCommand.EnsureManagedKey(GUN, role, KeyAlgorithm.ECDSA),
                        WriteNode.ALICE);
        return ((Outcome.KeyReady) outcome).key().key();
    }

    private List<String> kinds() {
        return book.after(0, 10_000).stream()
                .map(entry -> PlainJsonReader.of(entry.json()).text("kind"))
                .toList();
    }

    private void open() {
        book =
                Book.open(
                        signerDatabase.signerSessions(),
                        keys,
                        new HeadFile(place.resolve("signer-head")),
                        clock);
        var keyring = new Keyring(keys, Vaults.softwareOnly(SoftwareVault.open(keys, KEK)));
        signer =
                new SigningDesk(
                                keyring,
                                book,
                                new SigningPolicy(
                                        PolicySettings.DEFAULT,
                                        keyring::placeOf,
                                        new JdkSignatureCheck()),
                                clock)
                        .as(Peer.IN_PROCESS);
        node = new WriteNode(record, signer, clock);
    }
}
