package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.server.NotaryStorage;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether two servers show the same, byte by byte, by each name that it has. */
record ServedAlike(Wire there, Wire here) {
    private static final String EVERYTHING = "/v2/_trust/changefeed?records=1000";

    /**
     * @param atLeast how many files with a role of their own are current, and how many changes
     *     there were
     */
    void is(NotaryStorage storage, int atLeast) {
        var current = new TreeSet<List<String>>(Comparator.comparing(List::toString));
        for (List<String> row : storage.documents()) {
            String gun = row.get(0);
            String role = row.get(1);
            isAlike(gun, row.get(2) + "." + role + ".json");
            isAlike(gun, role + "." + row.get(3) + ".json");
            current.add(List.of(gun, role));
        }
        assertThat(current).hasSizeGreaterThanOrEqualTo(atLeast);
        for (List<String> place : current) {
            isAlike(place.get(0), place.get(1) + ".json");
        }
        assertThat(changes(here)).isEqualTo(changes(there)).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private void isAlike(String gun, String file) {
        var original = there.tuf(gun, file);
        var ours = here.tuf(gun, file);
        assertThat(ours.status()).as("%s of %s", file, gun).isEqualTo(original.status());
        assertThat(original.status()).isEqualTo(200);
        assertThat(ours.bytes()).as("%s of %s", file, gun).isEqualTo(original.bytes());
    }

    private static List<String> changes(Wire wire) {
        List<String> changes = new ArrayList<>();
        for (JsonNode record : wire.get(EVERYTHING).is(200).json().path("records")) {
            changes.add(
                    Stream.of("ID", "GUN", "Version", "SHA256", "Category")
                                    // its column pads a missing digest with blanks
                                    .map(name -> record.path(name).asString().strip())
                                    .toList()
                            + " "
                            + OffsetDateTime.parse(record.path("CreatedAt").asString())
                                    .toInstant());
        }
        return changes;
    }
}
