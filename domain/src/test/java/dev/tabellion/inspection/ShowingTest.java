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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record comes to, held against what is served; and what is held of it at a time. */
class ShowingTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);
    private static final Instant END = Instant.parse("2036-11-22T08:30:00Z");
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
        Map<String, Instant> at = new HashMap<>();
        for (ServedRow row : told()) {
            if (row instanceof ServedRow.Published published) {
                at.put(published.digest(), published.at());
            }
        }
        for (RoleName role : TOP) {
            var file = server.current(role);
            rows.put(
                    role.value(),
                    new Shown(
                            file.version().number(),
                            file.digest().hex(),
                            file.length(),
                            at.getOrDefault(file.digest().hex(), END),
                            file.expires()));
        }
        assertThat(served(1, rows)).isEmpty();
        assertThat(served(2, rows)).containsExactly("live_collection");
        assertThat(served(null, Map.of())).hasSize(1 + TOP.size());
        Shown targets = requireNonNull(rows.get("targets"));
        rows.put("targets/x", targets);
        rows.put("targets", requireNonNull(rows.get("root")));
        assertThat(served(1, rows))
                .containsExactly("current_document targets", "current_document targets/x");
        rows.remove("targets/x");
        for (Shown edited :
                List.of(
                        new Shown(1, targets.digest(), targets.length(), targets.at(), END),
                        new Shown(2, targets.digest(), 1, targets.at(), targets.expires()),
                        new Shown(2, targets.digest(), targets.length(), END, targets.expires()),
                        new Shown(2, targets.digest(), targets.length(), targets.at(), END))) {
            rows.put("targets", edited);
            assertThat(served(1, rows)).containsExactly("current_document targets");
        }
    }

    @Test
    void rows_come_to_the_same_in_any_order_and_no_others_do() {
        Showing showing = showing();
        List<ServedRow> told = told();
        List<ServedRow> published = rows(told, "published_document").reversed();
        List<ServedRow> changes = rows(told, "changefeed").reversed();
        assertThat(published).hasSize(7); // the root stayed
        assertThat(changes).hasSize(2);
        assertThat(showing.agreesOnPublished(sum(published))).isTrue();
        assertThat(showing.agreesOnTold(sum(changes))).isTrue();

        assertThat(showing.agreesOnPublished(new RowSum())).isFalse();
        assertThat(showing.agreesOnPublished(sum(published.subList(1, 7)))).isFalse();
        List<ServedRow> twice = new ArrayList<>(published.subList(1, 7));
        twice.add(published.getLast());
        assertThat(showing.agreesOnPublished(sum(twice))).isFalse();
        assertThat(showing.agreesOnTold(sum(changes.subList(1, 2)))).isFalse();
        assertThat(showing.agreesOnTold(sum(published))).isFalse();
    }

    private List<ServedRow> told() {
        List<ServedRow> told = new ArrayList<>();
        Showing again = Showing.telling(told::add);
        for (int each = 0; each < server.history().size(); each++) {
            Instant at = CLOCK.instant().plusSeconds(each); // as the record has it
            again.follow(each, at, server.history().get(each));
        }
        return told;
    }

    private static List<ServedRow> rows(List<ServedRow> told, String table) {
        return told.stream().filter(row -> row.table().equals(table)).toList();
    }

    private static RowSum sum(List<ServedRow> rows) {
        RowSum sum = new RowSum();
        rows.forEach(sum::add);
        return sum;
    }

    private List<String> served(@Nullable Integer life, Map<String, Shown> rows) {
        List<String> found = new ArrayList<>();
        Consumer<Finding> findings =
                finding -> {
                    assertThat(finding.fault()).isEqualTo(Fault.SERVED_DIFFERS);
                    var names = finding.spot().names();
                    String role = names.get("role");
                    found.add(names.get("table") + (role == null ? "" : " " + role));
                };
        String name = server.gun().value();
        Showing showing = showing();
        showing.judgeLife(name, life, findings);
        showing.judgeCurrent(name, rows, findings);
        return found;
    }

    private Showing showing() {
        var examination = new Examination(record, ShelvedRecord.ORIGIN);
        var inspection = record.inspected(0, examination, new ArrayList<>());
        return requireNonNull(inspection.showings().get(server.gun().value()));
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
