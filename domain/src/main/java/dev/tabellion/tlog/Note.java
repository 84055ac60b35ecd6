package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and the signatures below it (C2SP signed-note). The text is to be ignored until a trusted
 * key has been found to {@linkplain #judge vouch} for it.
 *
 * @param text what is signed: UTF-8 lines, the last one's newline included
 */
public record Note(Bytes text, List<NoteSignature> signatures) {
    /** At least 16 must be read; a log with all its witnesses is far below this. */
    public static final int MOST_SIGNATURES = 64;

    /** Room for as many signatures of the largest kind that there is, and their names. */
    public static final int LONGEST = 512 * 1024;

    private static final String GAP = "\n\n";

    public Note {
        if (text.length() == 0 || text.at(text.length() - 1) != '\n') {
            throw new IllegalArgumentException("a note's text ends in a newline");
        }
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(signatures.size() + " signatures make no note");
        }
    }

    /**
     * @throws MalformedLogData unless it is one, to the last newline
     */
    public static Note parse(Bytes bytes) throws MalformedLogData {
        String whole = StrictText.utf8(bytes, LONGEST, "\n");
        int gap = whole.lastIndexOf(GAP);
        if (gap < 0) {
            throw new MalformedLogData("no empty line between text and signatures");
        }
        return new Note(
                Bytes.utf8(whole.substring(0, gap + 1)),
                NoteSignature.parse(whole.substring(gap + GAP.length())));
    }

    public Bytes bytes() {
        var note = new BytesBuilder().append(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.build();
    }

    /** The same text, with further signatures below those it has. */
    public Note with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return new Note(text, all);
    }

    /**
     * Whether {@code key} signed this text: one bad line that bears its name outweighs all others.
     */
    public Vouching judge(VerifierKey key) {
        return signatures.stream()
                .filter(signature -> signature.isBy(key))
                .map(signature -> Vouching.of(key, text, signature.value()))
                .reduce(new Vouching.Silent(), Vouching::and);
    }
}
