-- An order over more than BankID takes at once is signed in parts, one BankID order each, one after
-- the other. part_sizes says how many of submission_ids, in order, belong to each part.
ALTER TABLE signing_order
    ADD COLUMN language     text      NOT NULL DEFAULT 'SV',
    ADD COLUMN part         integer   NOT NULL DEFAULT 1,
    ADD COLUMN part_sizes   integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN part_started_at timestamptz,
    ADD COLUMN restart_of   text,
    ADD COLUMN restarted_as text;
UPDATE signing_order SET part_sizes = ARRAY[cardinality(submission_ids)], part_started_at = created_at;

-- A part that was signed and verified, with BankID's whole final answer, sealed.
CREATE TABLE signing_part (
    order_id          text        NOT NULL REFERENCES signing_order (id),
    number            integer     NOT NULL,
    vendor_id         text        NOT NULL,
    tenant_id         text        NOT NULL,
    mode              text        NOT NULL,
    sealed_completion bytea       NOT NULL,
    -- What was checked and held, in order.
    checks            text[]      NOT NULL,
    signed_at         timestamptz NOT NULL,
    PRIMARY KEY (order_id, number)
);

ALTER TABLE signing_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_part FORCE ROW LEVEL SECURITY;
CREATE POLICY signing_part_wall ON signing_part
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
