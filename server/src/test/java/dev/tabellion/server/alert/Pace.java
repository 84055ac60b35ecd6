package dev.tabellion.server.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each part of a way took, each time somebody went it. */
final class Pace {
    private final Map<String, List<Long>> parts = new LinkedHashMap<>();

    void took(String part, long millis) {
        parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(millis);
    }

    /** Without the first times, which are everybody's first. */
    String after(int first) {
        StringBuilder text = new StringBuilder("FIGURE commit to alert in Kafka, ms:");
        parts.forEach(
                (part, all) -> {
                    List<Long> some = sorted(all.subList(first, all.size()));
                    text.append(
                            " %s (n=%d): p50 %d, p90 %d, p99 %d, worst %d;"
                                    .formatted(
                                            part,
                                            some.size(),
                                            at(50, some),
                                            at(90, some),
                                            at(99, some),
                                            some.getLast()));
                });
        return text.toString();
    }

    long p99After(int first, String part) {
        List<Long> all = parts.getOrDefault(part, List.of());
        return at(99, sorted(all.subList(first, all.size())));
    }

    /** That so many of a hundred are not above. */
    private static long at(int percent, List<Long> sorted) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    private static List<Long> sorted(List<Long> millis) {
        return millis.stream().sorted().toList();
    }
}
