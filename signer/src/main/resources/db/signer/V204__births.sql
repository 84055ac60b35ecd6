-- The entry that tells of a key's birth is what the register of keys is held against.
create index journal_birth on signer.journal (gun, life, role)
    where kind in ('key-created/1', 'key-imported/1');
