package dev.tabellion.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class CurrentRebuildIT {
    private static final int STEPS = 1_500;
    private static final List<String> TABLES =
            List.of("live_collection", "current_document", "published_document", "changefeed");
    private static final List<RoleName> ROLES =
            List.of(
                    RoleName.ROOT,
                    RoleName.TARGETS,
                    RoleName.SNAPSHOT,
                    new RoleName("targets/a"),
                    new RoleName("targets/a/b"));

    @Test
    void a_rebuild_after_a_random_history_finds_the_very_same_rows() {
        var database = RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
        try (var pool = database.appPool()) {
            live(new Chronicle(pool), new Random(20261122));
            var jdbc = new JdbcTemplate(pool);
            var served = content(jdbc);
            assertThat(served).allSatisfy((table, rows) -> assertThat(rows).isNotEmpty());
            jdbc.update("update current_document set version = version + 1000");
            jdbc.update("delete from changefeed where id % 2 = 0");

            List<Long> progress = new ArrayList<>();
            long events = new CurrentRebuild(pool).run(progress::add);

            assertThat(content(jdbc)).isEqualTo(served);
            assertThat(progress).isSorted().last().isEqualTo(events);
            assertThat(events)
                    .isEqualTo(jdbc.queryForObject("select count(*) from event", Long.class));
        }
    }

    private static void live(Chronicle chronicle, Random random) {
        var lives = new TreeMap<Gun, Integer>();
        var open = new TreeMap<Gun, Integer>();
        for (int step = 0; step < STEPS; step++) {
            var gun = new Gun("random/" + random.nextInt(12));
            Integer version = open.get(gun);
            if (version == null) {
                chronicle.open(gun, lives.merge(gun, 1, Integer::sum));
                open.put(gun, 0);
            } else if (random.nextInt(25) == 0) {
                chronicle.delete(gun, lives.getOrDefault(gun, 0));
                open.remove(gun);
            } else if (random.nextInt(25) == 0) {
                chronicle.record(gun, withdrawal(ROLES.get(3)));
            } else {
                open.put(gun, version + 1);
                chronicle.publish(gun, version + 1, some(random));
            }
        }
    }

    private static RoleKeysChanged withdrawal(RoleName role) {
        return new RoleKeysChanged(
                RoleName.TARGETS, role, List.of(new KeyId("k")), 1, List.of(), 0);
    }

    private static RoleName[] some(Random random) {
        return ROLES.stream().filter(_ -> random.nextBoolean()).toArray(RoleName[]::new);
    }

    private static Map<String, List<String>> content(JdbcTemplate jdbc) {
        var content = new TreeMap<String, List<String>>();
        for (String table : TABLES) {
            content.put(
                    table,
                    jdbc.queryForList(
                            "select t::text from " + table + " t order by 1", String.class));
        }
        return content;
    }
}
