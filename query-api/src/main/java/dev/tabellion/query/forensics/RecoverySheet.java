package dev.tabellion.query.forensics;

import dev.tabellion.forensics.RecoveryTask;
import dev.tabellion.forensics.RecoveryTask.Done;
import dev.tabellion.projection.forensics.RecoveryPlan;
import dev.tabellion.query.forensics.Sheet.Checklist;
import dev.tabellion.query.forensics.Sheet.Item;
import dev.tabellion.query.forensics.Sheet.Paragraph;
import dev.tabellion.query.forensics.Sheet.Part;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;

/** A recovery for people: what is to be done, and what the record shows to have been done. */
final class RecoverySheet {
    private RecoverySheet() {}

    static Sheet of(RecoveryPlan plan) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Paragraph(
                        "%d of %d are done, by the first %d leaves of the log. Of who trusted the key at %s or later."
                                .formatted(
                                        plan.done(),
                                        plan.tasks().size(),
                                        plan.size(),
                                        plan.since())));
        if (!plan.isWhole()) {
            parts.add(new Paragraph("There is more to do than this list holds."));
        }
        parts.add(new Checklist(plan.tasks().stream().map(RecoverySheet::item).toList()));
        return new Sheet("Recovery from the loss of key " + plan.key(), parts);
    }

    private static Item item(RecoveryTask task) {
        Done done = task.done();
        if (done == null) {
            return new Item(
                    false,
                    words(task) + (task.due() == null ? "" : " (not before " + task.due() + ")"));
        }
        return new Item(
                true,
                words(task)
                        + " ("
                        + (done.leaf() == null ? "" : "leaf " + done.leaf() + ", ")
                        + done.at()
                        + ")");
    }

    static String words(RecoveryTask task) {
        return switch (task.aim()) {
            case DECLARED -> "It is declared that the key is in other hands.";
            case CHECKPOINTED -> "A checkpoint of the log covers that.";
            case WITNESSED -> "A witness cosigned such a checkpoint.";
            case REPLACED ->
                    "%s: the key signs for %s no more.".formatted(place(task), task.role());
            case SIGNED_ANEW ->
                    RoleName.ROOT.equals(task.role())
                            ? place(task) + ": a second root, signed by the new keys alone."
                            : "%s: %s is published anew, by the keys of now."
                                    .formatted(place(task), task.role());
            case LED_TO -> place(task) + ": a timestamp leads clients there.";
            case CLEARED -> "Nothing that is served bears the key's signature.";
            case OUTLIVED -> "All that the key ever signed has expired.";
        };
    }

    private static String place(RecoveryTask task) {
        return task.playbook() + ", " + task.gun();
    }
}
