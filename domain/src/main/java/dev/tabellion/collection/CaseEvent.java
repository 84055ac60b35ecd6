package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people say and do about findings. Never changed, only added to, as {@link CollectionEvent}
 * is. Who says it is the event's own actor: nobody is named here but by a commitment, so that
 * whoever asks to be forgotten can be.
 */
public sealed interface CaseEvent extends LoggedEvent {

    /**
     * A change is coming that rules will speak of: what they then find is expected.
     *
     * @param rules whose findings it explains; none for all that an honest ceremony raises
     * @param until when it is over; later findings are as unexpected as before
     */
    record ChangeAnnounced(
            CaseId id,
            ChangeScope scope,
            List<String> rules,
            Instant from,
            Instant until,
            Words words)
            implements CaseEvent {
        public static final int MOST_RULES = 32;

        private static final Pattern RULE = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

        public ChangeAnnounced {
            rules = List.copyOf(rules);
            if (rules.size() > MOST_RULES || !rules.stream().allMatch(ChangeAnnounced::isRule)) {
                throw new IllegalArgumentException(
                        "an announcement names at most " + MOST_RULES + " rules, by their names");
            }
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("a change ends after it begins");
            }
        }

        private static boolean isRule(String name) {
            return RULE.matcher(name).matches();
        }
    }

    /** An announced change does not come, or is over early. */
    record AnnouncementWithdrawn(CaseId announcement, Words words) implements CaseEvent {}

    /** Somebody has seen a finding, and the incident that it belongs to. */
    record FindingAcknowledged(CaseId finding, @Nullable Words words) implements CaseEvent {}

    /**
     * Somebody is to look after an incident.
     *
     * @param owner commitment to the name of whom, a person or a rota, see {@link ActorCommitment}
     */
    record IncidentAssigned(CaseId incident, Sha256 owner) implements CaseEvent {}

    /** Something worth keeping was said of an incident. */
    record IncidentNoted(CaseId incident, Words words) implements CaseEvent {}

    /**
     * Nothing is left to do.
     *
     * @param findings how many the incident had when it was judged: whatever comes to it beyond
     *     them was judged by nobody
     */
    record IncidentClosed(CaseId incident, Verdict verdict, int findings, Words words)
            implements CaseEvent {
        public IncidentClosed {
            if (findings < 1) {
                throw new IllegalArgumentException("an incident has findings, not " + findings);
            }
        }
    }

    /**
     * A key was, or may have been, in other hands.
     *
     * @param from since when; null if nobody knows, for as long as it was used
     * @param until when it was withdrawn from all; null while it is not
     */
    record KeyDeclaredCompromised(
            KeyId key, @Nullable Instant from, @Nullable Instant until, Words words)
            implements CaseEvent {
        public KeyDeclaredCompromised {
            if (from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("a window ends after it begins");
            }
        }
    }

    /**
     * Names that begin so are spoken for: whoever begins a collection there is told of.
     *
     * @param until from when on they are no longer; null for as long as nobody says
     */
    record NamespaceReserved(String prefix, @Nullable Instant until, Words words)
            implements CaseEvent {
        public NamespaceReserved {
            if (!Gun.isValid(prefix)) {
                throw new IllegalArgumentException(
                        "a prefix has 1 to 255 characters without '*' and NUL");
            }
        }
    }

    /** A watch's name belongs to nobody any more: whoever tells under it next has it. */
    record WatchFreed(WatchName watch, Words words) implements CaseEvent {}

    /** What an incident turned out to be. */
    enum Verdict {
        /** An attack, or a fault as bad as one. */
        REAL("real"),
        /** Rules spoke of something honest. */
        FALSE_ALARM("false-alarm"),
        /** We did it ourselves, to see. */
        REHEARSAL("rehearsal"),
        /** An attack, and everything is mended. */
        RECOVERED("recovered");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** Its permanent name. */
        public String text() {
            return text;
        }

        /**
         * @throws IllegalArgumentException if there is none of that name
         */
        public static Verdict of(String text) {
            for (Verdict verdict : values()) {
                if (verdict.text.equals(text)) {
                    return verdict;
                }
            }
            throw new IllegalArgumentException("no verdict is called " + text);
        }
    }
}
