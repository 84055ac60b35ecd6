package dev.tabellion.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.signing.JournalLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal as a signer would write it, small enough to be read in a test. */
public final class PocketJournal {
    private final List<JournalLine> lines = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private Sha256 last = JournalHead.BEGINNING.hash();

    public PocketJournal at(Instant time) {
        now = time;
        return this;
    }

    public List<JournalLine> lines() {
        return List.copyOf(lines);
    }

    public PocketJournal signed(String gun, String role, int version, String base) {
        String payload = gun + role + version + base;
        return add(
                "signed/1",
                place(gun, role)
                        .number("version", version)
                        .text("base", base.isEmpty() ? null : digest(base))
                        .text("expires", now.plusSeconds(1_209_600).toString())
                        .texts("keys", List.of("key-of-" + role))
                        .text("payload", digest(payload))
                        .text("file", digest("file " + payload))
                        .text("reason", "published"));
    }

    public PocketJournal keyBorn(String gun, String role, String key) {
        return add("key-created/1", place(gun, role).text("key", key));
    }

    public PocketJournal refused(String gun, String role, String rule) {
        return add(
                "refused/1",
                place(gun, role)
                        .text("rule", rule)
                        .object("facts", new PlainJson().text("mark", "7")));
    }

    public PocketJournal add(String kind, PlainJson told) {
        PlainJson entry =
                new PlainJson()
                        .number("seq", lines.size() + 1L)
                        .text("previous", last.hex())
                        .text("kind", kind)
                        .text("time", now.toString())
                        .text("by", "in-process")
                        .object("told", told);
        JournalLine line = new JournalLine(entry.bytes());
        lines.add(line);
        last = line.hash();
        return this;
    }

    static String digest(String of) {
        return Bytes.utf8(of).sha256().hex();
    }

    private static PlainJson place(String gun, String role) {
        return new PlainJson().text("gun", gun).number("life", 1).text("role", role);
    }
}
