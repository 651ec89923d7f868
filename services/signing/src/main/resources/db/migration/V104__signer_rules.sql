-- Who may sign for a tenant as the provider. Without a row the vendor vouches for each signer.
CREATE TABLE signer_rule (
    tenant_id      text        NOT NULL,
    mode           text        NOT NULL,
    vendor_id      text        NOT NULL,
    rule           text        NOT NULL CHECK (rule IN ('VOUCHED', 'REGISTERED')),
    -- The registered personal numbers, sealed.
    sealed_signers bytea       NOT NULL,
    version        integer     NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, mode)
);

ALTER TABLE signer_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE signer_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY signer_rule_wall ON signer_rule
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
