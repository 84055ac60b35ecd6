package dev.tabellion.tuf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moments as nearly everybody writes them: in UTC, with up to nine digits of a second's fraction.
 * Read and written by their places, without a formatter's machinery: a log tells of millions. Never
 * judges any other spelling.
 */
public final class UtcTime {
    /** A digit for each 0; then a fraction, or none, and a Z. */
    private static final String FORM = "0000-00-00T00:00:00";

    private static final int MOST_DIGITS = 9;

    /** With all digits, and the Z. */
    private static final int LONGEST = 30;

    /** Nanoseconds. */
    private static final int MICRO = 1_000;

    private static final int MILLI = 1_000_000;
    private static final int SECOND = 1_000_000_000;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z"); // Go's zero
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private UtcTime() {}

    /** Whether its year is one of 1 to 9999, which all write and read alike. */
    public static boolean isOrdinary(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }

    /**
     * As {@link Instant#parse} does.
     *
     * @throws DateTimeException if it is no moment
     */
    public static Instant read(String text) {
        Instant usual = usual(text);
        return usual == null ? Instant.parse(text) : usual;
    }

    /** Null for what is spelled otherwise, or is no moment at all. */
    public static @Nullable Instant usual(String text) {
        if (!isUsual(text)) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos(text))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null; // there is no such day, or hour
        }
    }

    /** With three digits of a fraction, whatever they are; what is below is left out. */
    public static String milliseconds(Instant moment) {
        if (!isOrdinary(moment)) {
            return MILLISECONDS.format(moment);
        }
        LocalDateTime at = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        StringBuilder text = seconds(at).append('.');
        return digits(text, 100, at.get(ChronoField.NANO_OF_SECOND) / MILLI).append('Z').toString();
    }

    /** As {@link Instant#toString} does: three, six or nine digits of a fraction, or none. */
    public static String whole(Instant moment) {
        if (!isOrdinary(moment)) {
            return moment.toString();
        }
        LocalDateTime at = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        StringBuilder text = seconds(at);
        int nanos = at.get(ChronoField.NANO_OF_SECOND);
        if (nanos > 0) {
            int unit = nanos % MILLI == 0 ? MILLI : nanos % MICRO == 0 ? MICRO : 1;
            digits(text.append('.'), SECOND / 10 / unit, nanos / unit);
        }
        return text.append('Z').toString();
    }

    private static StringBuilder seconds(LocalDateTime at) {
        StringBuilder text = new StringBuilder(LONGEST);
        digits(text, 1_000, at.getYear()).append('-');
        digits(text, 10, at.getMonthValue()).append('-');
        digits(text, 10, at.getDayOfMonth()).append('T');
        digits(text, 10, at.getHour()).append(':');
        digits(text, 10, at.getMinute()).append(':');
        return digits(text, 10, at.getSecond());
    }

    private static StringBuilder digits(StringBuilder text, int highest, int number) {
        for (int each = highest; each > 0; each /= 10) {
            text.append((char) ('0' + number / each % 10));
        }
        return text;
    }

    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        if (last < FORM.length() || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return last == FORM.length() || isFraction(text, FORM.length(), last);
    }

    private static boolean isFraction(String text, int point, int end) {
        int digits = end - point - 1;
        if (text.charAt(point) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return false;
        }
        for (int i = point + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int nanos = 0;
        int begin = FORM.length() + 1;
        for (int i = 0; i < MOST_DIGITS; i++) {
            int at = begin + i;
            nanos = 10 * nanos + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
