package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.imports.dump.DumpUnreadable.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a table. Each method throws, saying where, if the column holds something else. */
public final class DumpRow {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffset("+HH:mm:ss", "+00")
                    .toFormatter();

    private static final String DAY_ZERO = "0000-00-00";

    private final Place place;
    private final List<String> columns;
    private final List<Literal> values;

    DumpRow(Place place, List<String> columns, List<Literal> values) {
        this.place = place;
        this.columns = columns;
        this.values = values;
        if (columns.size() != values.size()) {
            throw new DumpUnreadable(
                    place,
                    "the row has %d values for %d columns."
                            .formatted(values.size(), columns.size()));
        }
    }

    /** As it stands there. */
    public Literal literal(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new DumpUnreadable(place, "the table has no column " + column + ".");
        }
        return values.get(index);
    }

    public boolean isNull(String column) {
        return literal(column).isNull();
    }

    public String text(String column) {
        String text = textIfThere(column);
        if (text == null) {
            throw wrong(column, "nothing");
        }
        return text;
    }

    public @Nullable String textIfThere(String column) {
        Literal literal = literal(column);
        return literal.isNull() ? null : literal.text(column);
    }

    public long number(String column) {
        try {
            return Long.parseLong(text(column));
        } catch (NumberFormatException e) {
            throw wrong(column, "no whole number");
        }
    }

    /** How many bytes the dump has of a column. */
    public long lengthOf(String column) {
        return literal(column).length();
    }

    /** A time without a zone is one in UTC; MySQL's day zero is none. */
    public @Nullable Instant timeIfThere(String column) {
        String text = textIfThere(column);
        if (text == null || text.startsWith(DAY_ZERO)) {
            return null;
        }
        try {
            TemporalAccessor read = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(column, "no time");
        }
    }

    /** Those of a column that holds few. */
    public Bytes bytes(String column) {
        return literal(column).bytes(column);
    }

    /** To be thrown by who finds that the rows together cannot be. */
    public DumpUnreadable wrong(String column, String what) {
        return literal(column).wrong(column, what);
    }

    /** Likewise, of the table. */
    public DumpUnreadable wrong(String problem) {
        return new DumpUnreadable(place, problem);
    }
}
