-- The table notary-signer 0.7.0 expects.
CREATE TABLE private_keys (
    id serial PRIMARY KEY, created_at timestamp, updated_at timestamp, deleted_at timestamp,
    key_id varchar(255) NOT NULL UNIQUE, encryption_alg varchar(255) NOT NULL, keywrap_alg varchar(255) NOT NULL,
    algorithm varchar(50) NOT NULL, passphrase_alias varchar(50) NOT NULL,
    public bytea NOT NULL, private bytea NOT NULL,
    gun varchar(255) NOT NULL, role varchar(255) NOT NULL, last_used timestamp,
    UNIQUE (key_id, algorithm)
);
