package dev.tabellion.signer.door;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request that the door does not take in: a status, a rule with its numbers, no words. */
final class NotTaken extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_FACT = 200;

    /** Permanent names: they stand in the journal. */
    enum Rule {
        MALFORMED_REQUEST(400, "malformed-request"),
        UNKNOWN_PEER(403, "unknown-peer"),
        RIGHT_MISSING(403, "right-missing"),
        UNKNOWN_QUESTION(404, "unknown-question"),
        LENGTH_REQUIRED(411, "length-required"),
        REQUEST_TOO_LARGE(413, "request-too-large"),
        BROKEN_OFF(400, "broken-off"),
        NO_ROOM(503, "no-room"),
        UNAVAILABLE(503, "unavailable"),
        BROKEN(500, "broken");

        private final int status;
        private final String text;

        Rule(int status, String text) {
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        /**
         * Whether it tells of a peer that asked what it may not ask. A body that broke off is the
         * network's doing as often as not, and nobody asked anything.
         */
        boolean isAttempt() {
            return status < 500 && this != BROKEN_OFF;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Rule rule;
    private final transient SortedMap<String, String> facts;

    NotTaken(Rule rule, Map<String, ?> facts) {
        super(rule.toString(), null, false, false);
        this.rule = rule;
        SortedMap<String, String> shown = new TreeMap<>();
        facts.forEach((name, value) -> shown.put(name, showable(value.toString())));
        this.facts = Collections.unmodifiableSortedMap(shown);
    }

    Rule rule() {
        return rule;
    }

    SortedMap<String, String> facts() {
        return facts;
    }

    /** What strangers wrote is kept short and plain. */
    private static String showable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_FACT)
                .map(c -> Character.isISOControl(c) || isSurrogate(c) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
