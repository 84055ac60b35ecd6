package dev.tabellion.inspection;

import dev.tabellion.collection.PlainJson;
import org.jspecify.annotations.Nullable;

/** One contradiction, and where it is. Never which side of it was touched, unless that is sure. */
public record Finding(Fault fault, Spot spot, @Nullable String expected, @Nullable String actual) {
    private static final int LONGEST = 512;

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

    @Override
    public String toString() {
        return fault
                + ": "
                + spot
                + (expected == null ? "" : "; expected " + expected)
                + (actual == null ? "" : "; found " + actual);
    }
}
