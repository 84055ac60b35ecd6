package dev.tabellion.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Dates and times as Go writes and reads them: RFC 3339 with up to nine digits of a second's
 * fraction and any offset. TUF 1.0 allows neither, and its first repositories had both.
 */
final class Rfc3339 {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    /** A digit for each 0. As nearly everybody writes it, and read without a parser's machinery. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

    /** No trailing zeros in the fraction. */
    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Rfc3339() {}

    static Instant instant(Place place, Json value) throws MalformedMetadata {
        String text = Members.asString(place, value);
        try {
            if (isUsual(text)) {
                return usual(text);
            }
            if (FORM.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // falls through: the right shape, but no such day or time
        }
        throw new MalformedMetadata(place + ": must be a date and time of RFC 3339");
    }

    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char wanted = USUAL.charAt(i);
            char is = text.charAt(i);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    static String text(Instant instant) {
        return WRITTEN.format(instant);
    }
}
