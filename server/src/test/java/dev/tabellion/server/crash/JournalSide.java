package dev.tabellion.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJsonReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a journal tells, read as {@code docs/signer-journal.md} says and with none of the signer's
 * own code.
 *
 * @param signed by entry
 * @param told the digests of timestamps that the server said it published
 */
record JournalSide(SortedMap<Long, SignedEntry> signed, Set<String> told) {

    static JournalSide of(List<Bytes> entries) {
        SortedMap<Long, SignedEntry> signed = new TreeMap<>();
        Set<String> told = new HashSet<>();
        String previous = null;
        for (Bytes entry : entries) {
            PlainJsonReader json = PlainJsonReader.of(entry);
            assertThat(previous == null ? json.text("previous") : previous)
                    .as("what entry %d names as the one before it", json.number("seq"))
                    .isEqualTo(json.text("previous"));
            previous = entry.sha256().hex();
            switch (json.text("kind")) {
                case "signed/1" -> signed.put(json.number("seq"), signed(json));
                case "published/1" -> told.add(json.object("told").text("timestamp"));
                default -> {}
            }
        }
        return new JournalSide(signed, told);
    }

    private static SignedEntry signed(PlainJsonReader json) {
        PlainJsonReader it = json.object("told");
        PlainJsonReader snapshot = it.objectIfThere("snapshot");
        return new SignedEntry(
                json.number("seq"),
                Instant.parse(json.text("time")),
                new Place(
                        it.text("gun"),
                        it.number("life"),
                        it.text("role"),
                        it.smallNumber("version")),
                it.text("payload"),
                it.text("file"),
                snapshot == null ? null : snapshot.text("digest"),
                it
                        .objects(
                                "signatures",
                                each ->
                                        Map.entry(
                                                each.text("key"),
                                                Bytes.base64(each.text("value")).sha256().hex()))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
