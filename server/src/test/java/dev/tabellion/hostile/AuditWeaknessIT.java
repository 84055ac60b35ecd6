package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.TokenServer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What Notary's server kept of who did what: nothing. What ours keeps. */
class AuditWeaknessIT {
    private static final String GUN = "hostile.example.com/audited";

    private static final PocketClock CLOCK = PocketClock.running();
    private static Folder data;
    private static TokenServer tokens;
    private static HostedTabellion server;

    @BeforeAll
    static void serve() {
        data = Folder.make();
        tokens = TokenServer.open(new OpenSsl(data.path()));
        var auth = tokens.settings();
        server =
                HostedTabellion.start(
                        Backing.freshDatabase(),
                        data,
                        CLOCK,
                        "tabellion.auth.type=token",
                        "tabellion.auth.realm=" + auth.realm(),
                        "tabellion.auth.service=" + auth.service(),
                        "tabellion.auth.issuer=" + auth.issuer(),
                        "tabellion.auth.root-cert-bundle=" + auth.rootCertificates());
    }

    @AfterAll
    static void stop() {
        server.close();
        tokens.close();
        data.close();
    }

    /**
     * @param leaf what the log will hold of it
     */
    private record Recorded(String name, String actor, String leaf, ActorCommitment behind) {}

    @Test
    void weakness_6_13_publication_refusal_rotation_and_deletion_are_recorded_with_who_did_them() {
        var alice = as("alice", "push", "pull");
        var mallory = as("mallory", "push", "pull");
        var admin = as("admin", "*");
        var author = Author.of(alice, GUN, CLOCK).begins().adds("v2");
        var evil = new Author(mallory, author.pocket());
        evil.refused("VERSION", author.pocket().attack().rollBack(RoleName.TARGETS));
        author.pocket()
                .rotateTimestamp(
                        Author.key(
                                admin.relay(
                                                "POST",
                                                author.folder() + "timestamp.key",
                                                "",
                                                new byte[0])
                                        .is(200)));
        author.send(author.pocket().publication()).is(200);
        admin.relay("DELETE", author.folder(), "", new byte[0]).is(200);

        var record = record();

        assertThat(record).allSatisfy(AuditWeaknessIT::isBoundToWhoDidIt);
        assertThat(whoDid(record, "metadata-published")).containsOnly("alice");
        assertThat(whoDid(record, "managed-key-created")).containsOnly("alice");
        assertThat(whoDid(record, "role-keys-changed")).containsOnly("alice");
        assertThat(whoDid(record, "publication-rejected")).containsExactly("mallory");
        assertThat(whoDid(record, "managed-key-rotation-staged")).containsExactly("admin");
        assertThat(whoDid(record, "collection-deleted")).containsExactly("admin");
    }

    /** The leaf names nobody, and yet nobody can be exchanged for another. */
    private static void isBoundToWhoDidIt(Recorded event) {
        var leaf = JsonMapper.shared().readTree(event.leaf());
        assertThat(leaf.path("type").asString()).startsWith(event.name() + "/");
        assertThat(leaf.path("repo").asString()).isEqualTo(GUN);
        assertThat(leaf.path("actor").asString())
                .isEqualTo(event.actor())
                .isEqualTo(event.behind().digest().toString());
        var publisher = event.behind().publisher();
        assertThat(publisher.method()).isEqualTo("token");
        assertThat(publisher.address()).isEqualTo("127.0.0.1");
        assertThat(event.leaf()).doesNotContain(publisher.subject());
    }

    private static List<String> whoDid(List<Recorded> record, String name) {
        return record.stream()
                .filter(event -> event.name().equals(name))
                .map(event -> event.behind().publisher().subject())
                .toList();
    }

    private static List<Recorded> record() {
        return server.sql()
                .query(
                        """
                        select e.name, encode(p.actor, 'hex') as actor, p.salt, p.data,
                               convert_from(e.leaf, 'UTF8') as leaf
                        from tabellion.event e
                        join (select global_index from tabellion.log_outbox
                              union select global_index from tabellion.log_leaf) o
                             using (global_index)
                        left join tabellion.event_private p on encode(p.actor, 'hex')
                             = convert_from(e.metadata, 'UTF8')::json->>'actor'
                        where e.collection = ? order by e.sequence
                        """,
                        (row, _) ->
                                new Recorded(
                                        row.getString("name"),
                                        row.getString("actor"),
                                        row.getString("leaf"),
                                        new ActorCommitment(
                                                Bytes.of(row.getBytes("salt")),
                                                Bytes.of(row.getBytes("data")))),
                        GUN);
    }

    private static Wire as(String subject, String... actions) {
        var claims = tokens.claims(subject, List.of(Access.to(GUN, actions)));
        return server.wire().bearing(tokens.signer().sign(claims));
    }
}
