package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever makes noise about a collection does not keep out who has something to show. */
@Hosted(
        settings = {
            "tabellion.publishing.new-keys-per-minute=1000",
            "tabellion.trusted-proxies=127.0.0.1,::1",
            "tabellion.eye.reports-per-minute=5"
        })
class ReportNoiseIT {
    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    ReportNoiseIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Test
    void what_our_keys_signed_is_taken_while_strangers_shout() {
        var author = Author.of(server.wire(), gun, clock).begins();
        int refused = 0;
        for (int i = 1; i <= 8; i++) {
            refused += report("192.0.2." + i, author.forged()).status() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(3);
        report("192.0.2.100", author.served(RoleName.TARGETS)).is(201);
    }

    @Test
    void one_thing_that_our_keys_signed_is_taken_once_however_it_is_spelled() {
        var author = Author.of(server.wire(), gun, clock).begins();
        long before = documents();
        Bytes published = author.served(RoleName.TARGETS);
        for (int i = 1; i <= 3; i++) {
            String anew = " ".repeat(i) + published.utf8();
            assertThat(report("192.0.2.20" + i, Bytes.utf8(anew)).is(200).text()).contains("known");
        }
        assertThat(documents()).isEqualTo(before);

        Bytes stolen = Author.targets(author.pocket().attack().fastForward(RoleName.TARGETS, 7));
        report("192.0.2.204", stolen).is(201);
        report("192.0.2.205", Bytes.utf8(" " + stolen.utf8())).is(200);
        assertThat(documents()).isEqualTo(before + 1);
    }

    private long documents() {
        return server.sql().queryForList("select 1 from tabellion.document").size();
    }

    private Answer report(String client, Bytes file) {
        return server.wire()
                .relayFor(client, "/api/reports/" + gun + "?role=targets", file.toArray());
    }
}
