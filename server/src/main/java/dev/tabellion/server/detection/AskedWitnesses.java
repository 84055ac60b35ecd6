package dev.tabellion.server.detection;

import dev.tabellion.detection.Told;
import dev.tabellion.projection.detection.Teller;
import dev.tabellion.projection.witness.Witnesses;
import dev.tabellion.projection.witness.Witnessing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What this process hears from the witnesses that it asks. */
record AskedWitnesses(Witnesses witnesses, Witnessing witnessing) implements Teller {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public List<Told> told(Instant now, long size) {
        List<Told> told = new ArrayList<>();
        witnesses.disagreements().forEach(how -> told.add(new Told.Contradicted(how, size)));
        Duration without = witnessing.withoutQuorum();
        if (without.compareTo(PATIENCE) > 0) {
            told.add(new Told.Uncosigned(now.minus(without), size));
        }
        return told;
    }
}
