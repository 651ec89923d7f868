#!/bin/sh
# Makes the secrets that docker-compose.yml needs: .env, and the master keyset and the evidence key
# in .sluss/compose of the checkout. What is there already is kept. The administrator's key is printed once and not stored.
set -eu
cd "$(dirname "$0")/../.."
umask 077
folder=.sluss/compose
mkdir -p "$folder"

random() { head -c "$1" /dev/urandom; }
hex() { random "$1" | od -An -v -tx1 | tr -d ' \n'; }
sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# A Tink keyset with one AES-256-GCM key: octal 032 040 is the tag and length of its 32 bytes.
# The containers run as user 10001, who must be able to read it.
if [ ! -e "$folder/keyset.json" ]; then
  id=$(random 3 | od -An -v -tu4 | tr -d ' \n')
  value=$({
    printf '\032\040'
    random 32
  } | base64 | tr -d '\n')
  printf '{"primaryKeyId":%s,"key":[{"keyData":{"typeUrl":"%s","value":"%s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%s,"outputPrefixType":"TINK"}]}\n' \
    "$id" type.googleapis.com/google.crypto.tink.AesGcmKey "$value" "$id" >"$folder/keyset.json"
  chmod 0644 "$folder/keyset.json"
fi

# PKCS #8 around 32 random bytes, which are a private key of P-256.
if [ ! -e "$folder/evidence-key.pem" ]; then
  {
    echo "-----BEGIN PRIVATE KEY-----"
    {
      printf '\060\101\002\001\000\060\023\006\007\052\206\110\316\075\002\001'
      printf '\006\010\052\206\110\316\075\003\001\007\004\047\060\045\002\001\001\004\040'
      random 32
    } | base64
    echo "-----END PRIVATE KEY-----"
  } >"$folder/evidence-key.pem"
  chmod 0644 "$folder/evidence-key.pem"
fi

if [ ! -e .env ]; then
  admin_key=sluss_ak_$(hex 32)
  {
    echo "SLUSS_POSTGRES_PASSWORD=$(hex 24)"
    for room in INTAKE SIGNING SUBMITTER RECEIPTS; do
      echo "SLUSS_${room}_DB_PASSWORD=$(hex 24)"
    done
    echo "SLUSS_ADMIN_KEY_SHA256=$(printf %s "$admin_key" | sha256)"
    echo "SLUSS_CURSOR_SECRET=$(random 32 | base64 | tr -d '\n')"
    echo "SLUSS_PERSON_KEY_SECRET=$(random 32 | base64 | tr -d '\n')"
    echo "SLUSS_KEYSET_FILE=./$folder/keyset.json"
    echo "SLUSS_EVIDENCE_KEY_FILE=./$folder/evidence-key.pem"
    echo "SLUSS_EVIDENCE_LOG_ID=sluss-compose-$(hex 6)"
    echo "SLUSS_EVIDENCE_MIRROR_FOLDER="
    echo "SLUSS_OTLP_ENDPOINT="
    echo "SLUSS_SIGNING_PAGE_BASE_URL="
  } >.env
  echo "The administrator's key, shown only now: $admin_key"
fi
