package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import java.time.Duration;
import java.util.Set;

/** The members of the ledger's own events, written and read. */
final class LedgerJson {
    static final String CANARY = "canary-sung";
    static final String REDACTED = "actor-redacted";
    static final Set<String> NAMES = Set.of(CANARY, REDACTED);

    private LedgerJson() {}

    static PlainJson json(LedgerEvent event) {
        return switch (event) {
            case CanarySung e ->
                    new PlainJson()
                            .text("due", e.due().toString())
                            .number("period", e.period().toSeconds());
            case ActorRedacted e ->
                    new PlainJson()
                            .texts("actors", e.actors().stream().map(Sha256::hex).toList())
                            .text("askedBy", e.askedBy().hex())
                            .text("reason", e.reason());
        };
    }

    static CanarySung canary(PlainJsonReader json) {
        return new CanarySung(json.instant("due"), Duration.ofSeconds(json.number("period")));
    }

    static ActorRedacted redacted(PlainJsonReader json) {
        return new ActorRedacted(
                json.texts("actors", Sha256::new),
                new Sha256(json.text("askedBy")),
                json.text("reason"));
    }
}
