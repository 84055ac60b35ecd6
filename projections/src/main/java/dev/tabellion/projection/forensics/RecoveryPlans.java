package dev.tabellion.projection.forensics;

import dev.tabellion.detection.Playbook;
import dev.tabellion.forensics.Recovery;
import dev.tabellion.forensics.RecoveryTask;
import dev.tabellion.forensics.RecoveryTask.Aim;
import dev.tabellion.forensics.RecoveryTask.Done;
import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.forensics.StoredRecovery.Declared;
import dev.tabellion.projection.forensics.StoredRecovery.Place;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells what ends a stolen key's power and how much of it was done. Nobody ticks anything off:
 * whatever the record shows is done, whoever did it and in whichever order.
 *
 * <p>Throws {@link org.springframework.dao.DataAccessException} if the store does not answer.
 */
public final class RecoveryPlans {
    private static final int MOST_PLACES = 2_000;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final AuditIndex index;
    private final StoredKeys keys;
    private final StoredSignatures signatures;
    private final StoredRecovery stored;
    private final InstantSource clock;

    public RecoveryPlans(DataSource reads, InstantSource clock) {
        JdbcTemplate jdbc = new JdbcTemplate(reads);
        this.index = new AuditIndex(reads);
        this.keys = new StoredKeys(jdbc);
        this.signatures = new StoredSignatures(jdbc, index);
        this.stored = new StoredRecovery(jdbc);
        this.clock = clock;
    }

    /**
     * Null if nobody ever heard of the key.
     *
     * @param from who trusted the key then, or later; null for since it was stolen, by who declared
     *     that
     */
    public @Nullable RecoveryPlan plan(KeyId key, @Nullable Instant from) {
        long size = index.size();
        Instant now = clock.instant();
        KeyBirth birth = keys.birth(key);
        if (birth == null && keys.trusts(key, 1).isEmpty()) {
            return null;
        }
        Declared declared = stored.declared(key);
        Instant since = from == null ? since(declared, now) : from;
        List<Place> places = stored.places(key, since, MOST_PLACES);
        List<SignedDocument> signed =
                signatures.of(key, birth, Instant.EPOCH, LAST, KeyReports.MOST_SIGNATURES, now);
        Playbook gravest = gravest(places);
        List<RecoveryTask> tasks = new ArrayList<>();
        first(gravest, declared, tasks);
        places.stream()
                .sorted(Comparator.comparing(place -> Recovery.rank(playbook(place))))
                .forEach(place -> tasks.addAll(of(place)));
        tasks.add(task(gravest, Aim.CLEARED, cleared(signed, places, now)));
        tasks.add(outlived(gravest, signed, now));
        boolean isWhole = places.size() < MOST_PLACES && signed.size() < KeyReports.MOST_SIGNATURES;
        return new RecoveryPlan(key, since, tasks, isWhole, size);
    }

    /** Who replaced the key first and said so afterwards did it nevertheless. */
    private static Instant since(@Nullable Declared declared, Instant now) {
        if (declared == null) {
            return now;
        }
        Instant from = declared.from();
        return from == null || from.isAfter(declared.done().at()) ? declared.done().at() : from;
    }

    private void first(Playbook playbook, @Nullable Declared declared, List<RecoveryTask> tasks) {
        Done done = declared == null ? null : declared.done();
        Long leaf = done == null ? null : done.leaf();
        tasks.add(task(playbook, Aim.DECLARED, done));
        tasks.add(task(playbook, Aim.CHECKPOINTED, leaf == null ? null : stored.checkpoint(leaf)));
        tasks.add(task(playbook, Aim.WITNESSED, leaf == null ? null : stored.cosignature(leaf)));
    }

    private static List<RecoveryTask> of(Place place) {
        List<RecoveryTask> tasks = new ArrayList<>();
        tasks.add(task(place, Aim.REPLACED, place.replaced()));
        tasks.add(task(place, Aim.SIGNED_ANEW, place.anew()));
        if (!place.trust().role().equals(RoleName.TIMESTAMP)) {
            tasks.add(task(place, Aim.LED_TO, place.ledTo()));
        }
        return tasks;
    }

    private static RecoveryTask task(Playbook playbook, Aim aim, @Nullable Done done) {
        return new RecoveryTask(playbook, aim, null, null, null, done);
    }

    private static RecoveryTask task(Place place, Aim aim, @Nullable Done done) {
        Trust trust = place.trust();
        return new RecoveryTask(playbook(place), aim, trust.gun(), trust.role(), null, done);
    }

    private static Playbook playbook(Place place) {
        return Recovery.playbook(place.trust());
    }

    private static Playbook gravest(List<Place> places) {
        return places.stream()
                .map(RecoveryPlans::playbook)
                .min(Comparator.comparing(Recovery::rank))
                .orElse(Playbook.P1);
    }

    /** By the last document that took the place of one of the key's. */
    private static @Nullable Done cleared(
            List<SignedDocument> signed, List<Place> places, Instant now) {
        if (signed.stream().anyMatch(each -> each.reach() == Reach.CURRENT)) {
            return null;
        }
        Done last = null;
        for (Place place : places) {
            last = later(last, later(place.replaced(), place.anew()));
        }
        return last == null ? new Done(null, now) : last;
    }

    private static @Nullable Done later(@Nullable Done one, @Nullable Done other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at().isAfter(other.at()) ? one : other;
    }

    private static RecoveryTask outlived(
            Playbook playbook, List<SignedDocument> signed, Instant now) {
        Instant last =
                signed.stream()
                        .map(SignedDocument::expires)
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        Done done = last.isAfter(now) ? null : new Done(null, last);
        return new RecoveryTask(playbook, Aim.OUTLIVED, null, null, last, done);
    }
}
