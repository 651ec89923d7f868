-- What is set for a vendor and for one of its tenants; where a tenant has nothing its vendor's holds.
ALTER TABLE vendor
  ADD COLUMN requests_per_minute integer,
  ADD COLUMN needed_within text,
  ADD COLUMN language text;
ALTER TABLE tenant
  ADD COLUMN status text NOT NULL DEFAULT 'ACTIVE',
  ADD COLUMN requests_per_minute integer,
  ADD COLUMN needed_within text,
  ADD COLUMN language text;
