-- Where a key is, or is not, changes no standing.
drop index signer.journal_fact;
create index journal_fact on signer.journal (gun, life, seq)
    where kind not in ('refused/1', 'behind/1', 'turned-away/1', 'key-missing/1', 'key-found/1');
-- Which keys there should be, in the order in which they are looked for.
create index journal_keys on signer.journal (seq)
    where kind in ('key-created/1', 'key-imported/1', 'key-vouched/1');
-- Which were found to be gone, or to be back.
create index journal_presence on signer.journal (seq)
    where kind in ('key-missing/1', 'key-found/1');
