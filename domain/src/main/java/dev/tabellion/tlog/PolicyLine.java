package dev.tabellion.tlog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of one line of a policy, its keyword first. Never an empty line or a comment. */
record PolicyLine(List<String> items) {

    /** None for a comment. Blanks are spaces and tabs only, as the policy's format has it. */
    static List<String> items(String line) {
        List<String> items =
                Arrays.stream(line.split("[ \t]+")).filter(each -> !each.isEmpty()).toList();
        return !items.isEmpty() && items.getFirst().startsWith("#") ? List.of() : items;
    }

    String keyword() {
        return items.getFirst();
    }

    String at(int place) {
        return items.get(place);
    }

    List<String> from(int place) {
        return items.subList(place, items.size());
    }

    void refuseUnless(int fewest, int most) throws MalformedLogData {
        if (items.size() < fewest || items.size() > most) {
            throw new MalformedLogData(items.size() + " items in a line for " + keyword());
        }
    }

    VerifierKey key(int place, SignatureType type) throws MalformedLogData {
        VerifierKey key = VerifierKey.parse(at(place));
        if (key.type() != type) {
            throw new MalformedLogData("a key of a type that a " + keyword() + " does not have");
        }
        return key;
    }

    @Nullable URI url(int place) throws MalformedLogData {
        if (place >= items.size()) {
            return null;
        }
        try {
            return new URI(at(place));
        } catch (URISyntaxException e) {
            throw new MalformedLogData("an address that is no URI");
        }
    }

    /** How many of {@code members} must agree: a number, {@code any} or {@code all}. */
    int threshold(int place, int members) throws MalformedLogData {
        long threshold =
                switch (at(place)) {
                    case "any" -> 1;
                    case "all" -> members;
                    case String number -> StrictText.number(number, "the threshold");
                };
        if (threshold < 1 || threshold > members) {
            throw new MalformedLogData("a threshold beyond the group's members");
        }
        return (int) threshold;
    }
}
