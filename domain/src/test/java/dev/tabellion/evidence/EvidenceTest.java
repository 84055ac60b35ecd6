package dev.tabellion.evidence;

import static dev.tabellion.evidence.PocketEvidence.check;
import static dev.tabellion.evidence.PocketEvidence.flipped;
import static dev.tabellion.evidence.PocketEvidence.forged;
import static dev.tabellion.evidence.PocketEvidence.packed;
import static dev.tabellion.evidence.PocketEvidence.unpacked;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.tlog.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written is found right, and nothing else is. */
class EvidenceTest {
    private final PocketEvidence evidence = new PocketEvidence();
    private final Bytes file = evidence.written();

    @Test
    void what_was_written_is_right() {
        assertThat(check(file)).isEmpty();
        assertThat(file.length()).isEqualTo((int) evidence.file().length());
        assertThat(evidence.file().isWithinBounds()).isTrue();
    }

    @Test
    void the_same_evidence_is_the_same_file() {
        assertThat(evidence.written()).isEqualTo(file);
        assertThat(packed(unpacked(file))).isEqualTo(file);
    }

    @Test
    void one_bit_of_any_member_is_found_and_named() {
        unpacked(file)
                .forEach(
                        (name, bytes) -> {
                            Map<String, Bytes> members = unpacked(file);
                            members.put(name, flipped(bytes));
                            assertThat(check(packed(members)))
                                    .as(name)
                                    .anySatisfy(
                                            found ->
                                                    assertThat(member(found))
                                                            .isIn(name, told(name)));
                        });
    }

    @Test
    void one_bit_anywhere_between_members_is_found() {
        Bytes bytes = file;
        for (int at = 0; at < bytes.length(); at += 37) {
            byte[] changed = bytes.toArray();
            changed[at] ^= 4;
            assertThat(check(Bytes.of(changed))).as("byte %d", at).isNotEmpty();
        }
    }

    @Test
    void a_manifest_made_to_fit_hides_nothing_that_was_logged() {
        String entry = "entries/" + evidence.leaf;
        String document = "documents/" + evidence.targets.digest();
        assertThat(faults(entry + ".entry")).contains(Fault.ENTRY_UNPROVEN);
        assertThat(faults(entry + ".payload")).contains(Fault.PAYLOAD_DIFFERS);
        assertThat(faults(entry + ".tlog-proof")).contains(Fault.ENTRY_UNPROVEN);
        assertThat(faults(document)).contains(Fault.DOCUMENT_DIFFERS);
        assertThat(faults("checkpoint"))
                .containsAnyOf(Fault.CHECKPOINT_UNSIGNED, Fault.CHECKPOINT_MALFORMED);
    }

    private List<Fault> faults(String member) {
        return check(forged(file, member, PocketEvidence::flipped)).stream()
                .map(Finding::fault)
                .toList();
    }

    @Test
    void a_checkpoint_of_somebody_else_proves_nothing() {
        assertThat(check(file, TestKey.WITNESS.key()))
                .anySatisfy(f -> assertThat(f.fault()).isEqualTo(Fault.CHECKPOINT_UNSIGNED));
    }

    @Test
    void the_proof_of_one_entry_proves_no_other() {
        Bytes both = evidence.written(evidence.with(evidence.file(), 0));
        assertThat(check(both)).isEmpty();
        Map<String, Bytes> members = unpacked(both);
        Bytes other = requireNonNull(members.get("entries/0.tlog-proof"));
        Bytes wrong = forged(both, "entries/" + evidence.leaf + ".tlog-proof", _ -> other);
        assertThat(check(wrong))
                .extracting(Finding::fault)
                .containsExactly(Fault.ENTRY_UNPROVEN, Fault.MEMBER_UNNAMED);
    }

    @Test
    void what_the_report_names_is_there_or_admitted_not_to_be() {
        Bytes hidden = evidence.written(evidence.empty().absent(new Exhibit.Leaf(evidence.leaf)));
        assertThat(check(hidden))
                .extracting(Finding::fault)
                .containsOnly(Fault.EXHIBIT_MISSING)
                .hasSize(4);
        assertThat(check(forged(file, "report.json", _ -> Bytes.utf8("{}"))))
                .extracting(Finding::fault)
                .containsExactly(Fault.REPORT_UNREADABLE);
    }

    @Test
    void a_report_that_was_touched_is_noticed() {
        Bytes other =
                forged(
                        file,
                        "report.json",
                        report -> Bytes.utf8(report.utf8().replace("TARGET_CHANGED", "EVENT_GAP")));
        assertThat(check(other)).extracting(Finding::fault).contains(Fault.REPORT_MISNAMED);
        Bytes key = forged(file, "README.txt", text -> Bytes.utf8(text.utf8() + "--key MINE\n"));
        assertThat(check(key)).extracting(Finding::fault).containsExactly(Fault.MEMBER_DIFFERS);
    }

