package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a finding for ever: 32 hex digits, the first half of a SHA-256 over rule, subject and
 * evidence. So the same facts give the same finding, however often the log is read again.
 */
public record FindingId(String hex) {
    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public FindingId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a finding has 32 hex digits, not: " + hex);
        }
    }

    static FindingId of(RuleName rule, Subject subject, List<Exhibit> exhibits) {
        return of("finding", rule, subject, exhibits);
    }

    /** Of how often a rule spoke: never the name of what it said the first time. */
    static FindingId ofCount(RuleName rule, Subject subject, List<Exhibit> exhibits) {
        return of("count", rule, subject, exhibits);
    }

    /** Whether it is the name of such a finding, or of the count of an hour of them. */
    public boolean isOf(RuleName rule, Subject subject, List<Exhibit> exhibits) {
        return equals(of(rule, subject, exhibits)) || equals(ofCount(rule, subject, exhibits));
    }

    private static FindingId of(
            String what, RuleName rule, Subject subject, List<Exhibit> exhibits) {
        StringBuilder text = new StringBuilder(what).append('\0').append(rule).append('\0');
        text.append(subject.kind()).append('\0').append(subject.name());
        exhibits.stream().map(Exhibit::text).sorted().forEach(e -> text.append('\0').append(e));
        return new FindingId(Sha256.of(Bytes.utf8(text.toString())).hex().substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return hex;
    }
}
