package dev.tabellion.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Playbook;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stolen key asks for, by the roles it has: the playbooks, the gravest first, since what a
 * root can undo must wait until the root is right.
 */
public final class Recovery {
    /** Whatever the key. */
    private static final List<String> FIRST =
            List.of(
                    "Stop publishing to the collections named here; go on serving.",
                    "Write down the log's checkpoint and have it witnessed.",
                    "Hold each collection to its last known good position, named below.");

    private static final Map<Playbook, List<String>> STEPS = steps();

    private Recovery() {}

    private static Map<Playbook, List<String>> steps() {
        Map<Playbook, List<String>> steps = new EnumMap<>(Playbook.class);
        steps.put(
                Playbook.P6,
                List.of(
                        "There is no cure in band: give clients a new root out of band, or begin"
                                + " under a new name.",
                        "Keep the forged chain as evidence and publish its digests.",
                        "Treat clients that installed within the window as compromised hosts."));
        steps.put(
                Playbook.P5,
                List.of(
                        "Publish a root signed by old and new keys that names the new ones alone,"
                                + " then one signed by the new ones.",
                        "Raise the threshold in the same ceremony."));
        steps.put(
                Playbook.P3,
                List.of(
                        "Root holders publish root N+1 with a new targets key, and a new snapshot"
                                + " key if targets was fast-forwarded.",
                        "Publish the last good targets again under a higher version.",
                        "Revoke at the registry what the listed target changes let in, and say so"
                                + " in a bulletin."));
        steps.put(
                Playbook.P4,
                List.of(
                        "The delegator replaces the key in its metadata, or drops the delegation.",
                        "Publish the delegation's last good targets again, and look at all that it"
                                + " delegated itself."));
        steps.put(
                Playbook.P2,
                List.of(
                        "Root holders publish one root N+1 with new timestamp and snapshot keys.",
                        "Rotate the targets key in the same root if a poisoned targets version was"
                                + " signed for: go-tuf 0.7 keeps it otherwise.",
                        "Sign a snapshot of the last good targets versions, and a timestamp over"
                                + " it; compare every targets version with the record."));
        steps.put(
                Playbook.P1,
                List.of(
                        "Root holders publish root N+1 with a new timestamp key, and a new snapshot"
                                + " key if snapshot versions may be poisoned.",
                        "Sign a timestamp from there on; clients drop timestamp and snapshot.",
                        "Watch clients that ask for versions that were never made."));
        return steps;
    }

    /** Clients that do not recover as the specification says, as far as that was measured. */
    public static List<String> stubbornClients(Collection<Trust> trusts) {
        Set<Playbook> needed = playbooks(trusts);
        List<String> clients = new ArrayList<>();
        if (needed.contains(Playbook.P1) || needed.contains(Playbook.P2)) {
            clients.add(
                    "go-tuf 0.7 keeps a poisoned targets version unless the targets key is rotated"
                            + " too");
            clients.add("php-tuf needs two refreshes after any role's key was rotated");
        }
        if (needed.contains(Playbook.P3)) {
            clients.add("php-tuf needs two refreshes after any role's key was rotated");
        }
        if (needed.contains(Playbook.P6)) {
            clients.add("every client that accepted the forged root: it must be given a new one");
        }
        return clients.stream().distinct().toList();
    }

    /**
     * @param trusts those in force
     */
    public static List<RecoveryStep> steps(Collection<Trust> trusts) {
        List<RecoveryStep> steps = new ArrayList<>();
        Set<Playbook> needed = playbooks(trusts);
        if (needed.isEmpty()) {
            return steps;
        }
        FIRST.forEach(what -> steps.add(new RecoveryStep(gravest(needed), guns(trusts), what)));
        for (Map.Entry<Playbook, List<String>> each : ordered(needed)) {
            int collections = guns(of(each.getKey(), trusts));
            each.getValue()
                    .forEach(what -> steps.add(new RecoveryStep(each.getKey(), collections, what)));
        }
        return steps;
    }

    private static final List<Playbook> GRAVEST_FIRST =
            List.of(Playbook.P6, Playbook.P5, Playbook.P3, Playbook.P4, Playbook.P2, Playbook.P1);

    private static List<Map.Entry<Playbook, List<String>>> ordered(Set<Playbook> needed) {
        return GRAVEST_FIRST.stream()
                .filter(needed::contains)
                .map(each -> Map.entry(each, STEPS.get(each)))
                .toList();
    }

    /** What comes first: the gravest, and what no key's role asks for last. */
    public static int rank(Playbook playbook) {
        int place = GRAVEST_FIRST.indexOf(playbook);
        return place < 0 ? GRAVEST_FIRST.size() : place;
    }

    private static Playbook gravest(Set<Playbook> needed) {
        return GRAVEST_FIRST.stream().filter(needed::contains).findFirst().orElseThrow();
    }

    private static Set<Playbook> playbooks(Collection<Trust> trusts) {
        Set<Playbook> needed = new TreeSet<>();
        trusts.forEach(trust -> needed.add(playbook(trust)));
        return needed;
    }

    private static List<Trust> of(Playbook playbook, Collection<Trust> trusts) {
        return trusts.stream().filter(trust -> playbook(trust) == playbook).toList();
    }

    private static int guns(Collection<Trust> trusts) {
        Set<Gun> guns = new HashSet<>();
        trusts.forEach(trust -> guns.add(trust.gun()));
        return guns.size();
    }

    /** Which one a key's role asks for. */
    public static Playbook playbook(Trust trust) {
        RoleName role = trust.role();
        if (role.equals(RoleName.ROOT)) {
            return trust.threshold() > 1 ? Playbook.P5 : Playbook.P6;
        }
        if (role.equals(RoleName.TIMESTAMP)) {
            return Playbook.P1;
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return Playbook.P2;
        }
        return role.equals(RoleName.TARGETS) ? Playbook.P3 : Playbook.P4;
    }
}