    @Test
    void a_report_of_too_much_is_none() {
        Bytes much = Bytes.utf8("[" + "[],".repeat(5_000_000) + "[]]");
        assertThat(check(forged(file, "report.json", _ -> much)))
                .extracting(Finding::fault)
                .containsExactly(Fault.REPORT_UNREADABLE);
    }

    @Test
    void an_entry_of_the_journal_is_held_against_what_the_log_tells_of_it() {
        Bytes entry = evidence.journalEntry();
        Bytes with = evidence.written(evidence.withSignature(entry));
        assertThat(check(with)).isEmpty();
        String name = "journal/" + evidence.signature().journalEntry() + ".entry";
        assertThat(journal(with)).isEqualTo(new JournalExtent(1, 1, 0));
        assertThat(check(forged(with, name, _ -> Bytes.utf8("{}"))))
                .extracting(Finding::fault)
                .contains(Fault.JOURNAL_ENTRY_DIFFERS);
    }

    /** What EVENT_GAP is about, and UNLEDGERED_SIGNATURE where it stands elsewhere. */
    @Test
    void a_journal_that_says_otherwise_than_the_log_is_what_a_file_may_prove() {
        Bytes entry = evidence.journalEntry();
        String version = "\"version\":" + evidence.signature().version();
        Bytes other = Bytes.utf8(entry.utf8().replace(version, "\"version\":77"));
        Bytes with = evidence.written(evidence.withSignature(other));
        assertThat(check(with)).isEmpty();
        assertThat(journal(with)).isEqualTo(new JournalExtent(1, 0, 1));
        Bytes refused =
                Bytes.utf8(entry.utf8().replace("\"kind\":\"signed/1\"", "\"kind\":\"refused/1\""));
        Bytes another = evidence.written(evidence.withSignature(refused));
        assertThat(check(another)).isEmpty();
        assertThat(journal(another)).isEqualTo(new JournalExtent(1, 0, 1));
    }

    @Test
    void a_signature_in_another_spelling_is_not_the_one_that_was_logged() {
        Bytes entry = evidence.journalEntry();
        Bytes spelled = Bytes.utf8(entry.utf8().replaceAll("=*\"}]", "\"}]"));
        assertThat(spelled).isNotEqualTo(entry);
        assertThat(journal(evidence.written(evidence.withSignature(spelled))))
                .isEqualTo(new JournalExtent(1, 0, 1));
    }

    @Test
    void an_entry_of_the_journal_that_no_report_names_is_smuggled() {
        Bytes stray =
                Bytes.utf8(evidence.journalEntry().utf8().replaceAll("\"seq\":\\d+", "\"seq\":77"));
        Bytes with = evidence.written(evidence.file().journal(77, stray));
        assertThat(check(with)).extracting(Finding::fault).containsExactly(Fault.MEMBER_UNNAMED);
        assertThat(journal(with)).isEqualTo(new JournalExtent(1, 0, 0));
    }

    private static JournalExtent journal(Bytes file) {
        return requireNonNull(PocketEvidence.extent(file)).journal();
    }

    @Test
    void a_document_that_was_logged_cannot_be_called_absent() {
        Bytes without =
                evidence.written(
                        evidence.with(
                                evidence.empty()
                                        .absent(new Exhibit.File(evidence.targets.digest())),
                                evidence.leaf));
        assertThat(check(without)).extracting(Finding::fault).contains(Fault.DOCUMENT_MISSING);
    }

    @Test
    void a_document_that_no_entry_names_is_smuggled() {
        Bytes stray = Bytes.utf8("stray");
        evidence.record.documents.put(stray.sha256(), stray);
        assertThat(check(evidence.written(evidence.file().document(stray.sha256(), 5))))
                .extracting(Finding::fault)
                .containsExactly(Fault.MEMBER_UNNAMED);
    }

    @Test
    void a_document_that_changed_meanwhile_breaks_the_writing_off() {
        assertThatThrownBy(
                        () ->
                                evidence.file()
                                        .writeTo(
                                                new ByteArrayOutputStream(),
                                                _ -> Bytes.utf8("another")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(evidence.targets.digest().hex());
    }

    /** Of a manifest that was changed, whatever it now tells wrongly is named. */
    private static String told(String name) {
        return name.equals("manifest.json") ? "checkpoint" : name;
    }

    private static String member(Finding found) {
        return String.valueOf(found.spot().names().get("member"));
    }
}
