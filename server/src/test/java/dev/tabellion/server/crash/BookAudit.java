package dev.tabellion.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lays the signer's journal beside the server's record, both ways. Fails at the first thing that
 * one says and the other denies; what was signed and never published it returns, to be explained.
 */
public final class BookAudit {
    private final JournalSide journal;
    private final RecordSide record;

    private BookAudit(JournalSide journal, RecordSide record) {
        this.journal = journal;
        this.record = record;
    }

    /**
     * @param entries of the whole journal, in their order
     * @param sql reads the server's record
     */
    public static Orphans of(List<Bytes> entries, JdbcTemplate sql) {
        return compared(JournalSide.of(entries), RecordSide.of(sql));
    }

    /** Of one collection, whose entries follow each other. */
    static Orphans of(List<Bytes> entries, JdbcTemplate sql, Gun gun) {
        return compared(JournalSide.of(entries), RecordSide.of(sql, gun));
    }

    private static Orphans compared(JournalSide journal, RecordSide record) {
        var audit = new BookAudit(journal, record);
        audit.no_version_was_signed_twice();
        audit.versions_go_up_and_are_published_once();
        audit.every_signature_of_the_record_is_in_the_journal();
        audit.every_document_of_the_server_was_signed_at_the_signer();
        audit.what_the_signer_was_told_is_published_was();
        return audit.orphans();
    }

    private void no_version_was_signed_twice() {
        Map<Place, SignedEntry> seen = new HashMap<>();
        journal.signed()
                .values()
                .forEach(
                        each ->
                                assertThat(seen.put(each.place(), each))
                                        .as("what was signed for %s before", each)
                                        .isNull());
    }

    private void versions_go_up_and_are_published_once() {
        Map<Place, Integer> highest = new HashMap<>();
        for (RecordSide.Document document : record.documents()) {
            Integer before = highest.put(document.place().line(), document.place().version());
            assertThat(document.place().version())
                    .as("version of %s", document)
                    .isGreaterThan(before == null ? 0 : before);
            assertThat(record.stored().contains(document.digest()))
                    .as("whether the bytes of %s are kept", document)
                    .isTrue();
        }
    }

    private void every_signature_of_the_record_is_in_the_journal() {
        for (RecordSide.Signature signature : record.signatures()) {
            SignedEntry entry = found(journal.signed().get(signature.entry()), signature);
            assertThat(signature.place()).isEqualTo(entry.place());
            assertThat(signature.payload()).isEqualTo(entry.payload());
            assertThat(entry.signatures()).containsEntry(signature.key(), signature.digest());
        }
    }

    private void every_document_of_the_server_was_signed_at_the_signer() {
        Set<Long> told = new HashSet<>();
        record.signatures().forEach(each -> told.add(each.entry()));
        Map<String, SignedEntry> byFile = new HashMap<>();
        journal.signed().values().forEach(each -> byFile.put(each.file(), each));
        for (RecordSide.Document document : record.documents()) {
            if (document.isServers()) {
                SignedEntry entry = found(byFile.get(document.digest()), document);
                assertThat(entry.place()).isEqualTo(document.place());
                assertThat(told.contains(entry.seq()))
                        .as("whether the record tells of entry %d", entry.seq())
                        .isTrue();
            }
        }
    }

    private void what_the_signer_was_told_is_published_was() {
        Set<String> published = published();
        assertThat(journal.told()).allMatch(published::contains);
    }

    private static SignedEntry found(@Nullable SignedEntry entry, Record of) {
        if (entry == null) {
            throw new AssertionError("the journal tells nothing of " + of);
        }
        return entry;
    }

    private Orphans orphans() {
        Set<String> published = published();
        return new Orphans(
                journal.signed().values().stream()
                        .filter(each -> !published.contains(each.file()))
                        .toList(),
                journal.signed().values().stream()
                        .filter(each -> published.contains(each.file()))
                        .toList());
    }

    private Set<String> published() {
        Set<String> digests = new HashSet<>();
        record.documents().forEach(document -> digests.add(document.digest()));
        return digests;
    }
}
