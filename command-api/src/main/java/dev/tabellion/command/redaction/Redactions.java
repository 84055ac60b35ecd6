package dev.tabellion.command.redaction;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LedgerEvent;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.store.Actors;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record forget people. One asks and another one confirms; where nobody has to say who
 * they are, the same one may. Deletes salt and clear text and never an event: leaves and root stay
 * as they are.
 */
public final class Redactions {
    private static final int ID_BYTES = 8;

    /** Of one transaction; then comes another, until nobody is left. */
    private static final int AT_ONCE = 10_000;

    private static final Publisher NOBODY = new Publisher("anonymous", "none", "-");

    private final RedactionTable table;
    private final Actors actors;
    private final LedgerEvents ledger;
    private final InstantSource clock;
    private final Randomness randomness;

    public Redactions(
            RedactionTable table,
            Actors actors,
            LedgerEvents ledger,
            InstantSource clock,
            Randomness randomness) {
        this.table = table;
        this.actors = actors;
        this.ledger = ledger;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Asks for it; nothing is forgotten before somebody confirms. */
    public Redaction ask(Person person, String reason, Provenance by) {
        Redaction redaction =
                new Redaction(
                        randomness.bytes(ID_BYTES).hex(),
                        person,
                        reason,
                        by.publisher(),
                        clock.instant());
        table.add(redaction);
        return redaction;
    }

    /** What waits for somebody who confirms it. */
    public List<Redaction> waiting() {
        return table.waiting(clock.instant());
    }

    /** Takes back what was asked; false if nothing of that name waits. */
    public boolean withdraw(String id) {
        return table.remove(id);
    }

    public Confirmation confirm(String id, Provenance by) {
        @Nullable Redaction asked =
                waiting().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
        if (asked == null) {
            return new Confirmation.Unknown();
        }
        if (!areTwo(asked.askedBy(), by.publisher())) {
            return new Confirmation.NotAnother();
        }
        int forgotten = 0;
        for (int more = AT_ONCE; more == AT_ONCE; forgotten += more) {
            more = forgetSome(asked, by);
        }
        // a crash before this leaves it waiting, and to confirm it again finds nobody left
        table.remove(id);
        return new Confirmation.Forgotten(forgotten);
    }

    private int forgetSome(Redaction asked, Provenance by) {
        AtomicInteger forgotten = new AtomicInteger();
        ledger.append(
                by,
                () -> {
                    List<Sha256> gone =
                            actors.forget(
                                    asked.person().kind().member(),
                                    asked.person().value(),
                                    AT_ONCE);
                    forgotten.set(gone.size());
                    return gone.isEmpty() ? List.of() : events(asked, gone);
                });
        return forgotten.get();
    }

    private List<LedgerEvent> events(Redaction asked, List<Sha256> gone) {
        Sha256 askedBy = ledger.commitTo(asked.askedBy());
        List<LedgerEvent> events = new ArrayList<>();
        for (int at = 0; at < gone.size(); at += ActorRedacted.MOST_ACTORS) {
            int end = Math.min(at + ActorRedacted.MOST_ACTORS, gone.size());
            events.add(new ActorRedacted(gone.subList(at, end), askedBy, asked.reason()));
        }
        return events;
    }

    /** Without authentication there are no two whom one could tell apart. */
    private static boolean areTwo(Publisher asking, Publisher confirming) {
        if (confirming.method().equals(NOBODY.method())) {
            return asking.method().equals(NOBODY.method());
        }
        return !confirming.subject().equals(asking.subject())
                && !confirming.subject().equals(NOBODY.subject());
    }
}
