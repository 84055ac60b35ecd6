package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.RecoveryTask;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.List;

/**
 * How far the recovery from a stolen key is.
 *
 * @param since who trusted the key then, or later, is part of it
 * @param isWhole false if there is more than the list holds
 * @param size how many leaves it was made from
 */
public record RecoveryPlan(
        KeyId key, Instant since, List<RecoveryTask> tasks, boolean isWhole, long size) {
    public RecoveryPlan {
        tasks = List.copyOf(tasks);
    }

    public long done() {
        return tasks.stream().filter(RecoveryTask::isDone).count();
    }
}
