package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of reading an upload: every part of it, or the fault of the first bad one. */
sealed interface Offer {
    /**
     * The files by role: root, then targets and delegations from shallow to deep, then snapshot, so
     * that whoever delegates is judged before those delegated to.
     */
    record Read(Map<RoleName, Signed<?>> files) implements Offer {
        private static final Comparator<RoleName> FROM_THE_ROOT_DOWN =
                Comparator.comparingInt(Read::rank)
                        .thenComparing(role -> role.value().chars().filter(c -> c == '/').count())
                        .thenComparing(Comparator.naturalOrder());

        public Read {
            TreeMap<RoleName, Signed<?>> sorted = new TreeMap<>(FROM_THE_ROOT_DOWN);
            sorted.putAll(files);
            files = Collections.unmodifiableSortedMap(sorted);
        }

        List<RoleName> targetsRoles() {
            return files.keySet().stream().filter(RoleName::isTargets).toList();
        }

        private static int rank(RoleName role) {
            return role.equals(RoleName.ROOT) ? 0 : role.isTargets() ? 1 : 2;
        }
    }

    record Faulty(Rejection why) implements Offer {}

    /**
     * Notary's reading: a role twice means the last one, a timestamp is not even looked at, and
     * bytes that cannot be read come before all other faults. The order of the parts, which is
     * random, never matters.
     */
    static Offer read(List<Upload> uploads, Dialect dialect) {
        SortedMap<RoleName, Bytes> last = new TreeMap<>(Read.FROM_THE_ROOT_DOWN);
        for (Upload upload : uploads) {
            if (!dialect.allows(upload.role())) {
                return new Faulty(new Rejection.InvalidRole(upload.role().value()));
            }
            last.put(upload.role(), upload.file());
        }
        last.remove(RoleName.TIMESTAMP);
        return read(last, dialect);
    }

    private static Offer read(SortedMap<RoleName, Bytes> parts, Dialect dialect) {
        Map<RoleName, Signed<?>> files = new LinkedHashMap<>();
        List<Rejection> faults = new ArrayList<>();
        for (Map.Entry<RoleName, Bytes> part : parts.entrySet()) {
            try {
                files.put(part.getKey(), dialect.read(part.getKey(), part.getValue()));
            } catch (MalformedMetadata e) {
                Rejection fault = rejection(part.getKey(), e);
                if (e.unreadable()) {
                    return new Faulty(fault);
                }
                faults.add(fault);
            }
        }
        return faults.isEmpty() ? new Read(files) : new Faulty(faults.getFirst());
    }

    static Rejection rejection(RoleName role, MalformedMetadata e) {
        return e.unreadable()
                ? new Rejection.Unreadable(role, e.problem())
                : new Rejection.Malformed(role, e.problem());
    }
}
