package dev.tabellion.inspection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.inspection.Showing.Shown;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record comes to, held against what is served; and what is held of it at a time. */
class ShowingTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);
    private static final List<RoleName> TOP =
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private final PocketServer server =
            new PocketServer(new Gun("docker.io/library/a"), new PocketSigner(), CLOCK);
    private final ShelvedRecord record = new ShelvedRecord();

    ShowingTest() {
        var publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        record.tells(server.gun(), server.history()).documents.putAll(server.store());
        record.publish();
    }

    @Test
    void what_is_served_and_was_never_published_so_is_found() {
        Map<String, Shown> rows = new HashMap<>();
        for (RoleName role : TOP) {
            var file = server.current(role);
            rows.put(role.value(), new Shown(file.version().number(), file.digest().hex()));
        }
        assertThat(served(1, rows)).isEmpty();
        assertThat(served(2, rows)).containsExactly("live_collection");
        assertThat(served(null, Map.of())).hasSize(1 + TOP.size());
        rows.put("targets/x", new Shown(1, "0".repeat(64)));
        rows.put("targets", new Shown(1, requireNonNull(rows.get("root")).digest()));
        assertThat(served(1, rows))
                .containsExactly("current_document targets", "current_document targets/x");
    }

    private List<String> served(@Nullable Integer life, Map<String, Shown> rows) {
        List<String> found = new ArrayList<>();
        String gun = server.gun().value();
        var examination = new Examination(record, ShelvedRecord.ORIGIN);
        var inspection = record.inspected(0, examination, new ArrayList<>());
        requireNonNull(inspection.showings().get(gun))
                .judge(
                        gun,
                        life,
                        rows,
                        finding -> {
                            assertThat(finding.fault()).isEqualTo(Fault.SERVED_DIFFERS);
                            var names = finding.spot().names();
                            String role = names.get("role");
                            found.add(names.get("table") + (role == null ? "" : " " + role));
                        });
        return found;
    }

    @Test
    void large_documents_are_held_one_by_one() {
        record.findings();
        long all = record.mostAtOnce;
        record.mostAtOnce = 0;
        Sha256 digest = server.current(RoleName.TARGETS).digest();
        record.documents.put(digest, Bytes.utf8("another"));
        List<Finding> findings = new ArrayList<>();
        record.inspected(0, new Examination(record, ShelvedRecord.ORIGIN, 1), findings);
        assertThat(findings)
                .singleElement()
                .satisfies(found -> assertThat(found.fault()).isEqualTo(Fault.DOCUMENT_DIFFERS));
        long largest = record.documents.values().stream().mapToLong(Bytes::length).max().orElse(0);
        assertThat(record.mostAtOnce).isEqualTo(largest).isLessThan(all);
    }
}
