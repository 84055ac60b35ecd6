package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import java.util.regex.Pattern;

/**
 * Names what people deal with: a finding, an incident, which bears the name of its first finding,
 * or an announcement. 32 lower-case hex digits.
 */
public record CaseId(String hex) implements Comparable<CaseId> {
    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public CaseId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a case has 32 hex digits, not: " + hex);
        }
    }

    /** For what is named by all that it says. */
    public static CaseId of(Bytes said) {
        return new CaseId(said.sha256().hex().substring(0, DIGITS));
    }

    @Override
    public int compareTo(CaseId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
