-- What each actor's row comes to, for who has to see that it was not exchanged and need not know
-- whom it names.
create view actor_commitment as
select actor,
       sha256(convert_to('tabellion/actor/v1', 'UTF8') || '\x00'::bytea || salt || data) as digest
from event_private;

revoke all on actor_commitment from public;
grant select on actor_commitment to ${log_role};
