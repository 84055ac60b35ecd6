package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody with all rights does to a record, and how it is undone for the next. */
enum Edit {
    PAYLOAD(
            "update event set payload = payload || ' '::bytea where global_index = 5",
            "update event set payload = substring(payload for octet_length(payload) - 1)"
                    + " where global_index = 5",
            Fault.PAYLOAD_DIFFERS),
    LEAF(
            "update event set leaf = convert_to(replace(convert_from(leaf, 'UTF8'),"
                    + " '\"v\":1', '\"v\":2'), 'UTF8') where global_index = 5",
            "update event set leaf = convert_to(replace(convert_from(leaf, 'UTF8'),"
                    + " '\"v\":2', '\"v\":1'), 'UTF8') where global_index = 5",
            Fault.ENTRY_DIFFERS),
    NAME(
            "update event set name = 'x' || name where global_index = 5",
            "update event set name = substring(name from 2) where global_index = 5",
            Fault.ROW_DIFFERS),
    TIME(
            "update event set occurred_at = occurred_at + interval '1 day'"
                    + " where global_index = 5",
            "update event set occurred_at = occurred_at - interval '1 day'"
                    + " where global_index = 5",
            Fault.ROW_DIFFERS),
    EVENT_GONE(
            "create table kept as select * from event where global_index = 5;"
                    + " delete from event where global_index = 5",
            "insert into event overriding system value select * from kept; drop table kept",
            Fault.ENTRY_MISSING),
    PLACE_GONE(
            "create table kept as select * from log_leaf where leaf_index = 3;"
                    + " delete from log_leaf where leaf_index = 3",
            "insert into log_leaf select * from kept; drop table kept",
            Fault.ENTRY_MISSING),
    PLACES_SWAPPED(
            "create table kept as select * from log_leaf where leaf_index in (3, 4);"
                    + " delete from log_leaf where leaf_index in (3, 4);"
                    + " insert into log_leaf select 7 - leaf_index, global_index from kept",
            "delete from log_leaf where leaf_index in (3, 4);"
                    + " insert into log_leaf select * from kept; drop table kept",
            Fault.ENTRY_DIFFERS),
    EVENT_SLIPPED_IN(
            "insert into event (event_id, collection, sequence, kind, occurred_at, name,"
                    + " revision, payload, metadata, leaf) select gen_random_uuid(),"
                    + " 'slipped/in', 0, kind, occurred_at, name, revision, payload,"
                    + " metadata, leaf from event where global_index = 5",
            "delete from event where collection = 'slipped/in'",
            Fault.EVENT_UNLOGGED),
    EVENT_HIDDEN_BEYOND_THE_HEAD(
            EVENT_SLIPPED_IN.done
                    + ";insert into log_leaf select 1000000000000, global_index from event"
                    + " where collection = 'slipped/in'",
            "delete from log_leaf where leaf_index = 1000000000000;" + EVENT_SLIPPED_IN.undone,
            Fault.EVENT_UNLOGGED),
    DOCUMENT(
            "update document set bytes = bytes || ' '::bytea where sha256 ="
                    + " (select min(sha256) from document)",
            "update document set bytes = substring(bytes for octet_length(bytes) - 1)"
                    + " where sha256 = (select min(sha256) from document)",
            Fault.DOCUMENT_DIFFERS),
    DOCUMENT_GONE(
            "create table kept as select * from document order by sha256 limit 1;"
                    + " delete from document where sha256 in (select sha256 from kept)",
            "insert into document select * from kept; drop table kept",
            Fault.DOCUMENT_MISSING),
    ACTOR(
            "update event_private set data = data || ' '::bytea",
            "update event_private set data = substring(data for octet_length(data) - 1)",
            Fault.ACTOR_DIFFERS),
    ACTOR_GONE(
            "create table kept as select * from event_private; delete from event_private",
            "insert into event_private select * from kept; drop table kept",
            Fault.ACTOR_MISSING),
    TILE(
            "update log_edge set hashes = set_byte(hashes, 3, 255 - get_byte(hashes, 3))"
                    + " where level = 0",
            "update log_edge set hashes = set_byte(hashes, 3, 255 - get_byte(hashes, 3))"
                    + " where level = 0",
            Fault.TILE_DIFFERS),
    TILE_TWICE(
            "insert into log_tile select level, index, decode(repeat('00', 8192), 'hex')"
                    + " from log_edge where level = 0",
            "delete from log_tile using log_edge where log_edge.level = 0 and log_tile.level = 0"
                    + " and log_edge.index = log_tile.index",
            Fault.TILE_TWICE),
    SERVED_FROM_BEFORE(
            "create table kept as select * from current_document where role = 'targets';"
                    + " update current_document c set version = p.version, sha256 = p.sha256"
                    + " from published_document p where c.collection = p.collection"
                    + " and c.role = 'targets' and p.role = 'targets' and p.version = 1",
            "update current_document c set version = k.version, sha256 = k.sha256 from kept k"
                    + " where c.collection = k.collection and c.role = k.role; drop table kept",
            Fault.SERVED_DIFFERS),
    SERVED_OFF_THE_LOG(
            "create table kept as select * from current_document where role = 'targets';"
                    + " insert into document values (sha256('x'::bytea), 'x');"
                    + " update current_document set sha256 = sha256('x'::bytea)"
                    + " where role = 'targets'",
            SERVED_FROM_BEFORE.undone + "; delete from document where bytes = 'x'::bytea",
            Fault.DOCUMENT_UNNAMED),
    SERVED_UNDER_A_NAME_OF_NOBODY(
            "insert into live_collection values ('slipped/in', 1)",
            "delete from live_collection where collection = 'slipped/in'",
            Fault.SERVED_DIFFERS),
    PUBLISHED_OF_ANOTHER_VERSION(
            "create table kept as select * from published_document where role = 'targets'"
                    + " and version = 1; update published_document p set sha256 = o.sha256"
                    + " from published_document o where p.role = 'targets' and p.version = 1"
                    + " and o.role = 'targets' and o.version = 2 and o.collection = p.collection",
            "update published_document p set sha256 = k.sha256 from kept k where p.collection ="
                    + " k.collection and p.role = k.role and p.version = k.version;"
                    + " drop table kept",
            Fault.SERVED_DIFFERS,
            "table published_document"),
    PUBLISHED_GONE(
            "create table kept as select * from published_document where role = 'targets'"
                    + " and version = 1; delete from published_document where role = 'targets'"
                    + " and version = 1",
            "insert into published_document select * from kept; drop table kept",
            Fault.SERVED_DIFFERS,
            "row targets 1"),
    PUBLISHED_EARLIER(
            "update published_document set published_at = published_at - interval '1 day'"
                    + " where role = 'root'",
            "update published_document set published_at = published_at + interval '1 day'"
                    + " where role = 'root'",
            Fault.SERVED_DIFFERS,
            "row root 1"),
    PUBLISHED_BY_NOBODY(
            "insert into published_document values ('slipped/in', 'targets', 1,"
                    + " sha256('x'::bytea), now())",
            "delete from published_document where collection = 'slipped/in'",
            Fault.SERVED_DIFFERS,
            "collection slipped/in"),
    SERVED_WITH_ANOTHER_DATE(
            "update current_document set published_at = published_at + interval '1 day'",
            "update current_document set published_at = published_at - interval '1 day'",
            Fault.SERVED_DIFFERS,
            "table current_document"),
    CHANGE_GONE(
            "create table kept as select * from changefeed order by id limit 1;"
                    + " delete from changefeed where id in (select id from kept)",
            "insert into changefeed select * from kept; drop table kept",
            Fault.SERVED_DIFFERS,
            "table changefeed"),
    CHANGE_INVENTED(
            "insert into changefeed select 1000000, now(), collection, 7, sha256('x'::bytea)"
                    + " from changefeed limit 1",
            "delete from changefeed where id = 1000000",
            Fault.SERVED_DIFFERS,
            "row number 1000000"),
    CHANGE_MOVED(
            "create table kept as select * from changefeed order by id limit 1;"
                    + " update changefeed set id = 1000000 where id in (select id from kept)",
            "update changefeed set id = (select id from kept) where id = 1000000;"
                    + " drop table kept",
            Fault.SERVED_DIFFERS,
            "row number 1000000"),
    CHANGES_SWAPPED(
            "create table kept as select * from changefeed order by id limit 2;"
                    + " update changefeed c set sha256 = k.sha256, version = k.version,"
                    + " created_at = k.created_at from kept k where k.id <> c.id"
                    + " and c.id in (select id from kept)",
            "update changefeed c set sha256 = k.sha256, version = k.version,"
                    + " created_at = k.created_at from kept k where k.id = c.id; drop table kept",
            Fault.SERVED_DIFFERS,
            "table changefeed"),
    CHECKPOINT(
            "update log_checkpoint set note = set_byte(note, 40, 66) where size ="
                    + " (select min(size) from log_checkpoint)",
            "update log_checkpoint c set note = k.note from kept_notes k where c.size = k.size",
            null),
    NOTE_OF_ANOTHER_SIZE(
            "update log_checkpoint set note = (select note from log_checkpoint order by size"
                    + " limit 1) where size = (select max(size) from log_checkpoint)",
            CHECKPOINT.undone,
            Fault.CHECKPOINT_MALFORMED),
    UNREADABLE_PAYLOAD(
            """
            create table kept as select * from event where name = 'metadata-published' limit 1;
            update event e set payload = convert_to(regexp_replace(
                    convert_from(e.payload, 'UTF8'), '"expires":"[^"]*"', '"expires":"x"'), 'UTF8')
                from kept where e.event_id = kept.event_id;
            update event e set leaf = convert_to(regexp_replace(convert_from(e.leaf, 'UTF8'),
                    '"payload":[{]"h":"[^"]*","len":[0-9]*[}]', '"payload":{"h":"'
                    || encode(sha256(e.payload), 'hex') || '","len":' || length(e.payload) || '}'),
                    'UTF8')
                from kept where e.event_id = kept.event_id
            """,
            "update event e set payload = kept.payload, leaf = kept.leaf from kept"
                    + " where e.event_id = kept.event_id; drop table kept",
            Fault.PAYLOAD_UNREADABLE),
    HEAD(
            "update log_head set root = set_byte(root, 3, 255 - get_byte(root, 3))",
            "update log_head set root = set_byte(root, 3, 255 - get_byte(root, 3))",
            Fault.HEAD_DIFFERS);

    private final String done;
    private final String undone;
    private final @Nullable Fault fault;
    private final String where;

    Edit(String done, String undone, @Nullable Fault fault) {
        this(done, undone, fault, "");
    }

    /**
     * @param where what of the place must be named
     */
    Edit(String done, String undone, @Nullable Fault fault, String where) {
        this.done = done;
        this.undone = undone;
        this.fault = fault;
        this.where = where;
    }

    String done() {
        return done;
    }

    String undone() {
        return undone;
    }

    void isNamedBy(List<? extends Finding> findings) {
        if (fault == null) {
            assertThat(findings).isNotEmpty();
        } else {
            assertThat(findings)
                    .filteredOn(each -> each.fault() == fault)
                    .anySatisfy(each -> assertThat(each.toString()).contains(where));
        }
    }
}
