#!/bin/sh
# Gives each room a role that owns the schema of its name and sees nothing else.
# The Postgres image runs this once, on an empty data folder; running it again changes nothing but
# the passwords. For a server of your own: set the variables below and PG* as psql wants them.
set -eu

database=${SLUSS_DATABASE:-sluss}
superuser=${POSTGRES_USER:-postgres}

psql -v ON_ERROR_STOP=1 --no-psqlrc -q -U "$superuser" -d postgres -v database="$database" <<'SQL'
SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL

prepare() {
  ROOM_PASSWORD=$2 psql -v ON_ERROR_STOP=1 --no-psqlrc -q -U "$superuser" -d "$database" \
    -v database="$database" -v room="$1" -v role="sluss_$1" <<'SQL'
\getenv password ROOM_PASSWORD
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SELECT format('CREATE ROLE %I', :'role')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
  PASSWORD :'password';
GRANT CONNECT ON DATABASE :"database" TO :"role";
CREATE SCHEMA IF NOT EXISTS :"room" AUTHORIZATION :"role";
ALTER ROLE :"role" SET search_path = :"room";
ALTER ROLE :"role" SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE :"role" SET transaction_timeout = '60s';
SQL
}

prepare intake "${SLUSS_INTAKE_DB_PASSWORD:?}"
prepare signing "${SLUSS_SIGNING_DB_PASSWORD:?}"
prepare submitter "${SLUSS_SUBMITTER_DB_PASSWORD:?}"
prepare receipts "${SLUSS_RECEIPTS_DB_PASSWORD:?}"
