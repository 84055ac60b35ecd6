-- A file of evidence has the leaves that name its entries of the journal: finding them must not cost
-- a walk through all signatures ever logged.
create index signature_logged_by_entry on signature_logged (entry);
