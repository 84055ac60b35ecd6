package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the journal as the signer gives it out: {@code {"entry":…,"hash":"64 hex digits"}}
 * and a newline. The entry stands there byte for byte as it is hashed, and is cut out by its place,
 * not parsed; so whoever reads it can check the chain, and {@code jq} reads it too.
 */
public record JournalLine(Bytes entry) {
    private static final Bytes BEFORE = Bytes.utf8("{\"entry\":");
    private static final Bytes BETWEEN = Bytes.utf8(",\"hash\":\"");
    private static final Bytes AFTER = Bytes.utf8("\"}\n");
    private static final int HEX = 64;

    public JournalLine {
        if (entry.length() == 0 || entry.at(0) != '{' || entry.at(entry.length() - 1) != '}') {
            throw new IllegalArgumentException("an entry is a JSON object");
        }
    }

    public Sha256 hash() {
        return entry.sha256();
    }

    public Bytes bytes() {
        return new BytesBuilder()
                .append(BEFORE)
                .append(entry)
                .append(BETWEEN)
                .append(hash().hex())
                .append(AFTER)
                .build();
    }

    /**
     * @param line with its newline
     */
    public static JournalLine of(Bytes line) throws MalformedMessage {
        int end = line.length() - AFTER.length() - HEX - BETWEEN.length();
        int start = BEFORE.length();
        if (end > start && line.at(start) == '{' && line.at(end - 1) == '}') {
            JournalLine read = new JournalLine(line.slice(start, end));
            if (read.bytes().equals(line)) {
                return read;
            }
        }
        throw new MalformedMessage("not a line of the journal, or not with its entry's hash");
    }

    /** Every line of an answer that holds whole ones alone. */
    public static List<JournalLine> all(Bytes body) throws MalformedMessage {
        List<JournalLine> lines = new ArrayList<>();
        int begin = 0;
        for (int end = 0; end < body.length(); end++) {
            if (body.at(end) == '\n') {
                lines.add(of(body.slice(begin, end + 1)));
                begin = end + 1;
            }
        }
        if (begin != body.length()) {
            throw new MalformedMessage("the last line of the journal was cut off");
        }
        return lines;
    }
}
