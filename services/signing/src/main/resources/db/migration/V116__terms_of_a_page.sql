-- What the vendor asks of BankID for the orders of a page, in BankID's words, as JSON.
ALTER TABLE signing_page ADD COLUMN terms text NOT NULL DEFAULT '{}';
