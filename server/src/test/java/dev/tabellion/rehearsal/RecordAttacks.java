package dev.tabellion.rehearsal;

import java.util.List;

/** Attacks on the record itself. */
final class RecordAttacks {
    static final List<Attack> ALL =
            List.of(
                    new Attack(
                            "rogue-administrator",
                            "C13×A13",
                            "Somebody with an administrator's token deletes a collection.",
                            List.of("REPOSITORY_DELETED"),
                            Stage.Kind.WHOLE,
                            false,
                            stage -> stage.delete(stage.publisher()).status() != 200),
                    new Attack(
                            "database-edited",
                            "C10×A13",
                            "Somebody who owns the database changes what an event says.",
                            List.of("LOG_CHAIN_BROKEN"),
                            Stage.Kind.WHOLE,
                            true,
                            stage -> {
                                stage.publisher();
                                stage.edit(
                                        "update tabellion.event set payload = payload || ' '::bytea"
                                                + " where global_index = 3");
                                return false;
                            }),
                    new Attack(
                            "keys-deleted",
                            "C9×A13",
                            "Somebody who owns the signer's database deletes a timestamp key.",
                            List.of("KEY_DELETED"),
                            Stage.Kind.WHOLE,
                            true,
                            stage -> {
                                String gun = stage.publisher().gun().value();
                                stage.edit(
                                        "delete from signer.sealed_key where material ="
                                                + " (select material from signer.managed_key"
                                                + " where gun = '"
                                                + gun
                                                + "' and role = 'timestamp')");
                                return false;
                            }),
                    new Attack(
                            "database-restored",
                            "C10×A2",
                            "Somebody puts the database back to what it was before.",
                            List.of("LOG_HEAD_REGRESSED"),
                            Stage.Kind.WHOLE,
                            true,
                            stage -> {
                                stage.publisher();
                                stage.restoreDatabaseAfter(stage::publisher);
                                return false;
                            }));

    private RecordAttacks() {}
}
