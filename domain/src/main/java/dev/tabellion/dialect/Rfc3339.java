package dev.tabellion.dialect;

import dev.tabellion.tuf.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as Go writes and reads them: RFC 3339 with up to nine digits of a second's
 * fraction and any offset. TUF 1.0 allows neither, and its first repositories had both. A moment
 * whose year in UTC has no four digits, as an offset can bring about, could not be written again.
 */
final class Rfc3339 {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

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
        Instant usual = UtcTime.usual(text);
        Instant moment = usual == null ? unusual(text) : usual;
        if (moment == null || !UtcTime.isOrdinary(moment)) {
            throw new MalformedMetadata(
                    place + ": must be a date and time of RFC 3339, in UTC of the years 1 to 9999");
        }
        return moment;
    }

    private static @Nullable Instant unusual(String text) {
        try {
            return FORM.matcher(text).matches() ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return null; // the right shape, but no such day or time
        }
    }

    static String text(Instant instant) {
        return WRITTEN.format(instant);
    }
}
