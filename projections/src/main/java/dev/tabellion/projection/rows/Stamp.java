package dev.tabellion.projection.rows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** An instant as PostgreSQL reads and keeps it: microseconds, cut and not rounded. */
public final class Stamp {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

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
        return instant.isBefore(FIRST) || !instant.isBefore(END)
                ? FAR.format(instant)
                : instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
