package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a server can have signed without any publisher: the same again, fresh, and on record. */
@ExtendWith(SharedSigner.class)
class WhatIsLeftIT {
    private final AttackedSigner signer;
    private final Siege siege;

    WhatIsLeftIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofOurSnapshots(signer);
    }

    /** A freeze. Nothing of it outlives a fortnight, and each is told with who asked. */
    @Test
    void a_fresh_timestamp_over_unchanged_content_is_signed_and_in_the_journal() {
        var content = siege.server().served(SNAPSHOT);
        PocketAsk ask = siege.intruder().freshTimestamp();
        for (int i = 0; i < 20; i++) {
            signer.journal().news();
            var made = (SigningAnswer.Produced) signer.signer().sign(ask.request());
            JsonNode entry = signer.journal().news().getFirst();
            var file = Dialect.NOTARY_V1.fileOf(made.payload(), made.signatures());
            var timestamp = (Timestamp) PocketServer.read(Siege.TIMESTAMP, file).metadata();

            assertThat(timestamp.snapshot().describes(content)).isTrue();
            assertThat(timestamp.expires())
                    .isBefore(siege.intruder().in(Duration.ofDays(14).plusMinutes(1)));
            assertThat(entry.path("kind").asString()).isEqualTo("signed/1");
            assertThat(entry.path("by").asString()).isEqualTo(AttackedSigner.SERVER);
            assertThat(entry.path("seq").asLong()).isEqualTo(made.journalEntry());
            assertThat(entry.at("/told/file").asString()).isEqualTo(file.sha256().hex());
            assertThat(entry.at("/told/snapshot/digest").asString())
                    .isEqualTo(content.sha256().hex());
            assertThat(entry.at("/told/signatures/0/value").asString())
                    .isEqualTo(made.signatures().getFirst().value().base64());
            ask =
                    siege.intruder()
                            .timestamp(content, timestamp.version().number() + 1)
                            .base(file.sha256());
        }
    }

    @Test
    void a_fresh_snapshot_says_what_the_last_one_said() {
        PocketAsk ask = siege.intruder().snapshot(_ -> {});
        var made = siege.given(ask.and(TARGETS, siege.server().served(TARGETS)));
        var file = Dialect.NOTARY_V1.fileOf(made.payload(), made.signatures());
        var snapshot = (Snapshot) PocketServer.read(SNAPSHOT, file).metadata();
        assertThat(snapshot.meta()).isEqualTo(siege.intruder().meta());
    }

    /** Withholding is nothing that a signer can see; the eye and the witnesses can. */
    @Test
    void of_what_publishers_signed_it_may_leave_out_some() {
        siege.publisher().addTarget("withheld").publication();
        var next = siege.publisher().addTarget("passed-on").publication();
        PocketAsk ask = siege.intruder().publication(next);
        assertThat(siege.given(ask).payload()).isEqualTo(ask.payload());
    }
}
