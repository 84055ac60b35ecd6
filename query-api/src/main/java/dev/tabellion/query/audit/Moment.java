package dev.tabellion.query.audit;

import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import java.time.Instant;

/** A time in the past as one names it: an instant, or how far the log was. */
sealed interface Moment {
    record AtTime(Instant instant) implements Moment {}

    /** With this leaf and all before it. */
    record AtLeaf(long leaf) implements Moment {}

    /** Digits are a leaf's index, everything else is a time. */
    static Moment of(String name, String text) {
        if (text.matches("[0-9]{1,18}")) {
            return new AtLeaf(Long.parseLong(text));
        }
        Instant instant = Question.instant(name, text);
        if (instant == null) {
            throw Refused.badRequest(name + " is missing");
        }
        return new AtTime(instant);
    }
}
