-- What waits for signatures: one row a submission.
CREATE TABLE signable (
    submission_id      text        PRIMARY KEY,
    vendor_id          text        NOT NULL,
    tenant_id          text        NOT NULL,
    mode               text        NOT NULL,
    service            text        NOT NULL,
    document_id        text        NOT NULL,
    entry              text        NOT NULL,
    document_sha256    text        NOT NULL,
    required_roles     text        NOT NULL,
    sealed_document    bytea       NOT NULL,
    state              text        NOT NULL CHECK (state IN ('AWAITING', 'SIGNED', 'CANCELLED', 'EXPIRED')),
    accepted_at        timestamptz NOT NULL,
    sign_by            timestamptz NOT NULL,
    origin_traceparent text        NOT NULL,
    version            bigint      NOT NULL
);
CREATE INDEX signable_sign_by ON signable (sign_by) WHERE state = 'AWAITING';

ALTER TABLE signable ENABLE ROW LEVEL SECURITY;
ALTER TABLE signable FORCE ROW LEVEL SECURITY;
CREATE POLICY signable_wall ON signable
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- One BankID order over one or more of them. Who signs, what is shown and signed, BankID's secrets
-- and its final answer are sealed.
CREATE TABLE signing_order (
    id                text        PRIMARY KEY,
    vendor_id         text        NOT NULL,
    tenant_id         text        NOT NULL,
    mode              text        NOT NULL,
    role              text        NOT NULL,
    status            text        NOT NULL CHECK (status IN
        ('STARTING', 'OPENING', 'PENDING', 'COLLECTED', 'COMPLETED', 'FAILED', 'CANCELLED')),
    hint_code         text,
    reason            text,
    submission_ids    text[]      NOT NULL,
    sealed_request    bytea       NOT NULL,
    sealed_session    bytea,
    -- The whole final answer, kept before anything is done with it: BankID gives it once.
    sealed_completion bytea,
    cancel_requested  boolean     NOT NULL,
    traceparent       text        NOT NULL,
    created_at        timestamptz NOT NULL,
    opened_at         timestamptz,
    finished_at       timestamptz,
    -- When a worker has to look at it again; also the lease of the worker that does.
    next_step_at      timestamptz,
    version           bigint      NOT NULL
);
CREATE INDEX signing_order_list ON signing_order (tenant_id, mode, created_at DESC, id DESC);
CREATE INDEX signing_order_due ON signing_order (next_step_at) WHERE next_step_at IS NOT NULL;

ALTER TABLE signing_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_order FORCE ROW LEVEL SECURITY;
CREATE POLICY signing_order_wall ON signing_order
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- A verified signature of one role over one submission, sealed.
CREATE TABLE signature (
    submission_id    text        NOT NULL REFERENCES signable (submission_id),
    role             text        NOT NULL,
    order_id         text        NOT NULL REFERENCES signing_order (id),
    vendor_id        text        NOT NULL,
    tenant_id        text        NOT NULL,
    mode             text        NOT NULL,
    sealed_signature bytea       NOT NULL,
    signed_at        timestamptz NOT NULL,
    PRIMARY KEY (submission_id, role)
);

ALTER TABLE signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE signature FORCE ROW LEVEL SECURITY;
CREATE POLICY signature_wall ON signature
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
