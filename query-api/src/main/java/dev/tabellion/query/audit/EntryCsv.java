package dev.tabellion.query.audit;

import dev.tabellion.collection.Publisher;
import dev.tabellion.projection.audit.AuditEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry as a line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins
 * with an apostrophe: names come from strangers.
 */
final class EntryCsv {
    static final String HEADER =
            line(
                    List.of(
                            "index",
                            "time",
                            "collection",
                            "sequence",
                            "type",
                            "role",
                            "version",
                            "digest",
                            "subject",
                            "method",
                            "address",
                            "commitment",
                            "request",
                            "cause",
                            "id",
                            "event",
                            "unreadable"));

    private static final String FORMULAS = "=+-@\t\r\n|%";

    private EntryCsv() {}

    static String line(AuditEntry entry) {
        JsonNode event = EventTree.of(entry);
        Publisher who = entry.publisher();
        return line(
                Stream.of(
                                Long.toString(entry.index()),
                                entry.at().toString(),
                                entry.kind().equals("collection") ? entry.stream() : "",
                                Long.toString(entry.sequence()),
                                entry.type(),
                                text(event, "role"),
                                text(event, "version"),
                                text(event, "digest"),
                                who == null ? "" : who.subject(),
                                who == null ? "" : who.method(),
                                who == null ? "" : who.address(),
                                entry.actor() == null ? "" : entry.actor().hex(),
                                orEmpty(entry.request()),
                                orEmpty(entry.cause()),
                                entry.id().toString(),
                                event == null ? "" : event.toString(),
                                String.join(" ", entry.unreadable()))
                        .toList());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(EntryCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String value) {
        String safe =
                value.isEmpty() || FORMULAS.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static String text(@Nullable JsonNode event, String name) {
        JsonNode value = event == null ? null : event.get(name);
        return value != null && (value.isString() || value.isNumber()) ? value.asString() : "";
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
