-- The sequencer reads each event in the transaction that gives it its place, and events stay where
-- they are: a foreign key would lock, and so write, the row of every event once more.
alter table log_leaf drop constraint log_leaf_global_index_fkey;

-- It empties as fast as it fills: what is dead in it is waded through by who takes the next ones.
alter table log_outbox set (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);
