package dev.tabellion.projection.rows;

import dev.tabellion.tuf.UtcTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * An instant as PostgreSQL reads and keeps it: microseconds, cut and not rounded; infinite where it
 * is further away than PostgreSQL counts.
 */
public final class Stamp {

    private static final Instant FIRST_KEPT = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LAST_KEPT = Instant.parse("+294275-12-31T23:59:59Z");

    /** PostgreSQL knows neither a year's sign nor the year 0, which it calls 1 BC. */
    private static final DateTimeFormatter FAR =
            new DateTimeFormatterBuilder()
                    .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NEVER)
                    .appendPattern("-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                    .appendText(ChronoField.ERA, Map.of(0L, " BC", 1L, ""))
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Stamp() {}

    public static String of(Instant instant) {
        return UtcTime.isOrdinary(instant)
                ? instant.truncatedTo(ChronoUnit.MICROS).toString()
                : far(instant);
    }

    private static String far(Instant instant) {
        if (instant.isBefore(FIRST_KEPT)) {
            return "-infinity";
        }
        return instant.isAfter(LAST_KEPT) ? "infinity" : FAR.format(instant);
    }
}
