package dev.tabellion.e2e.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of {@code notary list}: a target and the role that vouches for it. */
public record Listed(String name, String sha256, long size, String role) {

    private static final Pattern LINE =
            Pattern.compile("(.*?) {4,}([0-9a-f]{64}) {4,}(\\d+) {4,}(\\S+)");

    static List<Listed> parse(String table) {
        return table.lines()
                .map(line -> LINE.matcher(line.stripTrailing()))
                .filter(Matcher::matches)
                .map(
                        m ->
                                new Listed(
                                        m.group(1),
                                        m.group(2),
                                        Long.parseLong(m.group(3)),
                                        m.group(4)))
                .toList();
    }
}
