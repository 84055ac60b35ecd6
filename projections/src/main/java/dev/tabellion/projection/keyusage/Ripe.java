package dev.tabellion.projection.keyusage;

import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far rows have had their time. Nodes' clocks differ, so one may seem to come after a later
 * one: whatever was read before a row that has had its time has had it, too, and none is passed
 * over.
 *
 * @param rows a table or what is selected from one
 * @param number a column: the order in which rows became known
 * @param time an expression that says since when a row is known
 */
record Ripe(JdbcTemplate jdbc, String rows, String number, String time) {

    /**
     * The number of the last one after that one that has its time behind it; that one if there is
     * none.
     *
     * @param most looked at
     */
    long last(long after, Instant until, int most) {
        Long last =
                jdbc.queryForObject(
                        """
                        select coalesce(max(number) filter (where since <= ?), ?)
                        from (select %s as number, %s as since from %s k
                            where %s > ? order by 1 limit ?) next
                        """
                                .formatted(number, time, rows, number),
                        Long.class,
                        StoredTime.stored(until),
                        after,
                        after,
                        most);
        return last == null ? after : last;
    }
}
