package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest document of each role in one life: versions only grow, and each names the document
 * before it. An imported past may have gone up and down, but never had two files of one version.
 */
final class Marks {
    private final Consumer<Finding> findings;
    private final boolean whole;
    private final Map<RoleName, Mark> newest = new HashMap<>();

    /** Of the past as it is imported, until something is published. */
    private final Map<Dated, Sha256> past = new HashMap<>();

    private record Mark(Version version, Sha256 digest) {}

    private record Dated(RoleName role, Version version) {}

    Marks(Consumer<Finding> findings, boolean whole) {
        this.findings = findings;
        this.whole = whole;
    }

    @Nullable Version version(RoleName role) {
        Mark mark = newest.get(role);
        return mark == null ? null : mark.version();
    }

    void forget() {
        newest.clear();
        past.clear();
    }

    void published(ExaminedEntry entry, MetadataPublished event, @Nullable Sha256 previous) {
        past.clear();
        Mark before = newest.put(event.role(), new Mark(event.version(), event.digest()));
        if (before == null && !whole) {
            return;
        }
        if (!Objects.equals(previous, before == null ? null : before.digest())) {
            report(
                    Fault.PREDECESSOR_DIFFERS,
                    spot(entry, event.role()),
                    before == null ? "none" : before.digest().hex(),
                    previous == null ? "none" : previous.hex());
        }
        if (before != null && event.version().compareTo(before.version()) <= 0) {
            boolean twice = event.version().equals(before.version());
            report(
                    twice ? Fault.VERSION_TWICE : Fault.VERSION_NOT_ABOVE,
                    spot(entry, event.role()),
                    "above " + before.version() + " (" + before.digest() + ")",
                    event.version() + " (" + event.digest() + ")");
        }
    }

    void imported(ExaminedEntry entry, MetadataImported event) {
        newest.put(event.role(), new Mark(event.version(), event.digest()));
        Sha256 other = past.put(new Dated(event.role(), event.version()), event.digest());
        if (other != null && !other.equals(event.digest())) {
            report(
                    Fault.VERSION_TWICE,
                    spot(entry, event.role()),
                    other.hex(),
                    event.digest().hex());
        }
    }

    private static Spot spot(ExaminedEntry entry, RoleName role) {
        return entry.spot().with("role", role.value());
    }

    private void report(Fault fault, Spot spot, String expected, String actual) {
        findings.accept(new Finding(fault, spot, expected, actual));
    }
}
