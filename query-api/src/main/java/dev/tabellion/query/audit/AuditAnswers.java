package dev.tabellion.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tabellion.api.Problem;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditEntry;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tlog.LoggedProof;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what is asked of the audit trail, one page or one entry at a time. */
final class AuditAnswers {
    private static final String NOT_COVERED =
            "no public checkpoint covers this leaf yet; ask again in a second";

    private final AuditIndex index;
    private final AuditEntries entries;
    private final PublishedLog log;
    private final Export export;

    AuditAnswers(AuditIndex index, AuditEntries entries, PublishedLog log) {
        this.index = index;
        this.entries = entries;
        this.log = log;
        this.export = new Export(index, entries, log);
    }

    void answer(AuditQuestion question, boolean withPeople, HttpServletResponse response)
            throws IOException {
        if (question.filter().tellsOfPersons() && !withPeople) {
            throw new Refused(Problem.forbidden("to filter by people needs the role auditor"));
        }
        if (question.format() == AuditQuestion.Format.JSON) {
            page(question, withPeople, response);
        } else {
            export.write(question, withPeople, response);
        }
    }

    /** One leaf, with its proof if there is one. */
    void entry(long leaf, boolean withPeople, HttpServletResponse response) throws IOException {
        AuditEntry entry = one(leaf, withPeople);
        LoggedProof proof = new Proofs(log).of(leaf);
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = generator(response)) {
            EntryJson.write(json, entry, withPeople, true, proof);
        }
    }

    /** The proof alone, as a file that verifies offline. */
    void proof(long leaf, HttpServletResponse response) throws IOException {
        one(leaf, false);
        LoggedProof proof = new Proofs(log).of(leaf);
        if (proof == null) {
            throw new Refused(Problem.notFound(NOT_COVERED));
        }
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + leaf + ".tlog-proof\"");
        response.getOutputStream().write(proof.bytes().toArray());
    }

    /** By a writer, which replaces half a character that an edited row may hold. */
    private static JsonGenerator generator(HttpServletResponse response) throws IOException {
        return JsonMapper.shared()
                .createGenerator(new OutputStreamWriter(response.getOutputStream(), UTF_8));
    }

    private AuditEntry one(long leaf, boolean withPeople) {
        return entries.read(List.of(leaf), withPeople).stream()
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refused(
                                        Problem.notFound("the log has no leaf " + leaf + " yet")));
    }

    private static Map<Long, LoggedProof> proven(List<AuditEntry> entries, Proofs proofs) {
        Map<Long, LoggedProof> proven = new HashMap<>();
        for (AuditEntry entry : entries) {
            LoggedProof proof = proofs.of(entry.index());
            if (proof != null) {
                proven.put(entry.index(), proof);
            }
        }
        return proven;
    }

    private void page(AuditQuestion question, boolean withPeople, HttpServletResponse response)
            throws IOException {
        Proofs proofs = new Proofs(log); // before the page, so that it covers no more than it says
        AuditPage page =
                index.find(
                        question.filter(),
                        question.direction(),
                        question.after(),
                        (int) question.limit());
        List<AuditEntry> found = entries.read(page.leaves(), withPeople);
        // all of them before the first byte is written: what does not read leaves no half answer
        Map<Long, LoggedProof> proven = question.proofs() ? proven(found, proofs) : Map.of();
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = generator(response)) {
            json.writeStartObject();
            json.writeNumberProperty("size", page.size());
            json.writeArrayPropertyStart("entries");
            for (AuditEntry entry : found) {
                LoggedProof proof = proven.get(entry.index());
                EntryJson.write(json, entry, withPeople, question.proofs(), proof);
            }
            json.writeEndArray();
            if (page.next() != null) {
                json.writeStringProperty(
                        "next",
                        Cursor.after(page.next(), question.direction(), question.filter()).text());
            }
            if (question.proofs() && proofs.checkpoint() != null) {
                json.writeStringProperty("checkpoint", proofs.checkpoint().bytes().utf8());
            }
            json.writeEndObject();
        }
    }
}
