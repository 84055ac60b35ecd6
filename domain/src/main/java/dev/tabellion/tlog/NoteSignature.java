package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * One line below a note's text: who is said to have signed, and the bytes, unchecked. Any key's:
 * what cannot be understood is carried on unchanged.
 */
public record NoteSignature(KeyName name, KeyHash hash, Bytes value) {
    private static final String DASH = "\u2014 ";

    public NoteSignature {
        if (value.length() == 0) {
            throw new IllegalArgumentException("a signature without bytes");
        }
    }

    /**
     * @param value the signature by {@code key}, of the form that its type has
     */
    public static NoteSignature by(VerifierKey key, Bytes value) {
        return new NoteSignature(key.name(), key.hash(), value);
    }

    /**
     * The lines with which a witness answers (C2SP tlog-witness, "add-checkpoint").
     *
     * @throws MalformedLogData if there is none, more than a note may have, or anything else
     */
    public static List<NoteSignature> parseLines(Bytes lines) throws MalformedLogData {
        return parse(StrictText.utf8(lines, Note.LONGEST, "\n"));
    }

    static List<NoteSignature> parse(String text) throws MalformedLogData {
        var lines = new TextLines(text);
        List<NoteSignature> signatures = new ArrayList<>();
        do {
            if (signatures.size() == Note.MOST_SIGNATURES) {
                throw new MalformedLogData("more than " + Note.MOST_SIGNATURES + " signatures");
            }
            signatures.add(parseLine(lines.next("a signature")));
        } while (!lines.isAtEnd());
        return signatures;
    }

    private static NoteSignature parseLine(String line) throws MalformedLogData {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new MalformedLogData("a signature's line has no dash, name or value");
        }
        KeyName name = KeyName.parse(line.substring(DASH.length(), space));
        Bytes blob = StrictText.base64(line.substring(space + 1), "a signature");
        if (blob.length() <= KeyHash.LENGTH) {
            throw new MalformedLogData("a signature is too short");
        }
        return new NoteSignature(
                name,
                new KeyHash(blob.slice(0, KeyHash.LENGTH)),
                blob.slice(KeyHash.LENGTH, blob.length()));
    }

    public boolean isBy(VerifierKey key) {
        return name.equals(key.name()) && hash.equals(key.hash());
    }

    /** The line, with its newline. */
    public String line() {
        Bytes blob = new BytesBuilder().append(hash.bytes()).append(value).build();
        return DASH + name + " " + blob.base64() + "\n";
    }
}
