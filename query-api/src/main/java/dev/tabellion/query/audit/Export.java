package dev.tabellion.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditEntry;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.audit.AuditQuestion.Format;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all rows that are wanted while it reads them, a page in memory at a time. Ends with the
 * log as it was when the export began; if it breaks off, so does the connection, and nobody takes a
 * part for the whole.
 */
final class Export {
    private static final int AT_ONCE = 500;

    private final AuditIndex index;
    private final AuditEntries entries;
    private final PublishedLog log;

    Export(AuditIndex index, AuditEntries entries, PublishedLog log) {
        this.index = index;
        this.entries = entries;
        this.log = log;
    }

    void write(AuditQuestion question, boolean withPeople, HttpServletResponse response)
            throws IOException {
        boolean csv = question.format() == Format.CSV;
        AuditFilter filter = question.filter().until(index.size());
        response.setContentType(
                (csv ? "text/csv; header=present" : "application/jsonl") + "; charset=utf-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"audit." + (csv ? "csv" : "jsonl") + "\"");
        OutputStream out = response.getOutputStream();
        if (csv) {
            out.write(EntryCsv.HEADER.getBytes(UTF_8));
        }
        long left = question.limit();
        @Nullable Long after = question.after();
        do {
            AuditPage page =
                    index.find(filter, question.direction(), after, (int) Math.min(AT_ONCE, left));
            Proofs proofs = new Proofs(log);
            for (AuditEntry entry : entries.read(page.leaves(), withPeople)) {
                out.write(row(entry, question, withPeople, proofs).getBytes(UTF_8));
            }
            left -= page.leaves().size();
            after = page.next();
        } while (after != null && left > 0);
    }

    private static String row(
            AuditEntry entry, AuditQuestion question, boolean withPeople, Proofs proofs) {
        if (question.format() == Format.CSV) {
            return EntryCsv.line(entry);
        }
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(line)) {
            EntryJson.write(
                    json,
                    entry,
                    withPeople,
                    question.proofs(),
                    question.proofs() ? proofs.of(entry.index()) : null);
        }
        return line.append('\n').toString();
    }
}
