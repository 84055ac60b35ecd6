-- By which rules the two books were judged: others judge them anew, from the beginning.
alter table reconciliation add column edition integer not null default 0;
