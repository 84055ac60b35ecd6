package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.keyusage.StoredDigest;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where collections stood before a key first signed for them, and what leads back there. */
record StoredPositions(JdbcTemplate jdbc) {
    private static final String SERVED =
            """
            select asked.collection, asked.leaf, before.sha256, before.at
            from unnest(?::text[], ?::bigint[]) as asked (collection, leaf)
            cross join lateral (
                select sha256, at from tabellion.collection_history h
                where h.collection = asked.collection and h.role = 'timestamp'
                    and h.leaf_index < asked.leaf
                order by h.leaf_index desc limit 1) as before
            where before.sha256 is not null
            """;
    private static final String BEFORE =
            """
            select asked.place, before.version, before.sha256, now.version as served
            from unnest(?::int[], ?::text[], ?::text[], ?::bigint[])
                as asked (place, collection, role, leaf)
            left join lateral (
                select version, sha256 from tabellion.collection_history h
                where h.collection = asked.collection and h.role = asked.role
                    and h.leaf_index < asked.leaf
                order by h.leaf_index desc limit 1) as before on true
            left join tabellion.current_document now
                on now.collection = asked.collection and now.role = asked.role
            order by asked.place
            """;

    /** What is served under a name. */
    private record Place(Gun gun, RoleName role) {}

    /**
     * What the key signed for a place.
     *
     * @param first leaf; beyond all if nothing of it was published
     * @param highest version
     */
    private record Work(long first, int highest) {
        static Work of(SignedDocument document) {
            return new Work(
                    document.leaf() == null ? Long.MAX_VALUE : document.leaf(),
                    document.version().number());
        }

        Work and(Work other) {
            return new Work(Math.min(first, other.first()), Math.max(highest, other.highest()));
        }
    }

    List<GoodPosition> good(List<SignedDocument> signed) {
        Map<Gun, Long> first = new LinkedHashMap<>();
        for (SignedDocument document : signed) {
            if (document.leaf() != null) {
                first.merge(document.gun(), document.leaf(), Math::min);
            }
        }
        Map<Gun, GoodPosition> served = served(first);
        List<GoodPosition> good = new ArrayList<>();
        first.forEach(
                (gun, leaf) ->
                        good.add(
                                served.getOrDefault(
                                        gun, new GoodPosition(gun, leaf - 1, null, null))));
        return good;
    }

    private Map<Gun, GoodPosition> served(Map<Gun, Long> first) {
        Collection<Long> leaves = first.values();
        Map<Gun, GoodPosition> served = new HashMap<>();
        jdbc.query(
                SERVED,
                row -> {
                    Gun gun = new Gun(row.getString("collection"));
                    served.put(
                            gun,
                            new GoodPosition(
                                    gun,
                                    row.getLong("leaf") - 1,
                                    StoredDigest.of(row, "sha256"),
                                    StoredTime.of(row, "at")));
                },
                first.keySet().stream().map(Gun::value).toArray(String[]::new),
                leaves.toArray(Long[]::new));
        return served;
    }

    /** But for roots: those are never as they were. */
    List<Republication> republications(List<SignedDocument> signed) {
        Map<Place, Work> works = new LinkedHashMap<>();
        for (SignedDocument document : signed) {
            if (!document.role().equals(RoleName.ROOT)) {
                works.merge(
                        new Place(document.gun(), document.role()), Work.of(document), Work::and);
            }
        }
        List<Place> places = List.copyOf(works.keySet());
        List<Work> work = List.copyOf(works.values());
        Integer[] numbers = new Integer[places.size()];
        Arrays.setAll(numbers, number -> number);
        return jdbc.query(
                BEFORE,
                (row, number) -> {
                    @Nullable Integer good = row.getObject("version", Integer.class);
                    Place place = places.get(row.getInt("place"));
                    return new Republication(
                            place.gun(),
                            place.role(),
                            good == null ? null : new Version(good),
                            good == null ? null : StoredDigest.of(row, "sha256"),
                            new Version(
                                    Math.max(row.getInt("served"), work.get(number).highest())));
                },
                numbers,
                places.stream().map(each -> each.gun().value()).toArray(String[]::new),
                places.stream().map(each -> each.role().value()).toArray(String[]::new),
                work.stream().map(Work::first).toArray(Long[]::new));
    }
}
