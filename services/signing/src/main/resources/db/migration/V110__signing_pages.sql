-- A link by which one browser may see submissions and have them signed. Of the link's token and of
-- the session's cookie only the SHA-256 is here; who may sign is sealed.
CREATE TABLE signing_page (
    id              text        PRIMARY KEY,
    vendor_id       text        NOT NULL,
    tenant_id       text        NOT NULL,
    mode            text        NOT NULL,
    role            text        NOT NULL,
    language        text,
    return_url      text,
    submission_ids  text[]      NOT NULL,
    sealed_signer   bytea,
    token_sha256    text        NOT NULL UNIQUE,
    link_ends_at    timestamptz NOT NULL,
    -- A link is used once: the browser that used it has the session.
    session_sha256  text,
    opened_at       timestamptz,
    session_ends_at timestamptz,
    -- The order that was opened last from the page.
    order_id        text        REFERENCES signing_order (id),
    -- How often in a row it was opened anew without anybody pressing anything.
    renewals        integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint      NOT NULL
);
CREATE INDEX signing_page_ends ON signing_page (greatest(link_ends_at, session_ends_at));

ALTER TABLE signing_page ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_page FORCE ROW LEVEL SECURITY;
CREATE POLICY signing_page_wall ON signing_page
    USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
