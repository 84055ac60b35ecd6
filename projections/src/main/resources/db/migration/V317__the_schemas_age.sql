-- A log in a process of its own starts only on what it was built for.
grant select on schema_version to ${log_role};
