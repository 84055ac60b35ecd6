package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of the journal as the signer gives it out: {@code {"entry":…,"hash":"64 hex digits"}}
 * and a newline. The entry stands there byte for byte as it was hashed, and is cut out by its
 * place, not parsed; so whoever reads it can check the chain, and {@code jq} reads it too.
 */
public record JournalLine(Bytes entry, Sha256 hash) {
    private static final byte[] BEFORE = ascii("{\"entry\":");
    private static final byte[] BETWEEN = ascii(",\"hash\":\"");
    private static final byte[] AFTER = ascii("\"}\n");
    private static final int HEX = 64;

    public JournalLine {
        if (entry.length() == 0 || entry.at(0) != '{' || entry.at(entry.length() - 1) != '}') {
            throw new IllegalArgumentException("an entry is a JSON object");
        }
    }

    public Bytes bytes() {
        return new BytesBuilder()
                .append(Bytes.of(BEFORE))
                .append(entry)
                .append(Bytes.of(BETWEEN))
                .append(hash.hex())
                .append(Bytes.of(AFTER))
                .build();
    }

    /**
     * @param line with its newline
     */
    public static JournalLine of(Bytes line) throws MalformedMessage {
        int hash = line.length() - AFTER.length - HEX;
        int end = hash - BETWEEN.length;
        if (end < BEFORE.length
                || !stands(BEFORE, line, 0)
                || !stands(BETWEEN, line, end)
                || !stands(AFTER, line, hash + HEX)) {
            throw new MalformedMessage("not a line of the journal");
        }
        try {
            return new JournalLine(
                    line.slice(BEFORE.length, end),
                    new Sha256(line.slice(hash, hash + HEX).utf8()));
        } catch (IllegalArgumentException _) {
            throw new MalformedMessage("not a line of the journal: its entry or hash is none");
        }
    }

    private static boolean stands(byte[] text, Bytes line, int at) {
        return Arrays.equals(text, line.slice(at, at + text.length).toArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
