package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The signer as an oracle: whatever the bytes are, they are one canonical document or nothing. */
@ExtendWith(SharedSigner.class)
class BytesItMayNotSignIT {
    private final Siege siege;
    private final PocketAsk honest;

    BytesItMayNotSignIT(AttackedSigner signer) {
        this.siege = Siege.ofNewCollection(signer);
        this.honest = siege.intruder().freshTimestamp();
    }

    @Test
    void arbitrary_bytes_are_not_signed() {
        byte[] noise = new byte[300];
        new Random(7).nextBytes(noise);
        refused(Bytes.of(noise));
        refused(Bytes.of(new byte[0]));
        refused("sign me");
        refused("null");
        refused("[]");
        refused("{}");
        refused("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJyb290In0"); // what a token's signature covers
        refused("tabellion.example.com/log\n7\nAAAA\n"); // a log's checkpoint
        refused(" ".repeat(64) + "TLS 1.3, client CertificateVerify\0" + "h".repeat(32));
    }

    @Test
    void what_other_roles_sign_is_not_signed() {
        refused(siege.intruder().snapshot(_ -> {}).payload());
        refused(PocketServer.read(TARGETS, siege.server().served(TARGETS)).payload());
        refused(PocketServer.read(ROOT, siege.server().served(ROOT)).payload());
        for (RoleName publishers : List.of(ROOT, TARGETS, Siege.RELEASES)) {
            Bytes payload = PocketServer.read(TARGETS, siege.server().served(TARGETS)).payload();
            assertThat(siege.refused(honest.role(publishers).payload(payload)))
                    .isEqualTo("not-a-document");
        }
        PocketAsk asSnapshot = siege.intruder().snapshot(_ -> {});
        assertThat(siege.refused(asSnapshot.payload(honest.payload()))).isEqualTo("not-a-document");
    }

    @Test
    void a_version_that_is_not_the_documents_is_not_signed_for() {
        assertThat(siege.refused(honest.version(honest.version() + 1))).isEqualTo("not-a-document");
        assertThat(siege.refused(honest.version(1))).isEqualTo("not-a-document");
    }

    @Test
    void members_are_not_smuggled_into_what_is_signed() {
        String text = honest.payload().utf8();
        refused(text.replaceFirst("\\{", "{\"_\":1,"));
        refused(text.replaceFirst("\\{", "{\"custom\":{\"expires\":\"2099-01-01T00:00:00Z\"},"));
        refused(text.replace("\"meta\":{", "\"meta\":{\"root\":{\"hashes\":{},\"length\":1},"));
        refused(text.replace("\"hashes\":{", "\"hashes\":{\"md5\":\"AAAA\","));
        refused("{\"signed\":" + text + ",\"signatures\":[]}");
        assertThat(
                        siege.refused(
                                siege.intruder()
                                        .snapshot(_ -> {})
                                        .payload(snapshotWith("\"extra\":{\"length\":0},"))))
                .isEqualTo("not-a-document");
    }

    @Test
    void another_spelling_of_the_same_is_not_signed() {
        String text = honest.payload().utf8();
        refused(text + " ");
        refused(text + "\n");
        refused("\uFEFF" + text);
        refused(text + text);
        refused(text.replace(":", ": "));
        refused(text.replace("\"version\"", "\"Version\""));
        refused(text.replace("\"version\":", "\"version\":1,\"version\":"));
        refused(text.replace("Timestamp", "\\u0054imestamp"));
        refused(text.replace("\"version\":" + honest.version(), "\"version\":2e0"));
        refused(text.replace("\"version\":" + honest.version(), "\"version\":2.0"));
        refused(text.replace("\"version\":" + honest.version(), "\"version\":02"));
        refused(text.replace("Z\"", "+00:00\""));
    }

    private Bytes snapshotWith(String member) {
        String text = siege.intruder().snapshot(_ -> {}).payload().utf8();
        return Bytes.utf8(text.replace("\"meta\":{", "\"meta\":{" + member));
    }

    private void refused(String payload) {
        assertThat(payload).isNotEqualTo(honest.payload().utf8());
        refused(Bytes.utf8(payload));
    }

    private void refused(Bytes payload) {
        assertThat(siege.refused(honest.payload(payload)))
                .as(payload.toString())
                .isEqualTo("not-a-document");
    }
}
