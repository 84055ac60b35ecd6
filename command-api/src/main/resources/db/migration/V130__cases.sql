-- What people said and did about findings, by what they said: whoever repeats a request finds that
-- it was done. The stream of cases is small beside the record.
create index event_case on event (name, sha256(payload)) where kind = 'case';
