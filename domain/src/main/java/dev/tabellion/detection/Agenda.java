package dev.tabellion.detection;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who waits for what is due next. For one thread at a time. */
public final class Agenda {
    /** A view and when the first of what it waits for is due. */
    public record Item(Instant due, View view) {}

    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::due).thenComparing(item -> item.view().text());

    private final NavigableSet<Item> items = new TreeSet<>(ORDER);
    private final Map<View, Instant> dues = new HashMap<>();

    /** Begins anew, with these. */
    public void begin(List<Item> stored) {
        items.clear();
        dues.clear();
        stored.forEach(item -> set(item.view(), item.due()));
    }

    public void set(View view, @Nullable Instant due) {
        Instant before = due == null ? dues.remove(view) : dues.put(view, due);
        if (Objects.equals(before, due)) {
            return; // as after most entries
        }
        if (before != null) {
            items.remove(new Item(before, view));
        }
        if (due != null) {
            items.add(new Item(due, view));
        }
    }

    public List<View> dueBefore(Instant instant) {
        if (items.isEmpty() || !items.first().due().isBefore(instant)) {
            return List.of();
        }
        return items.stream()
                .takeWhile(item -> item.due().isBefore(instant))
                .map(Item::view)
                .toList();
    }
}
