{{/* What a room is told that is no secret. */}}
{{- define "sluss.configmap" -}}
{{- $values := .root.Values -}}
{{- $room := get $values.rooms .room -}}
{{- $demo := $values.demo.enabled -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
data:
  QUARKUS_HTTP_HOST: 0.0.0.0
  QUARKUS_HTTP_PORT: "8400"
  QUARKUS_DATASOURCE_JDBC_URL: {{ printf "jdbc:postgresql://%s:%d/%s?currentSchema=%s%s" (include "sluss.postgres.host" .) (int $values.postgres.port) $values.postgres.database .room $values.postgres.parameters | quote }}
  QUARKUS_DATASOURCE_USERNAME: sluss_{{ .room }}
  KAFKA_BOOTSTRAP_SERVERS: {{ include "sluss.kafka.servers" . | quote }}
  {{- if $values.kafka.strimzi.enabled }}
  KAFKA_SECURITY_PROTOCOL: SASL_SSL
  KAFKA_SASL_MECHANISM: SCRAM-SHA-512
  KAFKA_SSL_TRUSTSTORE_TYPE: PEM
  KAFKA_SSL_TRUSTSTORE_LOCATION: /secrets/kafka/ca.crt
  {{- end }}
  SLUSS_SEALING_KEYSET_FILE: /secrets/keyset/keyset.json
  QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
  QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ $values.traces.ratio | quote }}
  {{- with $values.traces.endpoint }}
  QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ . | quote }}
  {{- end }}
  {{- if $values.monitoring.serviceMonitor.enabled }}
  # They are scraped; sent too they would count twice.
  SLUSS_METRICS_SEND: "false"
  {{- end }}
  {{- with $values.proxy.trusted }}
  QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING: "true"
  QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: {{ join "," . | quote }}
  {{- end }}
  {{- if eq .room "signing" }}
  {{- if $demo }}
  SLUSS_SIGNING_BANKID_URL: https://localhost:8451/rp/v6.0
  SLUSS_SIGNING_BANKID_RP_KEY_STORE: /demo/rp.p12
  SLUSS_SIGNING_BANKID_TLS_ROOT: /demo/tls-root.pem
  SLUSS_SIGNING_BANKID_USER_ROOT: /demo/user-root.pem
  # The simulator's policy, its password as it made it, and its page in place of the app.
  SLUSS_SIGNING_BANKID_CERTIFICATE_POLICIES: 1.2.3.4.25
  QUARKUS_CONFIG_LOCATIONS: file:/demo/sluss.properties
  SLUSS_SIGNING_PAGE_APP_URL: http://localhost:8452/app
  {{- else }}
  SLUSS_SIGNING_BANKID_URL: {{ required "rooms.signing.bankid.url is not set" $room.bankid.url | quote }}
  SLUSS_SIGNING_BANKID_RP_KEY_STORE: /secrets/bankid/rp.p12
  SLUSS_SIGNING_BANKID_TLS_ROOT: /secrets/bankid/tls-root.pem
  SLUSS_SIGNING_BANKID_USER_ROOT: /secrets/bankid/user-root.pem
  {{- with $room.bankid.certificatePolicies }}
  SLUSS_SIGNING_BANKID_CERTIFICATE_POLICIES: {{ . | quote }}
  {{- end }}
  {{- if $room.bankid.vendorsSecret }}
  QUARKUS_CONFIG_LOCATIONS: file:/secrets/bankid-vendors/sluss.properties
  {{- end }}
  {{- end }}
  {{- with $room.bankid.live.url }}
  SLUSS_SIGNING_BANKID_LIVE_URL: {{ . | quote }}
  SLUSS_SIGNING_BANKID_LIVE_RP_KEY_STORE: /secrets/bankid-live/rp.p12
  SLUSS_SIGNING_BANKID_LIVE_TLS_ROOT: /secrets/bankid-live/tls-root.pem
  SLUSS_SIGNING_BANKID_LIVE_USER_ROOT: /secrets/bankid-live/user-root.pem
  {{- end }}
  SLUSS_SIGNING_PAGE_BASE_URL: {{ required "rooms.signing.page.baseUrl is not set" $room.page.baseUrl | quote }}
  {{- end }}
  {{- if eq .room "receipts" }}
  SLUSS_RECEIPTS_EVIDENCE_KEY_FILE: /secrets/evidence/evidence-key.pem
  SLUSS_RECEIPTS_EVIDENCE_LOG_ID: {{ required "evidence.logId is not set" $values.evidence.logId | quote }}
  SLUSS_RECEIPTS_EVIDENCE_MIRROR: {{ ternary "/mirror" "" (ne $values.evidence.mirror.existingClaim "") | quote }}
  {{- if $demo }}
  SLUSS_RECEIPTS_WEBHOOK_ALLOWED_CIDRS: 127.0.0.0/8
  SLUSS_RECEIPTS_WEBHOOK_ALLOWED_PORTS: "443,8443,8471"
  SLUSS_RECEIPTS_WEBHOOK_TRUST_FILE: /demo/ca.pem
  {{- else }}
  SLUSS_RECEIPTS_WEBHOOK_ALLOWED_PORTS: {{ join "," $values.networkPolicy.webhooks.ports | quote }}
  {{- with $values.networkPolicy.webhooks.refused }}
  SLUSS_RECEIPTS_WEBHOOK_REFUSED_CIDRS: {{ join "," . | quote }}
  {{- end }}
  {{- end }}
  {{- end }}
  {{- range $name, $value := merge (dict) $room.environment $values.environment }}
  {{- if regexMatch "PASSWORD|_SECRET|SHA256|JAAS" $name }}
  {{- fail (printf "environment.%s is secret: put it into a Secret and name that in environmentSecrets" $name) }}
  {{- end }}
  {{ $name }}: {{ $value | toString | quote }}
  {{- end }}
{{- end }}
