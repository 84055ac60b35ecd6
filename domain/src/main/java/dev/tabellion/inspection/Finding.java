package dev.tabellion.inspection;

import dev.tabellion.json.PlainJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One contradiction, and where it is. Never which side of it was touched, unless that is sure. */
public record Finding(Fault fault, Spot spot, @Nullable String expected, @Nullable String actual) {
    private static final int LONGEST = 512;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");

    public Finding {
        expected = cut(expected);
        actual = cut(actual);
    }

    /** One object in the one spelling of the record's JSON. */
    public String json() {
        PlainJson json = new PlainJson().text("fault", fault.toString());
        spot.names().forEach(json::text);
        return json.text("expected", expected).text("actual", actual).toString();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** For a terminal: text of a hostile log moves no cursor and begins no line. */
    public static String printable(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    @Override
    public String toString() {
        return printable(
                fault
                        + ": "
                        + spot
                        + (expected == null ? "" : "; expected " + expected)
                        + (actual == null ? "" : "; found " + actual));
    }
}
